package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// genFills emits what puts body credentials into the requests of a client.
func (g *generator) genFills(u *unit, c *names.Client) {
	b, owner := g.bodyCredentials()
	if b == nil {
		return
	}
	credentials := g.of(owner, names.CredentialsName(b))
	var cases []jen.Code
	for _, op := range c.Operations {
		if op.Src.Credentials == nil || !hasBody(op.Src.In) {
			continue
		}
		cases = append(cases, jen.Case(ref("Op"+op.Label)).Block(
			jen.If(define("req", "ok").Id("in").Assert(jen.Op("*").Add(g.messageType(op.Src.In))), id("ok")).Block(
				jen.Return(call("fill"+op.Label, id("c"), id("req"))))))
	}
	sign := func() *jen.Statement {
		return jen.Params(id("op").Op("*").Add(g.soap("Operation")), id("in").Add(g.xml("Node"))).Params(g.xml("Node"), jen.Error())
	}
	u.decl(
		jen.Comment("// "+fillName(c)+" puts credentials into copies of the requests."),
		jen.Func().Id(fillName(c)).Params(id("c").Add(credentials)).Add(g.soap("Fill")).Block(
			jen.Return(jen.Func().Add(sign()).Block(
				jen.Switch(id("op")).Block(cases...),
				jen.Return(jen.Nil(), jen.Qual("errors", "New").Call(lit("the request is not of the operation's type"))),
			))))
	for _, op := range c.Operations {
		if op.Src.Credentials != nil && hasBody(op.Src.In) {
			u.decl(g.genFill(c, op, credentials.Clone(), owner))
		}
	}
}

// genFill emits the function that fills the request of one operation.
func (g *generator) genFill(c *names.Client, op *names.Operation, credentials jen.Code, owner *names.Package) jen.Code {
	use := op.Src.Credentials
	f := &filling{generator: g, op: op, owner: owner}
	code := []jen.Code{define("out").Add(ptr("in")), define("x").Op("&").Id("out")}
	for _, v := range use.Values {
		if v.Scope == nil {
			code = append(code, f.value(v, "c")...)
		}
	}
	scopes := f.scopes(use)
	if d := use.Credentials.Digest; d != nil {
		if f.scoped {
			code = append(code, jen.Var().Id("key").String())
		}
		code = append(code, scopes...)
		code = append(code, f.digest(c, use)...)
	} else {
		code = append(code, scopes...)
	}
	in := jen.Op("*").Add(g.messageType(op.Src.In))
	return jen.Func().Id("fill"+op.Label).Params(id("c").Add(credentials), id("in").Add(in)).Params(g.xml("Node"), jen.Error()).
		Block(append(code, jen.Return(id("x"), jen.Nil()))...)
}

// A filling emits the statements that fill x, a copy of the request of an operation.
type filling struct {
	*generator
	op     *names.Operation
	owner  *names.Package
	scoped bool // the digest's key is of the scope
}

func (f *filling) selector(path contract.FieldPath) selector {
	return f.messageSelector(f.op.Src.In, path)
}

// pathText is a path as people read it.
func pathText(path contract.FieldPath) string {
	var list []string
	for _, x := range path {
		list = append(list, x.Element.Name.Local)
	}
	return strings.Join(list, "/")
}

// value fills one field; holder has the value.
func (f *filling) value(v contract.CredentialField, holder string) []jen.Code {
	return f.fill(v.Path, credential(holder, v.Credential))
}

// fill sets a field to a string, unless the caller has set it to another one.
func (f *filling) fill(path contract.FieldPath, value *jen.Statement) []jen.Code {
	sel := f.selector(path)
	if len(sel) == 0 {
		return nil
	}
	return []jen.Code{
		f.ifError(f.soap("Unfilled").Call(lit(pathText(path)), f.text(sel), value)),
		scopedBlock(f.write("x", sel, f.converted(sel.last(), value.Clone()))),
	}
}

// scopedBlock keeps the variables of several statements to themselves.
func scopedBlock(code []jen.Code) jen.Code {
	if len(code) == 1 {
		return code[0]
	}
	return jen.Block(code...)
}

func (f *filling) ifError(err jen.Code) jen.Code {
	return jen.If(define("err").Add(err), notNil(id("err"))).Block(jen.Return(jen.Nil(), id("err")))
}

// text is what a field holds, "" where it is not set.
func (f *filling) text(sel selector) jen.Code {
	before, field := f.descend("x", sel, jen.Return(lit("")))
	value, v := id(field), sel.last()
	if v.Presence == names.Optional || v.Presence == names.Nillable {
		value = call(field+".Or", lit(""))
	}
	text := f.asString(v, value)
	if len(before) == 0 {
		return text
	}
	return jen.Func().Params().String().Block(append(before, jen.Return(text))...).Call()
}

// converted is a string as a value of a field.
func (f *filling) converted(v *names.Value, value *jen.Statement) jen.Code {
	if decl, _ := f.declOf(v.Type); decl != nil || isSecret(v) {
		required := *v
		required.Presence = names.Required
		return f.valueType(&required).Call(value)
	}
	return value
}

