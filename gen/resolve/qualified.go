package resolve

import (
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// A qualified is a default or fixed value of a schema, which may hold names with the schema's prefixes.
type qualified struct {
	value *string
	typ   func() contract.Type
	in    *parser.XML
}

// A listed is a value of an enumeration, which may hold names, too.
type listed struct {
	of *contract.Simple
	at int
	in *parser.XML
}

// mayQualify notes the values of a declaration.
func (c *compiler) mayQualify(in *parser.XML, typ func() contract.Type, values ...*string) {
	for _, v := range values {
		if v != nil && in != nil {
			c.qualified = append(c.qualified, qualified{v, typ, in})
		}
	}
}

// expandValues gives names among default and fixed values the form {namespace}local: nothing else keeps the namespaces in
// scope where they stand. All other values stay lexical.
func (c *compiler) expandValues() {
	for _, q := range c.qualified {
		t := q.typ()
		if s, ok := t.(*contract.Struct); ok {
			t = s.TextType()
		}
		*q.value = expand(t, *q.value, q.in)
	}
	for _, l := range c.listed {
		if l.at >= len(l.of.Enum) || l.in == nil { // an overlay may have replaced them
			continue
		}
		v := &l.of.Enum[l.at]
		if name := expand(l.of.Base, v.Value, l.in); name != v.Value {
			v.Name = name
		}
	}
}

// expand expands the names of a text that is a value of type t.
func expand(t contract.Type, text string, in *parser.XML) string {
	switch t := t.(type) {
	case *contract.Simple:
		return expand(t.Base, text, in)
	case *contract.List:
		words := strings.FieldsFunc(text, isSpace)
		changed := false
		for i, word := range words {
			words[i] = expand(t.Item, word, in)
			changed = changed || words[i] != word
		}
		if changed {
			return strings.Join(words, " ")
		}
	case *contract.Union:
		for _, m := range t.Members {
			if valid(m, text) {
				return expand(m, text, in)
			}
		}
	case *contract.Builtin:
		if t.Kind == "QName" || t.Kind == "NOTATION" {
			return expandName(strings.TrimSpace(text), in)
		}
	}
	return text
}

func expandName(text string, in *parser.XML) string {
	prefix, local, found := strings.Cut(text, ":")
	if !found {
		prefix, local = "", text
	}
	if uri, ok := in.Resolve(prefix); ok {
		return contract.QName{Space: uri, Local: local}.String()
	}
	return text
}
