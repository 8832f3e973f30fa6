// Package inspect prints contracts in two canonical forms, text and JSON. Both hold every fact
// of the model and neither holds a position in a file, so that equal contracts print equal bytes
// and a fact that changes changes its own lines.
package inspect

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"example.com/wsgen/gen/contract"
)

// Text returns the canonical text form: one declaration a block, one fact a line, references by path.
func Text(api *contract.API) []byte {
	p := &printer{own: map[*contract.Element]bool{}}
	for a := api; a != nil; a = a.Shared {
		for _, e := range a.Elements {
			p.own[e] = true
		}
	}
	p.api(api)
	return []byte(p.b.String())
}

type printer struct {
	b     strings.Builder
	depth int
	own   map[*contract.Element]bool // elements with a block of their own
}

// line prints one line of words; empty words are left out.
func (p *printer) line(words ...string) {
	p.b.WriteString(strings.Repeat("  ", p.depth))
	first := true
	for _, w := range words {
		if w == "" {
			continue
		}
		if !first {
			p.b.WriteByte(' ')
		}
		first = false
		p.b.WriteString(w)
	}
	p.b.WriteByte('\n')
}

// in prints body one level deeper.
func (p *printer) in(body func()) {
	p.depth++
	body()
	p.depth--
}

// block prints a declaration's line, its documentation and its body.
func (p *printer) block(n *contract.Node, body func(), words ...string) {
	p.line(append(words, facts(n)...)...)
	p.in(func() {
		p.doc(n.Doc)
		if body != nil {
			body()
		}
	})
}

func (p *printer) doc(text string) {
	if text == "" {
		return
	}
	for l := range strings.SplitSeq(text, "\n") {
		p.line("#", l)
	}
}

// facts returns what every declaration may state beside its path and documentation.
func facts(n *contract.Node) []string {
	var w []string
	if n.Rename != "" {
		w = append(w, "go="+n.Rename)
	}
	if len(n.From) > 0 {
		w = append(w, "overlaid")
	}
	return w
}

// flag returns word if on.
func flag(on bool, word string) string {
	if on {
		return word
	}
	return ""
}

// opt returns key="value" for a stated value.
func opt(key string, v *string) string {
	if v == nil {
		return ""
	}
	return key + "=" + strconv.Quote(*v)
}

// text returns key="value" for a value that is not empty.
func text(key, v string) string {
	if v == "" {
		return ""
	}
	return key + "=" + strconv.Quote(v)
}

// qname returns key=name for a name that is not zero.
func qname(key string, n contract.QName) string {
	if n == (contract.QName{}) {
		return ""
	}
	return key + "=" + n.String()
}

// label is a path seen from the declaration that holds it.
func label(parent, path string) string {
	if rest, ok := strings.CutPrefix(path, parent+"/"); ok && parent != "" {
		return rest
	}
	return path
}

// ref is a type's path. That of an anonymous type is often the holder's.
func ref(holder string, t contract.Type) string {
	switch t := t.(type) {
	case nil:
		return "none"
	case *contract.Builtin:
		return "xs:" + t.Kind
	}
	if path := t.Decl().Path; path != holder || typeName(t) != (contract.QName{}) {
		return path
	}
	return "anonymous"
}

// typeName is the name of a global type, zero for an anonymous one.
func typeName(t contract.Type) contract.QName {
	switch t := t.(type) {
	case *contract.Simple:
		return t.Name
	case *contract.List:
		return t.Name
	case *contract.Union:
		return t.Name
	case *contract.Struct:
		return t.Name
	}
	return contract.QName{}
}

func occurs(o contract.Occurs) string {
	switch o {
	case contract.Occurs{Min: 1, Max: 1}:
		return ""
	case contract.Occurs{Min: 0, Max: 1}:
		return "?"
	case contract.Occurs{Min: 0, Max: -1}:
		return "*"
	case contract.Occurs{Min: 1, Max: -1}:
		return "+"
	}
	if o.Max < 0 {
		return fmt.Sprintf("{%d,}", o.Min)
	}
	return fmt.Sprintf("{%d,%d}", o.Min, o.Max)
}

func (p *printer) api(a *contract.API) {
	kind := "contract"
	if a.Provider {
		kind = "provider"
	}
	p.block(&a.Node, func() {
		if a.Source != "" {
			p.line("source", a.Source)
		}
		if a.Shared != nil {
			p.line("shared", a.Shared.Package, a.Shared.Path)
		}
		for _, n := range a.Namespaces {
			p.line("namespace", n.Prefix, strconv.Quote(n.URI))
		}
		p.security(a.Security)
		if a.Refusal != nil {
			p.block(&a.Refusal.Node, nil, "refusal", a.Refusal.Path)
		}
		p.session(a.Session)
	}, kind, a.Package, a.Path)
	for _, b := range a.Bindings {
		p.b.WriteByte('\n')
		p.binding(b)
	}
	p.receiver(a.Receiver)
	for _, e := range a.Elements {
		p.b.WriteByte('\n')
		p.element(e)
	}
	for _, t := range a.Types {
		p.b.WriteByte('\n')
		p.typ(t)
	}
	p.coverage(a.Coverage)
}

func (p *printer) security(s contract.Security) {
	switch s := s.(type) {
	case *contract.UsernameToken:
		p.line("security", "usernameToken", flag(s.Digest, "digest"), flag(s.MustUnderstand, "mustUnderstand"), flag(s.Timestamp, "timestamp"))
	case *contract.HeaderCredentials:
		p.line("security", "header", s.Header.Path, "username="+fieldPath(s.Username), "password="+fieldPath(s.Password))
	case *contract.BasicAuth:
		p.line("security", "basic")
	case *contract.BodyCredentials:
		p.bodyCredentials(s)
	}
}

func fieldPath(f *contract.Field) string {
	if f == nil {
		return "none"
	}
	return f.Path
}

// coverage prints how often each construct met each fate, without places.
func (p *printer) coverage(list []contract.Construct) {
	if len(list) == 0 {
		return
	}
	fates := []string{"modelled", "raw", "refused", "ignored", "unreached"}
	counts := map[string]int{}
	for _, c := range list {
		counts[c.ID+" "+fates[c.Fate]]++
	}
	keys := make([]string, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	p.b.WriteString("\ncoverage\n")
	p.in(func() {
		for _, k := range keys {
			p.line(k, strconv.Itoa(counts[k]))
		}
	})
}
