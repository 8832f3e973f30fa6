package emit

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
	"example.com/wsgen/gen/pattern"
)

// genRules emits the rules of the schema as text, a line each, and a method Validate for every type. Package schema of
// the runtime reads the text when it is first needed: rules cost no code.
func (g *generator) genRules(u *unit) {
	if !g.opt.Validate || len(g.pkg.Structs) == 0 {
		return
	}
	r := newRuleWriter(g.api)
	var methods []jen.Code
	for _, s := range g.pkg.Structs {
		if m := g.ruleMethod(r, s); m != nil {
			methods = append(methods, m)
		}
	}
	if len(methods) == 0 {
		return
	}
	u.decl(jen.Comment("// rules are those of the schema: what may stand where, how often, and what its value may be.").Line().
		Var().Id("rules").Op("=").Add(jen.Qual(g.runtime("schema"), "Schema")).Values(keyed("Text", id("`\n"+r.text()+"`"))))
	for _, m := range methods {
		u.decl(m)
	}
}

// ruleMethod is the method Validate of a struct, nil where it has one for a request's rules already or is no type of
// the schema.
func (g *generator) ruleMethod(r *ruleWriter, s *names.Struct) jen.Code {
	if _, has := g.roots[s]; has && g.ruled[s] || s.Src == nil {
		return nil
	}
	check := call("rules.CheckDocument", id("x"))
	if !s.Document {
		check = call("rules.Check", id("x"), addr(g.table(s.Src)), lit(r.typ(s.Src)), lit(r.elementName(s)))
	}
	return jen.Comment("// Validate reports where x breaks the rules of the schema, as a [*xsd.ValidationError].").Line().
		Add(methodOf(s.Go, "Validate").Params().Error().Block(jen.Return(check)))
}

// elementName is what paths in a struct begin with: the name of its type, of an anonymous one that of its element. The value of
// a map has a key in that place, which need be no name.
func (r *ruleWriter) elementName(s *names.Struct) string {
	switch {
	case s.Src.Name.Local != "":
		return s.Src.Name.Local
	case r.keyed[s.Src]:
		return s.Go
	}
	last := s.Path[strings.LastIndexByte(s.Path, '}')+1:]
	last = last[strings.LastIndexByte(last, '/')+1:]
	last, _, _ = strings.Cut(last, "[")
	return last
}

// A ruleWriter writes the rules of a schema as package schema of the runtime reads them.
type ruleWriter struct {
	api      *contract.API
	prefixes map[string]string // by namespace
	spaces   []string          // in order of first use
	taken    map[string]bool   // prefixes and keys
	keys     map[contract.Type]string
	types    []contract.Type
	elements map[contract.QName]*contract.Element
	order    []*contract.Element
	stated   map[string]string // prefix of the contract by namespace
	globals  map[*contract.Element]bool
	keyed    map[contract.Type]bool // of the values of maps
	others   contract.Globals       // what no operation leads to, and global attributes
	wild     bool                   // something may stand that no declaration names
}

func newRuleWriter(api *contract.API) *ruleWriter {
	r := &ruleWriter{
		api:      api,
		prefixes: map[string]string{}, taken: map[string]bool{"xs": true}, keys: map[contract.Type]string{},
		elements: map[contract.QName]*contract.Element{}, stated: map[string]string{}, globals: map[*contract.Element]bool{},
		keyed: map[contract.Type]bool{},
	}
	for _, t := range api.Types {
		if s, ok := t.(*contract.Struct); ok && s.Map != nil && s.Own != nil {
			for _, value := range s.Own.Items {
				r.keyed[value.(*contract.Field).Element.Type] = true
			}
		}
	}
	if api.Subset != nil {
		api = api.Subset.Of
	}
	r.others = api.Unreached
	for ; api != nil; api = api.Shared {
		for _, ns := range api.Namespaces {
			r.stated[ns.URI] = cmp.Or(r.stated[ns.URI], ns.Prefix)
		}
		for _, e := range api.Elements {
			r.globals[e] = true
		}
	}
	return r
}