// scopes fills what the scope decides and refuses what it forbids.
func (f *filling) scopes(use *contract.CredentialUse) []jen.Code {
	b := use.Credentials
	digest := b.Digest
	if digest != nil {
		f.scoped = true
		for _, v := range b.Values {
			f.scoped = f.scoped && v.Name != digest.Key
		}
	}
	if len(b.Scopes) == 0 {
		return nil
	}
	used := f.scoped
	var cases []jen.Code
	for _, s := range b.Scopes {
		var code []jen.Code
		for _, v := range use.Values {
			if v.Scope == s {
				used = true
				code = append(code, f.value(v, "s")...)
			}
		}
		for _, a := range use.Absent {
			if a.Scope == s {
				code = append(code, f.ifError(f.soap("Absent").Call(lit(pathText(a.Path)), lit(s.Name), f.present(a.Path))))
			}
		}
		for _, v := range s.Values {
			if f.scoped && v.Name == digest.Key {
				code = append(code, assign("key").Add(credential("s", v)))
			}
		}
		cases = append(cases, jen.Case(f.of(f.owner, s.Name)).Block(code...))
	}
	scope := id("c").Dot(names.ScopeName).Assert(jen.Type())
	if used {
		scope = define("s").Add(scope)
	}
	return one(jen.Switch(scope).Block(cases...))
}

// present reports whether a field is set. The path may lead through one of the roots of an embedded document.
func (f *filling) present(path contract.FieldPath) jen.Code {
	s, _ := f.pkg.MessageOf(f.op.Src.In.Body[0].Element)
	absent, x := jen.Return(jen.False()), "x"
	var code []jen.Code
	if i := throughRoot(path); i >= 0 {
		sel := f.generator.selector(s, path[:i])
		if len(sel) == 0 {
			return jen.False()
		}
		before, field := f.descend(x, sel, absent)
		if v := sel.last(); v.Presence == names.Optional {
			before = append(before, jen.If(isNil(id(field))).Block(absent))
		}
		root := path[i]
		holder, owner := f.pkg.StructOf(path[i-1].Element.Type.(*contract.Struct))
		slot, branch := branchOf(holder, root)
		if branch == nil {
			f.generator.fail("root %s has no branch", root.Path)
			return jen.False()
		}
		code = append(before,
			define("b", "_").Id(field+"."+slot.Go).Assert(jen.Op("*").Add(f.of(owner, branch.Go))),
			jen.If(isNil(id("b"))).Block(absent))
		s, _ = f.pkg.StructOf(root.Element.Type.(*contract.Struct))
		path, x = path[i+1:], "b.Value"
	}
	sel := f.generator.selector(s, path)
	if len(sel) == 0 {
		return jen.False()
	}
	before, field := f.descend(x, sel, absent)
	there := f.isSet(sel.last(), field)
	if code = append(code, before...); len(code) == 0 {
		return there
	}
	return jen.Func().Params().Bool().Block(append(code, jen.Return(there))...).Call()
}

// throughRoot is the index of a path's step that is one of several roots of an embedded document, or -1.
func throughRoot(path contract.FieldPath) int {
	for i := 1; i < len(path); i++ {
		if s := path[i-1].Element.Type.(*contract.Struct); s.Embedded != nil && s.Own.Kind == contract.Choice {
			return i
		}
	}
	return -1
}

// isSet is the condition that a field is not what it is when nobody sets it.
func (f *filling) isSet(v *names.Value, field string) *jen.Statement {
	switch {
	case v.Presence == names.Many || v.Presence == names.ManyNil || v.Presence == names.Keyed:
		return jen.Len(id(field)).Op(">").Lit(0)
	case v.Presence == names.Optional && isStruct(v.Type) || v.Pointer:
		return notNil(id(field))
	case v.Poly != nil && v.Presence != names.Nillable:
		return notNil(f.nonNil(v.Poly, id(field)))
	case v.Presence == names.Optional || v.Presence == names.Nillable:
		return jen.Op("!").Add(call(field + ".IsZero"))
	case !isStruct(v.Type) && names.IsString(names.Primitive(v.Type)):
		return id(field).Op("!=").Lit("")
	}
	f.generator.fail("%s: a required field can't be absent", field)
	return jen.False()
}

// branchOf finds the branch of a struct's one choice that a field is.
func branchOf(s *names.Struct, f *contract.Field) (*names.Slot, *names.Branch) {
	for _, slot := range s.Slots {
		c, ok := slot.Content.(*names.Choice)
		if !ok {
			continue
		}
		for _, b := range c.Branches {
			if v, ok := soleValue(b); ok && v.Field == f {
				return slot, b
			}
		}
	}
	return nil, nil
}

// digest computes the digest of the document and has those very bytes sent.
func (f *filling) digest(c *names.Client, use *contract.CredentialUse) []jen.Code {
	sel := f.selector(use.Document)
	if len(sel) == 0 || len(use.Digest) == 0 {
		return nil
	}
	missing := jen.Return(jen.Nil(), f.soap("NoDocument").Call(lit(pathText(use.Document))))
	code, field := f.descend("x", sel, missing)
	held, doc := ref(field), id("doc")
	if v := sel.last(); v.Presence == names.Optional || v.Pointer {
		held, doc = id(field), ref("doc")
		code = append(code, jen.If(isNil(id(field))).Block(missing))
	}
	key := id("key")
	for _, v := range use.Credentials.Values {
		if v.Name == use.Credentials.Digest.Key {
			key = credential("c", v)
		}
	}
	table := addr(f.table(sel.last().Type.(*contract.Struct)))
	code = append(code,
		define("held").Add(held),
		define("doc").Add(ptr("held")),
		define("text", "err").Add(f.xml("DocumentText")).Call(id(c.Var).Dot("Prefixes"), table, ref("doc")),
		jen.If(notNil(id("err"))).Block(jen.Return(jen.Nil(), id("err"))),
		f.xml("SetDocument").Call(ref("doc.Extra"), jen.String().Call(id("text"))),
		scopedBlock(f.write("x", sel, doc)),
		define("digest").Add(f.soap("KeyedDigest")).Call(lit(use.Credentials.Digest.Algorithm), key, id("text")),
	)
	return append(code, f.fill(use.Digest, id("digest"))...)
}
