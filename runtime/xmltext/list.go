package xmltext

import (
	"strings"

	"example.com/wsgen/runtime/xsd"
)

// What decoder and encoder do for values whose text has several forms or names with prefixes: lists, names, unions with names.

// List reads a value that parses itself and whose text can have forms that it does not keep: a list, or a union with names.
// Such a text is kept beside the form that the value has here.
//
//go:noinline
func (d *Decoder) List(v Value) {
	if d.state != ready && !d.ready() {
		return
	}
	if !d.parse(v) {
		return
	}
	s := listScope{d: d, text: string(d.val)}
	form, err := v.AppendXML(nil, &s)
	if err != nil || !s.named && string(form) == string(d.val) {
		return
	}
	if c := d.lexical(); c != nil {
		if s.named {
			c.Scope = d.scopeOf(d.val)
		}
		if string(form) != string(trim(d.val)) {
			c.Form = string(form)
		}
	}
}

// QName reads a name. Its prefix is kept where the encoder would write another one.
//
//go:noinline
func (d *Decoder) QName(p *xsd.QName) {
	if d.state != ready && !d.ready() {
		return
	}
	if !d.parse(p) {
		return
	}
	text := trim(d.val)
	if prefix, _, _ := strings.Cut(string(text), ":"); len(text) != len(d.val) || p.Space != "" && prefix != d.ownPrefix(p.Space) {
		d.lexicalNames()
	}
}

// lexicalNames is lexical for text that holds names.
func (d *Decoder) lexicalNames() {
	if c := d.lexical(); c != nil {
		c.Scope = d.scopeOf(d.val)
	}
}

// scopeOf is what those names before a colon in v stand for that are prefixes where the decoder stands.
func (d *Decoder) scopeOf(v []byte) (s xsd.Scope) {
	for p := range prefixes(v) {
		if _, ok := s.Resolve(string(p)); ok {
			continue
		}
		if uri, ok := d.lookup(p); ok && uri != xmlURI {
			s = s.With(string(p), uri)
		}
	}
	return s
}

// rescope makes the names in a text that was read stand for the same ones in the document being written. A prefix that
// stands for another namespace there is replaced where it makes a word a name.
func (e *Encoder) rescope(text string, s xsd.Scope) string {
	for prefix, uri := range s.All() {
		if e.lend(prefix, uri) {
			continue
		}
		words := strings.Split(text, " ")
		for i, word := range words {
			if local, ok := strings.CutPrefix(word, prefix+":"); ok && isName(local) {
				words[i] = e.prefixOf(uri) + ":" + local
			}
		}
		text = strings.Join(words, " ")
	}
	return text
}

// ownPrefix is the prefix that the table in use has for a namespace; "" for none.
func (d *Decoder) ownPrefix(uri string) string {
	if d.table != nil {
		for _, n := range *d.table {
			if n.URI == uri {
				return n.Prefix
			}
		}
	}
	return ""
}

// listScope gives names the prefixes that they have in a text.
type listScope struct {
	d     *Decoder
	text  string
	named bool // a name has been written
}

func (s *listScope) Resolve(prefix string) (string, bool) { return (*scope)(s.d).Resolve(prefix) }

// Prefix takes the next name of the text for the one that is being written.
func (s *listScope) Prefix(uri string) string {
	if s.named = true; uri == "" {
		return ""
	}
	for s.text != "" {
		prefix := nextPrefix(&s.text)
		if got, ok := s.d.lookup([]byte(prefix)); ok && got == uri {
			return prefix
		}
	}
	return s.d.ownPrefix(uri)
}

// nextPrefix takes the first word off a text and returns its prefix.
func nextPrefix(text *string) string {
	word := strings.TrimLeft(*text, " \t\r\n")
	if end := strings.IndexAny(word, " \t\r\n"); end >= 0 {
		word, *text = word[:end], word[end:]
	} else {
		*text = ""
	}
	prefix, _, ok := strings.Cut(word, ":")
	if !ok {
		return ""
	}
	return prefix
}

// lend reports whether a prefix of the text that was read stands for uri in the document being written, too.
func (e *Encoder) lend(prefix, uri string) bool {
	if uri == xmlURI || strings.HasPrefix(prefix, "xml") || !isName(prefix) || e.taken(prefix, uri) {
		return false
	}
	for i, n := range *e.tables[e.table].ns {
		if n == (NS{uri, prefix}) && i < 63 {
			e.used |= 1 << (i + 1)
			return true
		}
	}
	e.declare(NS{uri, prefix})
	return true
}

// keptForm reports whether a text that was kept is still that of a value whose form is now form.
func keptForm(c *xsd.Child, text string, form []byte) bool {
	if c.Form != "" {
		return c.Form == string(form)
	}
	return strings.Trim(text, " \t\r\n") == string(form)
}
