package resolve

import (
	"cmp"
	"regexp"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/pattern"
	"example.com/wsgen/gen/source"
)

// bodyCredentials lowers credentials that stand in the body of each request. Their paths are those of an operation's
// request: see bindCredentials.
func (c *compiler) bodyCredentials(x *parser.SpecBodyCredentials) *contract.BodyCredentials {
	b := &contract.BodyCredentials{Node: contract.Node{Path: "credentials", Doc: doc(x.Doc), Rename: c.goName(x.Name), Span: x.Span}}
	names := credentialNames{c: c, seen: map[string]source.Span{"Scope": x.Scopes.Span}}
	b.Values = names.values(b.Path, x.Values)
	for i := range x.Scopes.Entries {
		e := &x.Scopes.Entries[i]
		if e.Key.V == cmp.Or(b.Rename, "Credentials") {
			c.diags.Errorf(e.Key.Span, idBadCredentials, "the scope %s has the name of the credentials", e.Key.V)
		}
		s := &contract.Scope{Node: contract.Node{Path: b.Path + "/" + e.Key.V, Doc: doc(e.Value.Doc), Span: e.Key.Span}, Name: c.goName(e.Key)}
		names.once(e.Key)
		own := credentialNames{c: c, seen: map[string]source.Span{}}
		s.Values = own.values(s.Path, e.Value.Values)
		for _, v := range e.Value.Absent {
			s.Absent = append(s.Absent, v.V)
		}
		b.Scopes = append(b.Scopes, s)
	}
	if len(b.Values)+len(b.Scopes) == 0 {
		c.diags.Errorf(x.Span, idMissingKey, "the credentials have neither values nor scopes")
	}
	if d := x.Digest; d != nil {
		b.Digest = &contract.CredentialDigest{Algorithm: d.Algorithm.V, Key: d.Key.V, Document: d.Document.V, To: d.To.V}
		c.digestKey(b, d.Key)
	}
	if c.inBody == nil {
		c.inBody = map[*contract.BodyCredentials]*parser.SpecBodyCredentials{}
	}
	c.inBody[b] = x
	return b
}

// credentialNames keeps the Go names of one struct of credentials apart.
type credentialNames struct {
	c    *compiler
	seen map[string]source.Span
}

func (n *credentialNames) once(name parser.Value[string]) {
	if first, ok := n.seen[name.V]; ok {
		x := n.c.diags.Errorf(name.Span, idDuplicateField, "the credentials name %s twice", name.V)
		if first.File != nil {
			x.Related = append(x.Related, source.Note{Span: first, Message: "the first one"})
		}
	}
	n.seen[name.V] = name.Span
}

func (n *credentialNames) values(parent string, list parser.Map[*parser.SpecCredential]) []*contract.Credential {
	var out []*contract.Credential
	for i := range list.Entries {
		e := &list.Entries[i]
		v := e.Value
		n.once(e.Key)
		if v.Pattern.Set() {
			n.c.checkPattern(v.Pattern.V, v.Pattern.Span)
			if v.Default.Set() && !matches(v.Pattern.V, string(v.Default.V)) {
				n.c.diags.Errorf(v.Default.Span, idBadCredentials, "the default %q of %s does not match its pattern", v.Default.V, e.Key.V)
			}
		}
		out = append(out, &contract.Credential{
			Node: contract.Node{Path: parent + "/" + e.Key.V, Doc: doc(v.Doc), Span: e.Key.Span},
			Name: n.c.goName(e.Key), To: v.To.V, Default: string(v.Default.V), Pattern: v.Pattern.V, Secret: v.Secret.V,
		})
	}
	return out
}

// matches reports whether a pattern of XML Schema takes a text; one that is no pattern takes any.
func matches(expr, text string) bool {
	translated, err := pattern.Translate(expr)
	if err != nil {
		return true
	}
	re, err := regexp.Compile("^(?:" + translated + ")$")
	return err != nil || re.MatchString(text)
}

// digestKey reports a key of the digest that is no value of the credentials, or not of all scopes.
func (c *compiler) digestKey(b *contract.BodyCredentials, key parser.Value[string]) {
	has := func(list []*contract.Credential) bool {
		for _, v := range list {
			if v.Name == key.V {
				return true
			}
		}
		return false
	}
	if has(b.Values) {
		return
	}
	for _, s := range b.Scopes {
		if !has(s.Values) {
			c.diags.Errorf(key.Span, idBadCredentials, "the scope %s has no value %s, which is the key of the digest", s.Name, key.V)
		}
	}
	if len(b.Scopes) == 0 {
		c.diags.Errorf(key.Span, idBadCredentials, "the credentials have no value %s, which is the key of the digest", key.V)
	}
}