// prefix returns the prefix of a namespace: the contract's, or one with a number where that is taken.
func (r *ruleWriter) prefix(space string) string {
	if p, ok := r.prefixes[space]; ok {
		return p
	}
	base := cmp.Or(r.stated[space], "ns")
	p := base
	for n := 2; r.taken[p]; n++ {
		p = base + strconv.Itoa(n)
	}
	r.prefixes[space], r.taken[p] = p, true
	r.spaces = append(r.spaces, space)
	return p
}

func (r *ruleWriter) name(n contract.QName) string {
	if n.Space == "" {
		return n.Local
	}
	return r.prefix(n.Space) + ":" + n.Local
}

// typ returns the key of a type, which gets a line of its own.
func (r *ruleWriter) typ(t contract.Type) string {
	if b, ok := t.(*contract.Builtin); ok {
		r.wild = r.wild || b.Kind == "anyType"
		return "xs:" + b.Kind
	}
	if s, ok := t.(*contract.Simple); ok && (s.Name.Space == encodingSpace || s.Name.Space == encodingSpace12) {
		return r.typ(s.Base) // SOAP encoding's form of a type
	}
	if key, ok := r.keys[t]; ok {
		return key
	}
	key := "~" + r.shorten(t.Decl().Path)
	if name := typeName(t); name.Local != "" {
		key = r.name(name)
	}
	for r.taken["type "+key] { // the base of a type that is redefined has its name
		key += "'"
		if !strings.HasPrefix(key, "~") {
			key = "~" + key
		}
	}
	r.taken["type "+key], r.keys[t] = true, key
	r.types = append(r.types, t)
	return key
}

// shorten writes a path with prefixes in the place of namespaces, as one word of a raw string: a key of a map in it can have
// any character.
func (r *ruleWriter) shorten(path string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(" \t\r\n\"=`\ufeff", c) {
			return '_'
		}
		return c
	}, r.inPrefixes(path))
}

// element makes a global element known, with its head and those that can stand in its place.
func (r *ruleWriter) element(e *contract.Element) {
	if r.elements[e.Name] != nil {
		return
	}
	r.elements[e.Name] = e
	r.order = append(r.order, e)
	if e.Head != nil {
		r.element(e.Head)
	}
	for _, m := range e.Members {
		r.element(m)
	}
}

// text is the whole: namespaces, elements, types.
func (r *ruleWriter) text() string {
	for _, e := range r.api.Elements {
		r.element(e)
	}
	for _, t := range r.api.Types {
		r.typ(t)
	}
	var types, elements, all strings.Builder
	for e, t, a := 0, 0, 0; e < len(r.order) || t < len(r.types) || r.wild && a < len(r.others.Attrs); { // each can add to the others
		switch {
		case e < len(r.order):
			fmt.Fprint(&elements, "element ", r.elementWords(r.order[e]), head(r, r.order[e]), "\n", r.identities(r.order[e], 1))
			e++
		case t < len(r.types):
			r.writeType(&types, r.types[t])
			t++
		default:
			fmt.Fprint(&elements, "attribute ", r.attrWords(r.others.Attrs[a]), "\n")
			a++
		}
	}
	r.unreached(&types)
	for _, space := range r.spaces {
		fmt.Fprintln(&all, "namespace", r.prefixes[space], inQuotes(space))
	}
	return all.String() + elements.String() + types.String()
}

// identities are the keys, keyrefs and uniques of an element, a line each.
func (r *ruleWriter) identities(e *contract.Element, depth int) string {
	var b strings.Builder
	for _, i := range e.Identities {
		var refer *string
		if i.Refer.Local != "" {
			refer = new(r.name(i.Refer))
		}
		fmt.Fprint(&b, strings.Repeat("\t", depth), i.Kind, " ", r.name(i.Name), setting("refer", refer),
			setting("selector", new(r.inPrefixes(i.Selector))), setting("fields", new(r.inPrefixes(strings.Join(i.Fields, " ")))), "\n")
	}
	return b.String()
}

