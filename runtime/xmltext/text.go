package xmltext

import (
	"strings"
	"unicode/utf8"
)

// What the decoder does for strings.

// Str reads text as it stands.
//
//go:noinline
func (d *Decoder) Str(p *string) {
	if d.state == ready || !d.nilText() && d.ready() {
		*p = d.str(d.val)
	}
}

// nilText reports text that is nil in SOAP encoding, whose stacks send "" so.
func (d *Decoder) nilText() bool { return d.state == isnil && d.Encoded }

// Token reads text with white space collapsed, as xs:token and the types derived from it have it (Part 2, clause 4.3.6).
//
//go:noinline
func (d *Decoder) Token(p *string) {
	if d.state != ready && (d.nilText() || !d.ready()) {
		return
	}
	if *p = d.str(d.val); !collapsed(d.val) {
		*p = collapse(*p)
		d.lexical()
	}
}

// Normalized reads text with each white space character replaced by a space, as xs:normalizedString has it.
//
//go:noinline
func (d *Decoder) Normalized(p *string) {
	if d.state != ready && !d.ready() {
		return
	}
	if *p = d.str(d.val); strings.ContainsAny(*p, "\t\r\n") {
		*p = replaceSpace(*p)
		d.lexical()
	}
}

func collapsed(b []byte) bool {
	space := true // so that none may come first
	for _, c := range b {
		if class[c]&cSpace != 0 && (space || c != ' ') {
			return false
		}
		space = c == ' '
	}
	return len(b) == 0 || !space
}

func collapse(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r < utf8.RuneSelf && class[r]&cSpace != 0 }), " ")
}

func replaceSpace(s string) string {
	return strings.NewReplacer("\t", " ", "\r", " ", "\n", " ").Replace(s)
}

// Enum reads an enumeration; a value that known does not list passes through, with drift.
func (d *Decoder) Enum(p *string, known []string) {
	if d.state != ready && !d.ready() {
		return
	}
	k, ok := listed(d.val, known)
	if !ok && !collapsed(d.val) { // the type may be one whose white space is collapsed
		if k, ok = listed(trim(d.val), known); !ok {
			k, ok = listed([]byte(collapse(string(d.val))), known)
		}
		if ok {
			d.lexical()
		}
	}
	if *p = k; !ok {
		*p = d.str(d.val)
		d.Drift(UnknownEnum)
	}
}

// listed returns the known value that text is.
func listed(text []byte, known []string) (string, bool) {
	for _, k := range known {
		if k == string(text) {
			return k, true
		}
	}
	return "", false
}