// credentialUses binds body credentials, the file's own or the provider's, to the operations.
func (c *compiler) credentialUses() {
	for x := c; x != nil; x = x.shared {
		if x.api.Security == nil {
			continue
		}
		if b, ok := x.api.Security.(*contract.BodyCredentials); ok {
			for _, binding := range c.api.Bindings {
				for _, o := range binding.Operations {
					c.bindCredentials(b, o)
				}
			}
		}
		return
	}
}

// bindCredentials finds the fields of an operation's request that the credentials fill.
func (c *compiler) bindCredentials(b *contract.BodyCredentials, o *contract.Operation) {
	var spec *parser.SpecBodyCredentials
	for x := c; x != nil && spec == nil; x = x.shared {
		spec = x.inBody[b]
	}
	u := &contract.CredentialUse{Credentials: b}
	filled := filledFields{c: c}
	bind := func(list []*contract.Credential, stated parser.Map[*parser.SpecCredential], scope *contract.Scope) {
		for i, v := range list {
			if to := stated.Entries[i].Value.To; to.Set() {
				path := c.credentialPath(o, to, v.Secret)
				filled.add(path, scope, to)
				u.Values = append(u.Values, contract.CredentialField{Credential: v, Scope: scope, Path: path})
			}
		}
	}
	bind(b.Values, spec.Values, nil)
	if d := spec.Digest; d != nil {
		u.Digest = c.credentialPath(o, d.To, true)
		filled.add(u.Digest, nil, d.To)
	}
	for i, s := range b.Scopes {
		bind(s.Values, spec.Scopes.Entries[i].Value.Values, s)
		for _, v := range spec.Scopes.Entries[i].Value.Absent {
			path := c.absentPath(o, v)
			if n := len(path); n > 0 && alwaysThere(path[n-1]) {
				c.diags.Errorf(v.Span, idBadCredentials, "the field %s is required, and so never absent", v.V)
			} else if n > 0 {
				filled.absent(path, s, v)
			}
			u.Absent = append(u.Absent, contract.AbsentField{Scope: s, Path: path})
		}
	}
	if d := spec.Digest; d != nil {
		if u.Document = c.fieldPath(o.In, d.Document, d.Document.Span); u.Document != nil {
			last := u.Document[len(u.Document)-1]
			if s, ok := last.Element.Type.(*contract.Struct); !ok || s.Embedded == nil || last.Max != 1 {
				c.diags.Errorf(d.Document.Span, idBadCredentials, "%s carries no one document", last.Path).Hint = "state document for the field"
			}
		}
	}
	o.Credentials = u
}

// credentialPath finds a field that carries a value of the credentials: one string, which is secret if the value is.
func (c *compiler) credentialPath(o *contract.Operation, to parser.Value[string], secret bool) contract.FieldPath {
	path := c.fieldPath(o.In, to, to.Span)
	if path == nil {
		return nil
	}
	switch f := path[len(path)-1]; {
	case primitive(kindOf(f.Element.Type)) != "string" || f.Max != 1:
		c.diags.Errorf(to.Span, idBadCredentials, "the field must be one string, and it is %s", typeText(f.Element.Type))
	case secret && !f.Secret:
		x := c.diags.Errorf(to.Span, idBadCredentials, "the field %s carries a secret and is none", f.Path)
		x.Hint = "state secret: true for the field"
		x.Related = append(x.Related, source.Note{Span: f.Span, Message: "it is declared here"})
	}
	return path
}

// alwaysThere reports a field whose Go value can't say that it is absent: a required one that is no text.
func alwaysThere(f *contract.Field) bool {
	return f.Min > 0 && f.Max == 1 && !f.Element.Nillable && primitive(kindOf(f.Element.Type)) != "string"
}

// absentPath is fieldPath for a field that must be absent. It may lead through a root of an embedded document: where
// the document has another root, the field is absent.
func (c *compiler) absentPath(o *contract.Operation, v parser.Value[string]) contract.FieldPath {
	var s *contract.Struct
	if o.In != nil && len(o.In.Body) == 1 {
		s, _ = o.In.Body[0].Element.Type.(*contract.Struct)
	}
	names := strings.Split(v.V, "/")
	part := func(names []string) parser.Value[string] {
		return parser.Value[string]{V: strings.Join(names, "/"), Span: v.Span}
	}
	for i := 0; s != nil && i+1 < len(names); i++ {
		f := memberOf(s, names[i])
		if f == nil {
			break
		}
		inner, _ := f.Element.Type.(*contract.Struct)
		if s.Embedded != nil && i > 0 && inner != nil { // f is a root
			head, tail := c.fieldPath(o.In, part(names[:i]), v.Span), c.fieldPathIn(inner, part(names[i+1:]), v.Span)
			if head == nil || tail == nil {
				return nil
			}
			return append(append(head, f), tail...)
		}
		s = inner
	}
	return c.fieldPath(o.In, v, v.Span)
}