// inPrefixes writes text with prefixes in the place of namespaces in braces.
func (r *ruleWriter) inPrefixes(text string) string {
	var b strings.Builder
	for {
		before, rest, _ := strings.Cut(text, "{")
		b.WriteString(before)
		space, after, closed := strings.Cut(rest, "}")
		if !closed {
			b.WriteString(rest)
			return b.String()
		}
		b.WriteString(r.prefix(space) + ":")
		text = after
	}
}

func head(r *ruleWriter, e *contract.Element) string {
	if e.Head == nil {
		return ""
	}
	return setting("head", new(r.name(e.Head.Name)))
}

func (r *ruleWriter) elementWords(e *contract.Element) string {
	return r.name(e.Name) + " " + r.typ(e.Type) + words(word{"abstract", e.Abstract}, word{"nillable", e.Nillable}) +
		setting("default", unbound(textType(e), e.Default)) + setting("fixed", e.Fixed) + blockSetting(e.Block)
}

func blockSetting(block []string) string {
	if len(block) == 0 {
		return ""
	}
	return setting("block", new(strings.Join(block, " ")))
}

// unbound is a default with the local parts of its names alone, which are names wherever it stands.
func unbound(t contract.Type, v *string) *string {
	if v == nil || t == nil || !contract.HoldsNames(t) {
		return v
	}
	words := strings.Fields(*v)
	for i, word := range words {
		words[i] = word[strings.LastIndexByte(word, '}')+1:]
	}
	return new(strings.Join(words, " "))
}

type word struct {
	text string
	on   bool
}

func words(list ...word) string {
	var all string
	for _, w := range list {
		if w.on {
			all += " " + w.text
		}
	}
	return all
}

func setting(name string, value *string) string {
	if value == nil {
		return ""
	}
	return " " + name + "=" + inQuotes(*value)
}

// inQuotes writes a text between quotes, without what can't stand in a raw string of Go.
func inQuotes(s string) string {
	return strings.NewReplacer("`", `\x60`, "\ufeff", `\ufeff`).Replace(strconv.Quote(s))
}

func (r *ruleWriter) writeType(b *strings.Builder, t contract.Type) {
	switch t := t.(type) {
	case *contract.Struct:
		r.writeStruct(b, t)
	case *contract.Simple:
		r.writeSimple(b, t)
	case *contract.List:
		fmt.Fprintln(b, "list", r.keys[t], r.typ(t.Item))
	case *contract.Union:
		fmt.Fprint(b, "union ", r.keys[t])
		for _, m := range t.Members {
			fmt.Fprint(b, " ", r.typ(m))
		}
		fmt.Fprintln(b)
	}
}

func (r *ruleWriter) writeSimple(b *strings.Builder, t *contract.Simple) {
	if t.Layout != "" {
		fmt.Fprintln(b, "simple", r.keys[t], "xs:string")
		return
	}
	f := t.Facets
	fmt.Fprint(b, "simple ", r.keys[t], " ", r.typ(t.Base), setting("whiteSpace", f.WhiteSpace),
		setting("length", f.Length), setting("minLength", f.MinLength), setting("maxLength", f.MaxLength),
		setting("minInclusive", f.MinInclusive), setting("minExclusive", f.MinExclusive),
		setting("maxInclusive", f.MaxInclusive), setting("maxExclusive", f.MaxExclusive),
		setting("totalDigits", f.TotalDigits), setting("fractionDigits", f.FractionDigits), patternSetting(f.Patterns), "\n")
	if !t.Open {
		for _, v := range t.Enum {
			fmt.Fprintf(b, "\tenum %s\n", inQuotes(cmp.Or(v.Name, v.Value)))
		}
	}
}

// patternSetting is the pattern of a step, whose alternatives are one expression. What can't be translated is not
// checked, which a warning says.
func patternSetting(patterns []string) string {
	if len(patterns) == 0 {
		return ""
	}
	source := strings.Join(patterns, "|")
	expr, err := pattern.Translate(source)
	if err != nil {
		return ""
	}
	if expr == source {
		return setting("pattern", &expr)
	}
	return setting("pattern", &expr) + setting("source", &source)
}

