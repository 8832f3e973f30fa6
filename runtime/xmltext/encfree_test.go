package xmltext

import (
	"errors"
	"strings"
	"testing"

	"example.com/wsgen/runtime/xsd"
)

// unbounded is a struct into which its user may put anything.
type unbounded struct {
	Attrs xsd.Attrs
	Raw   xsd.Raw
	Any   xsd.AnySimple
	Extra xsd.Extra
}

var tOpen = Type{NS: &shapeNS, AnyAttr: true, Names: []Name{{Any: true}, {Local: "any", Leaf: true}}}

func (x *unbounded) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		if d := c.Decoder(); d != nil {
			d.Raw(&x.Raw)
		} else {
			e := c.Encoder()
			if !x.Raw.IsZero() {
				e.Raw(0, x.Raw)
			}
		}
	case 1:
		c.AnySimple(&x.Any)
	case AnyAttr:
		c.AnyAttr(&x.Attrs)
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

func attrs(local, value string) xsd.Attrs {
	return xsd.Attrs{{Name: xsd.QName{Local: local}, Value: value}}
}

func added(list ...xsd.Raw) (x xsd.Extra) {
	for _, r := range list {
		x.Add(r)
	}
	return x
}

func setAttr(name xsd.QName, value string) (x xsd.Extra) {
	x.SetAttr(name, value)
	return x
}

// What a user adds can't make the document another one: it is written whole, or refused with its path.
func TestFreeContentIsChecked(t *testing.T) {
	raw := func(s string) unbounded { return unbounded{Raw: xsd.Raw{XML: s}} }
	for _, test := range []struct {
		name string
		x    unbounded
		want string // in the document, or the path of the error
		ok   bool
	}{
		{"attribute", unbounded{Attrs: attrs("a", "1 < \"2\"\n\r")}, ` a="1 &lt; &quot;2&quot;&#xA;&#xD;"`, true},
		{"attributes", unbounded{Attrs: append(attrs("a", ` b="`), attrs("b", "=")...)}, ` a=" b=&quot;" b="="`, true},
		{"attribute of xml", unbounded{Extra: setAttr(xsd.QName{Space: xmlURI, Local: "lang"}, "pt")}, ` xml:lang="pt"`, true},
		{"control character", unbounded{Attrs: attrs("a", "a\x01b")}, "/o/@a", false},
		{"not UTF-8", unbounded{Attrs: attrs("a", "\xffc")}, "/o/@a", false},
		{"U+FFFE", unbounded{Extra: setAttr(xsd.QName{Local: "a"}, "\uFFFE")}, "/o/@a", false},
		{"attribute name", unbounded{Attrs: attrs("bad name", "x")}, "/o/@bad name", false},
		{"attribute name that declares", unbounded{Attrs: attrs("xmlns", "u")}, "/o/@xmlns", false},
		{"attribute name with a prefix", unbounded{Attrs: attrs("p:a", "u")}, "/o/@p:a", false},
		{"attribute without a name", unbounded{Attrs: attrs("", "u")}, "/o/@", false},
		{"attribute twice", unbounded{Attrs: attrs("a", "1"), Extra: setAttr(xsd.QName{Local: "a"}, "2")}, "/o/@a", false},
		{"attribute in xmlns", unbounded{Extra: setAttr(xsd.QName{Space: xmlnsURI, Local: "p"}, "u")}, "/o", false},
		{"namespace", unbounded{Extra: setAttr(xsd.QName{Space: "\x01", Local: "p"}, "u")}, "/o", false},
		{"type", unbounded{Any: xsd.AnySimple{Type: xsd.QName{Local: `a"b`}, Text: "1"}}, "/o/any", false},
		{"raw", raw(`<x:y xmlns:x="u"><x:z/></x:y>`), `xmlns:x="u"><x:z/></x:y>`, true},
		{"deep raw", raw(strings.Repeat("<a>", 300) + strings.Repeat("</a>", 300)), `<a></a>`, true},
		{"raw that breaks out", raw(`</o><evil>`), "/o/*", false},
		{"raw with a second element", raw(`<a></a><evil></evil>`), "/o/*", false},
		{"raw that closes more", raw(`<a></a></o><o>`), "/o/*", false},
		{"raw that is not closed", raw(`<a>`), "/o/*", false},
		{"raw text", raw(`text`), "/o/*", false},
		{"raw comment first", raw(`<!-- --><a></a>`), "/o/*", false},
		{"raw declaration", raw(`<?xml version="1.0"?><a></a>`), "/o/*", false},
		{"raw with an unbound prefix", raw(`<p:a></p:a>`), "/o/*", false},
		{"raw with a control character", raw("<a>\x01</a>"), "/o/*", false},
		{"raw in UTF-16", raw("<\x00a\x00>\x00<\x00/\x00a\x00>\x00"), "/o/*", false},
		{"raw with a document type", raw(`<!DOCTYPE a><a></a>`), "/o/*", false},
		{"extra", unbounded{Extra: added(xsd.Raw{XML: "<a></a>"}, xsd.Raw{XML: "b &amp; c"})}, `</a>b &amp; c</`, true},
		{"extra that breaks out", unbounded{Extra: added(xsd.Raw{Name: xsd.QName{Local: "k"}, XML: "</o><o>"})}, "/o/k", false},
		{"extra element without a name", unbounded{Extra: added(xsd.Raw{XML: "<a>"})}, "/o", false},
		{"extra text with markup", unbounded{Extra: added(xsd.Raw{XML: "b</o>"})}, "/o", false},
		{"extra text with a bare ampersand", unbounded{Extra: added(xsd.Raw{XML: "b & c"})}, "/o", false},
		{"extra text with a control character", unbounded{Extra: added(xsd.Raw{XML: "\x02"})}, "/o", false},
	} {
		for _, style := range []Style{Prefixed, DefaultNamespace} {
			text, err := encodeAs(Name{Local: "o", NS: 1}, &tOpen, &test.x, style)
			if test.ok {
				if _, bad := parse(text, func(d *Decoder) { d.Limits.Depth = 400 }); err != nil || bad != nil || !strings.Contains(text, test.want) {
					t.Errorf("%s: %s, %v, %v, want %s", test.name, text, err, bad, test.want)
				}
				continue
			}
			var e *EncodeError
			if !errors.As(err, &e) || e.Path != test.want {
				t.Errorf("%s: %v, want an EncodeError at %s\n%s", test.name, err, test.want, text)
			}
		}
	}
}

// FuzzFreeContent: what a user puts into a struct is refused, or gives a document that holds it.
func FuzzFreeContent(f *testing.F) {
	f.Add("a", "1", "<a></a>", "x")
	f.Add("a b", "\x01", "</o><o>", "&amp;")
	f.Add("é", "\"<&>\r\n\t", "<p:a xmlns:p='u'/>", "]]>")
	f.Fuzz(func(t *testing.T, name, value, raw, text string) {
		x := unbounded{Attrs: attrs(name, value), Raw: xsd.Raw{XML: raw}, Extra: added(xsd.Raw{XML: text})}
		for _, style := range []Style{Prefixed, DefaultNamespace} {
			doc, err := encodeAs(Name{Local: "o", NS: 1}, &tOpen, &x, style)
			if err != nil {
				continue
			}
			got, err := parse(doc, nil)
			var limit *LimitError
			if errors.As(err, &limit) {
				continue
			}
			if err != nil {
				t.Fatalf("%q: %v", doc, err)
			}
			if v, ok := got.attrs.Get(xsd.QName{Local: name}); !ok || v != value {
				t.Fatalf("%q: attribute %q is %q", doc, name, v)
			}
		}
	})
}
