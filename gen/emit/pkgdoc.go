package emit

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// packageDoc returns the lines of the package comment.
func (g *generator) packageDoc() []string {
	if s := g.api.Subset; s != nil {
		return comments("Package " + g.pkg.Name + " has the types of these namespaces of package " + s.Of.Package + ":\n\n  - " + strings.Join(spaceNames(s.Spaces), "\n  - ") + g.prefixText())
	}
	text := strings.TrimSpace(g.api.Doc)
	if !strings.HasPrefix(text, "Package ") {
		what := "calls the service that"
		if len(g.api.Bindings) == 0 && g.api.Receiver == nil && !g.api.Provider {
			what = "has the types that"
		}
		start := "Package " + g.pkg.Name + " " + what + " " + oneLine(g.api.Source) + " describes."
		text = strings.TrimSpace(start + "\n\n" + text)
	}
	return comments(text + g.prefixText())
}

// declPrefixes are the prefixes of the namespaces that have declarations here. They depend on no other namespace, unless two
// of them have the same short one.
func (g *generator) declPrefixes() map[string]string {
	spaces := g.declSpaces()
	prefixes, short := map[string]string{}, map[string]int{}
	for _, ns := range g.api.Namespaces {
		if ns.Prefix != "" && slices.Contains(spaces, ns.URI) {
			prefixes[ns.URI] = ns.Prefix
			short[ns.Short]++
		}
	}
	for _, ns := range g.api.Namespaces {
		if prefixes[ns.URI] != "" && short[ns.Short] == 1 {
			prefixes[ns.URI] = ns.Short
		}
	}
	return prefixes
}

// prefixText says what the prefixes stand for.
func (g *generator) prefixText() string {
	var list []string
	for _, space := range g.declSpaces() {
		if p := g.prefixes[space]; p != "" {
			list = append(list, p+" for "+oneLine(space))
		}
	}
	if len(list) == 0 {
		return ""
	}
	return "\n\nPrefixes stand for namespaces in the contract's names:\n\n  - " + strings.Join(list, "\n  - ")
}

// named is the path of a declaration as comments have it.
func (g *generator) named(path string) string {
	space, rest, ok := strings.Cut(strings.TrimPrefix(path, "{"), "}")
	if prefix := g.prefixes[space]; ok && prefix != "" {
		return prefix + ":" + rest
	}
	return path
}

// spaceNames are namespaces for people.
func spaceNames(spaces []string) (list []string) {
	for _, space := range spaces {
		list = append(list, cmp.Or(oneLine(space), "none"))
	}
	return list
}

// genDoc emits the endpoints and what identifies the contract.
func (g *generator) genDoc(u *unit) {
	if len(g.pkg.Clients) > 0 || g.pkg.Receiver != nil {
		u.decl(
			jen.Comment("// SpecHash identifies the contract that the package was generated from, whatever its files are called."),
			jen.Const().Id("SpecHash").Op("=").Lit(g.opt.SpecHash))
	}
	var fixed []*names.Endpoint
	for _, e := range g.pkg.Endpoints {
		if !hasVariables(e.Src) {
			fixed = append(fixed, e)
		}
	}
	if len(fixed) > 0 {
		u.decl(jen.Const().DefsFunc(func(defs *jen.Group) {
			for _, e := range fixed {
				for _, c := range doc(endpointText(e)) {
					defs.Add(c)
				}
				defs.Id(e.Go).Op("=").Lit(e.Src.URL)
			}
		}))
	}
	for _, e := range g.pkg.Endpoints {
		if hasVariables(e.Src) {
			g.genEndpointFunc(u, e)
		}
	}
}

func endpointText(e *names.Endpoint) string {
	text := e.Go + " is the address of the service."
	if e.Src.Environment != "" {
		text = e.Go + " is the address of the " + oneLine(e.Src.Environment) + " environment."
	}
	return strings.TrimSpace(text + "\n" + e.Src.Doc)
}