func (r *ruleWriter) writeStruct(b *strings.Builder, t *contract.Struct) {
	fmt.Fprint(b, "complex ", r.keys[t])
	how := map[contract.Derivation]string{contract.Extension: "extends", contract.Restriction: "restricts"}[t.Derivation]
	switch {
	case how == "":
	case t.Base != nil:
		fmt.Fprint(b, setting(how, new(r.typ(t.Base))))
	default:
		fmt.Fprint(b, setting(how, new("xs:anyType")))
	}
	if t.Text != nil {
		fmt.Fprint(b, setting("text", new(r.typ(t.Text.Type))))
	}
	fmt.Fprintln(b, words(word{"abstract", t.Abstract}, word{"mixed", t.Mixed}, word{"open", isOpen(t)},
		word{"anyOrder", t.AnyOrder && t.Derivation == contract.Extension}, word{"encoded", t.Encoded || t.Array != nil})+blockSetting(t.Block))
	for _, d := range t.Derived {
		r.typ(d)
	}
	for _, a := range t.Attrs {
		fmt.Fprint(b, "\tattr ", r.attrWords(a), "\n")
	}
	if t.AnyAttr != nil {
		r.wild = r.wild || t.AnyAttr.Process != "skip"
		fmt.Fprint(b, "\tanyAttr ", wildWords(t.AnyAttr), "\n")
	}
	if t.Own != nil && t.Map == nil { // keys are no names
		r.particle(b, 1, t.Own, t)
	}
}

func (r *ruleWriter) attrWords(a *contract.Attr) string {
	return r.name(a.Name) + " " + r.typ(a.Type) + words(word{"required", a.Required}) +
		setting("default", unbound(a.Type, a.Default)) + setting("fixed", a.Fixed)
}

// isOpen reports whether the provider writes a type in a way that is not that of a schema.
func isOpen(t *contract.Struct) bool {
	return t.Map != nil || t.Embedded != nil || t.Text != nil && t.Text.OrElement != "" ||
		slices.ContainsFunc(t.Attrs, func(a *contract.Attr) bool { return a.OrElement != "" })
}

func wildWords(w *contract.Wildcard) string {
	target := &w.Target
	if !slices.Contains(w.Namespaces, "##other") {
		target = nil
	}
	besides := ""
	if len(w.Besides) > 0 {
		besides = setting("besides", new(strings.Join(w.Besides, " ")))
	}
	return cmp.Or(w.Process, "strict") + setting("target", target) + besides + setting("spaces", new(strings.Join(w.Namespaces, " ")))
}

func occurs(o contract.Occurs) string {
	high := "*"
	if o.Max >= 0 {
		high = strconv.Itoa(o.Max)
	}
	if o.Min == 1 && o.Max == 1 {
		return ""
	}
	return " " + strconv.Itoa(o.Min) + ".." + high
}

func (r *ruleWriter) particle(b *strings.Builder, depth int, item contract.Particle, of *contract.Struct) {
	b.WriteString(strings.Repeat("\t", depth))
	switch item := item.(type) {
	case *contract.Group:
		kind := string(item.Kind)
		if depth == 1 && of.AnyOrder && item.Kind == contract.Sequence {
			kind = "all"
		}
		b.WriteString(kind + occurs(item.Occurs) + "\n")
		for _, inner := range item.Items {
			r.particle(b, depth+1, inner, of)
		}
	case *contract.Any:
		r.wild = r.wild || item.Process != "skip"
		b.WriteString("any " + wildWords(&item.Wildcard) + occurs(item.Occurs) + "\n")
	case *contract.Field:
		e, how := item.Element, words(word{"anyForm", item.AnyForm}, word{"anyName", of.Array != nil})+occurs(item.Occurs)+"\n"
		if r.isGlobal(e) {
			r.element(e)
			b.WriteString("ref " + r.name(e.Name) + how)
			return
		}
		b.WriteString("element " + r.elementWords(e) + how + r.identities(e, depth+1))
	}
}

func (r *ruleWriter) isGlobal(e *contract.Element) bool {
	return r.globals[e] || e.Head != nil || len(e.Members) > 0
}
