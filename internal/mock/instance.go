package mock

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/xml"
	"regexp/syntax"
	"strconv"
	"strings"
	"time"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/pattern"
	"example.com/wsgen/internal/infoset"
)

// maxDepth ends instances of types that contain themselves.
const maxDepth = 16

// fill gives e the least content that its type allows, and of a map the entries that its keys name.
func fill(e *infoset.Element, t contract.Type, depth int) {
	s, ok := t.(*contract.Struct)
	if !ok {
		e.Text = example(t)
		return
	}
	if depth > maxDepth {
		return
	}
	for _, a := range attributes(s) {
		if a.Required {
			e.Attrs = append(e.Attrs, xml.Attr{Name: xml.Name(a.Name), Value: example(a.Type)})
		}
	}
	if text := simpleContent(s); text != nil {
		e.Text = example(text.Type)
		return
	}
	if s.Map != nil {
		for _, f := range fields(s) {
			if !strings.ContainsAny(f.Element.Name.Local, "#*") {
				fill(add(e, s, f, f.Element.Name.Local), f.Element.Type, depth+1)
			}
		}
		return
	}
	for _, g := range content(s) {
		fillGroup(e, g, depth)
	}
	if s.Embedded != nil && len(e.Children) > 0 {
		e.Text, e.Children = string(write(e.Children[0])), nil
	}
}

func fillGroup(e *infoset.Element, g *contract.Group, depth int) {
	for range g.Min {
		for _, p := range g.Items {
			switch p := p.(type) {
			case *contract.Group:
				fillGroup(e, p, depth)
			case *contract.Field:
				for range p.Min {
					kid := tree(p.Element.Name)
					e.Children = append(e.Children, kid)
					fill(kid, p.Element.Type, depth+1)
				}
			}
			if g.Kind == contract.Choice {
				break
			}
		}
	}
}

// example is a value of a simple type: its first one where it lists them, else a plain one that its facets allow.
func example(t contract.Type) string {
	for s, ok := t.(*contract.Simple); ok; s, ok = s.Base.(*contract.Simple) {
		f := &s.Facets
		switch {
		case len(s.Enum) > 0:
			return s.Enum[0].Value
		case s.Layout != "":
			return time.Unix(0, 0).UTC().Format(goLayout(s.Layout))
		case len(f.Patterns) > 0:
			if expr, err := pattern.Translate(f.Patterns[0]); err == nil {
				return matching(expr, "")
			}
		case f.MinInclusive != nil:
			return *f.MinInclusive
		case f.MinLength != nil || f.Length != nil:
			limit := f.MinLength
			if limit == nil {
				limit = f.Length
			}
			if n, err := strconv.Atoi(*limit); err == nil {
				return filler(kind(t), n)
			}
		}
	}
	switch t := root(t).(type) {
	case *contract.Union:
		if len(t.Members) > 0 {
			return example(t.Members[0])
		}
	case *contract.Builtin:
		return plain[t.Kind]
	}
	return ""
}

// filler is a value of a length.
func filler(kind string, n int) string {
	text := strings.Repeat("x", n)
	switch kind {
	case "base64Binary":
		return base64.StdEncoding.EncodeToString([]byte(text))
	case "hexBinary":
		return hex.EncodeToString([]byte(text))
	}
	return text
}

// plain is a value of each built-in type for which the empty text is none.
var plain = map[string]string{
	"boolean": "false", "decimal": "0", "float": "0", "double": "0",
	"integer": "0", "nonNegativeInteger": "0", "positiveInteger": "1", "nonPositiveInteger": "0", "negativeInteger": "-1",
	"long": "0", "int": "0", "short": "0", "byte": "0", "unsignedLong": "0", "unsignedInt": "0", "unsignedShort": "0", "unsignedByte": "0",
	"date": "1970-01-01", "dateTime": "1970-01-01T00:00:00", "time": "00:00:00", "duration": "PT0S",
	"gYear": "1970", "gYearMonth": "1970-01", "gMonth": "--01", "gMonthDay": "--01-01", "gDay": "---01",
	"QName": "x", "NCName": "x", "ID": "x", "IDREF": "x", "language": "pt",
}

// matching returns a short text that a regular expression matches, with group in the place of its first group
// unless group is empty.
func matching(expr, group string) string {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return ""
	}
	var b strings.Builder
	match(&b, re.Simplify(), group)
	return b.String()
}

func match(b *strings.Builder, re *syntax.Regexp, group string) {
	switch re.Op {
	case syntax.OpLiteral:
		if text := string(re.Rune); re.Flags&syntax.FoldCase != 0 {
			b.WriteString(strings.ToLower(text))
		} else {
			b.WriteString(text)
		}
	case syntax.OpCharClass:
		if len(re.Rune) > 0 {
			b.WriteRune(visible(re.Rune))
		}
	case syntax.OpStar:
		if op := re.Sub[0].Op; op == syntax.OpAnyChar || op == syntax.OpAnyCharNotNL {
			b.WriteByte(' ') // easier to read than nothing
		}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteByte('x')
	case syntax.OpCapture:
		if group != "" && re.Cap == 1 {
			b.WriteString(group)
			return
		}
		match(b, re.Sub[0], group)
	case syntax.OpPlus, syntax.OpAlternate:
		match(b, re.Sub[0], group)
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			match(b, sub, group)
		}
	}
}

// visible picks a rune of a class: a digit or a letter where there is one.
func visible(class []rune) rune {
	for _, want := range "0Aa" {
		for i := 0; i+1 < len(class); i += 2 {
			if class[i] <= want && want <= class[i+1] {
				return want
			}
		}
	}
	return class[0]
}