// genEndpointFunc emits the function that fills the variables of an address.
func (g *generator) genEndpointFunc(u *unit, e *names.Endpoint) {
	text := endpointText(e)
	var params []jen.Code
	for _, v := range e.Src.Variables {
		params = append(params, id(variableName(v.Name)))
		text += "\n\n" + variableName(v.Name) + " is " + cmp.Or(strings.TrimSuffix(oneLine(v.Doc), "."), "the part {"+v.Name+"} of the address") + "."
		if v.Default != "" {
			text = strings.TrimSuffix(text, ".") + ", usually " + v.Default + "."
		}
	}
	parts, checks := g.address(e.Src)
	body := append(checks, jen.Return(sum(parts), jen.Nil()))
	u.decl(append(doc(text), jen.Func().Id(e.Go).Params(jen.List(params...).String()).Params(jen.String(), jen.Error()).Block(body...))...)
}

// address takes an address with variables apart. What stands before the path must be of the
// characters of a host or a port; what goes into the path is escaped.
func (g *generator) address(e *contract.Endpoint) (parts, checks []jen.Code) {
	authority := true
	for rest := e.URL; rest != ""; {
		open, end := strings.IndexByte(rest, '{'), strings.IndexByte(rest, '}')
		if open < 0 {
			return append(parts, lit(rest)), checks
		}
		if end < open {
			g.fail("%s: address %q has a brace without its pair", e.Path, e.URL)
			return parts, checks
		}
		before, name := rest[:open], rest[open+1:end]
		if before != "" {
			parts = append(parts, lit(before))
		}
		if _, path, scheme := strings.Cut(before, "://"); scheme {
			before = path
		}
		authority = authority && !strings.Contains(before, "/")
		variable := variableName(name)
		if authority {
			checks = append(checks, g.checkHost(variable, name))
			parts = append(parts, id(variable))
		} else {
			checks = append(checks, g.checkSegment(variable, name))
			parts = append(parts, jen.Qual("net/url", "PathEscape").Call(id(variable)))
		}
		rest = rest[end+1:]
	}
	return parts, checks
}

// sum joins parts of an address.
func sum(parts []jen.Code) *jen.Statement {
	s := new(jen.Statement)
	for i, p := range parts {
		if i > 0 {
			s = s.Op("+")
		}
		s = s.Add(p)
	}
	return s
}

// checkSegment refuses a variable that would be another path and not a part of this one.
func (g *generator) checkSegment(variable, name string) jen.Code {
	var cases []jen.Code
	for _, refused := range []string{"", ".", ".."} {
		cases = append(cases, lit(refused))
	}
	return jen.Switch(id(variable)).Block(jen.Case(cases...).Block(
		jen.Return(lit(""), jen.Qual("errors", "New").Call(lit(name+": want the name of a part of the path")))))
}

// checkHost refuses a variable that would end the host or the port that it stands for.
func (g *generator) checkHost(variable, name string) jen.Code {
	const allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_[]:"
	return jen.If(id(variable).Op("==").Lit("").Op("||").Qual("strings", "Trim").Call(id(variable), lit(allowed)).Op("!=").Lit("")).Block(
		jen.Return(lit(""), jen.Qual("errors", "New").Call(lit(name+": want a host name, an address or a port"))))
}

func variableName(name string) string {
	id := names.Exported(name)
	first, size := utf8.DecodeRuneInString(id)
	id = string(unicode.ToLower(first)) + id[size:]
	if keywordLike[id] {
		id += "Part"
	}
	return id
}

// keywordLike are the parameter names that Go or the function's own code would misread.
var keywordLike = map[string]bool{
	"break": true, "case": true, "chan": true, "const": true, "continue": true, "default": true, "defer": true,
	"else": true, "fallthrough": true, "for": true, "func": true, "go": true, "goto": true, "if": true,
	"import": true, "interface": true, "map": true, "package": true, "range": true, "return": true,
	"select": true, "struct": true, "switch": true, "type": true, "var": true,
	"url": true, "errors": true, "strings": true, "string": true, "error": true, "nil": true,
}
