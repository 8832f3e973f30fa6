package xmltext

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"example.com/wsgen/runtime/xsd"
)

// Own returns the names of a type's own elements and attributes. Those of a [Type.Table] are read anew by each call.
// It panics on a table that breaks the rules: generated code is wrong then.
func (t *Type) Own() (elements, attrs []Name) {
	if t.Table == "" {
		return t.Names, t.Attrs
	}
	ns := namespaces(t.NS)
	list := make([]Name, 0, strings.Count(t.Table, "\n"))
	first := -1 // attribute
	for line := range strings.Lines(t.Table) {
		row := strings.TrimSpace(line)
		if row == "" {
			continue
		}
		text, attr := strings.CutPrefix(row, "@")
		n, err := readRow(text, ns)
		switch {
		case err != nil:
		case attr && (n.Any || n.Other):
			err = errors.New("a wildcard that is an attribute")
		case attr && first < 0:
			first = len(list)
		case !attr && first >= 0:
			err = errors.New("an element behind an attribute")
		}
		if err != nil {
			name := xsd.QName{Space: nsURI(ns, t.Name.NS), Local: t.Name.Local}
			panic(fmt.Sprintf("xmltext: table of type %q, row %q: %v", name, row, err))
		}
		list = append(list, n)
	}
	if first < 0 {
		return list, nil
	}
	return list[:first:first], list[first:]
}

// A rowReader reads a row of a table.
type rowReader struct {
	rest string
	ns   Namespaces
	err  error // the first
}

// readRow reads a row, without the @ of an attribute.
func readRow(row string, ns Namespaces) (n Name, err error) {
	r := rowReader{rest: row, ns: ns}
	unnamed := r.rest == "-" || strings.HasPrefix(r.rest, "- ")
	if unnamed {
		r.rest = r.rest[1:]
	} else {
		n.NS, n.Local = r.name()
	}
	for r.err == nil && r.rest != "" {
		r.word(&n)
	}
	if r.err == nil && unnamed != (n.Any || n.Other) {
		r.fail("wildcards, and they alone, have no name")
	}
	return n, r.err
}

func (r *rowReader) fail(format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
}

// word reads a word, and the space before it.
func (r *rowReader) word(n *Name) {
	if r.rest[0] != ' ' {
		r.fail("no space before %q", r.rest)
		return
	}
	end := 1
	for end < len(r.rest) && r.rest[end] != ' ' && r.rest[end] != '=' {
		end++
	}
	word := r.rest[1:end]
	if r.rest = r.rest[end:]; strings.HasPrefix(r.rest, "=") {
		r.rest = r.rest[1:]
		r.setting(n, word)
	} else if mark := n.mark(word); mark == nil {
		r.fail("unknown word %q", word)
	} else {
		r.once(word, *mark)
		*mark = true
	}
}

// once refuses a word whose field is set already.
func (r *rowReader) once(word string, set bool) {
	if set {
		r.fail("%q sets again what is set", word)
	}
}

// mark is the field that a word sets.
func (n *Name) mark(word string) *bool {
	switch word {
	case "leaf":
		return &n.Leaf
	case "many":
		return &n.Many
	case "req":
		return &n.Req
	case "oneOf":
		return &n.OneOf
	case "or":
		return &n.Or
	case "anyForm":
		return &n.AnyForm
	case "anyName":
		return &n.AnyName
	case "unset":
		return &n.Unset
	case "nilUnset":
		return &n.NilUnset
	case "emptyAbsent":
		return &n.EmptyAbsent
	case "free":
		return &n.Free
	case "apart":
		return &n.Apart
	case "any":
		return &n.Any
	case "other":
		return &n.Other
	case "secret":
		return &n.Secret
	case "expanded":
		return &n.Expanded
	case "document":
		return &n.Document
	}
	return nil
}

// setting reads the value of a word that has one.
func (r *rowReader) setting(n *Name, word string) {
	switch word {
	case "form":
		r.once(word, n.Form != "")
		n.Form = r.quoted()
	case "default":
		r.once(word, n.Default != "")
		n.Default = r.quoted()
	case "space":
		n.Spaces = append(n.Spaces, r.quoted())
	case "max":
		r.once(word, n.Max > 0)
		n.Max = r.number()
	case "xsi":
		r.once(word, n.XSI != "")
		n.XSINS, n.XSI = r.name()
	case "xsiSchema":
		r.once(word, n.XSI != "")
		n.XSINS, n.XSI = SchemaNS, r.local()
	case "xsiEncoding":
		r.once(word, n.XSI != "")
		n.XSINS, n.XSI = EncodingNS, r.local()
	default:
		r.fail("unknown word %q with a value", word)
	}
}

// name reads a local name, behind a prefix and a colon where it is of a namespace.
func (r *rowReader) name() (ns uint16, local string) {
	if end := strings.IndexAny(r.rest, ` :"`); end >= 0 && r.rest[end] == ':' {
		prefix := r.rest[:end]
		i := slices.IndexFunc(r.ns, func(n NS) bool { return n.Prefix == prefix })
		if i < 0 {
			r.fail("no namespace has the prefix %q", prefix)
		}
		ns, r.rest = uint16(i+1), r.rest[end+1:]
	}
	return ns, r.local()
}

// local reads a local name, in quotes where it is no plain one.
func (r *rowReader) local() string {
	if strings.HasPrefix(r.rest, `"`) {
		return r.quoted()
	}
	local := r.plain()
	if !isPlain(local) {
		r.fail("%q is no name", local)
	}
	return local
}

// isPlain reports whether a name needs no quotes.
func isPlain(name string) bool {
	for i, r := range name {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || r != '-' && r != '.' && !unicode.IsDigit(r)) {
			return false
		}
	}
	return name != ""
}

func (r *rowReader) number() int {
	text := r.plain()
	n, err := strconv.Atoi(text)
	if err != nil || n <= 0 || strconv.Itoa(n) != text {
		r.fail("%q is no number", text)
	}
	return n
}

// plain reads up to the next space.
func (r *rowReader) plain() string {
	text := r.rest
	if end := strings.IndexByte(text, ' '); end >= 0 {
		text = text[:end]
	}
	r.rest = r.rest[len(text):]
	return text
}

// quoted reads a text in quotes, as Go writes it.
func (r *rowReader) quoted() string {
	quoted, err := strconv.QuotedPrefix(r.rest)
	if err != nil || quoted[0] != '"' {
		r.fail("no text in quotes at %q", r.rest)
		return ""
	}
	r.rest = r.rest[len(quoted):]
	text, err := strconv.Unquote(quoted)
	if err != nil {
		r.fail("%s is no text", quoted)
	}
	return text
}
