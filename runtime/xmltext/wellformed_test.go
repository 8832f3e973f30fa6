package xmltext

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"example.com/wsgen/runtime/xsd"
)

// tree is a node that takes any document: every child is raw, every attribute known.
type tree struct {
	attrs xsd.Attrs
	kids  []xsd.Raw
	text  []string
}

var tTree = Type{Names: []Name{{Any: true, Many: true, Free: true}}, AnyAttr: true, Mixed: true}

func (x *tree) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		if c.Reading() {
			c.Raws(&x.kids)
		}
	case AnyAttr:
		c.AnyAttr(&x.attrs)
	case Text:
		if c.Reading() {
			c.Strs(&x.text)
		}
	}
}

// parse reads doc in full: root matches any name because only its syntax counts here.
func parse(doc string, prepare func(*Decoder)) (*tree, error) {
	d := NewDecoder()
	defer d.Release()
	d.Reset([]byte(doc))
	if prepare != nil {
		prepare(d)
	}
	var x tree
	d.begin()
	if d.err == nil && d.startRoot() {
		d.Struct(&tTree, &x)
		d.epilog()
	}
	return &x, d.Err()
}

var malformed = []struct{ name, doc string }{
	{"empty", ""},
	{"white space alone", " \n"},
	{"text alone", "hello"},
	{"unclosed root", "<a>"},
	{"unclosed tag", "<a"},
	{"unclosed attribute", `<a b="c`},
	{"wrong end tag", "<a></b>"},
	{"longer end tag", "<a></aa>"},
	{"crossed tags", "<a><b></a></b>"},
	{"end tag first", "</a>"},
	{"two roots", "<a></a><b></b>"},
	{"text after root", "<a></a>x"},
	{"text before root", "x<a></a>"},
	{"CDATA after root", "<a></a><![CDATA[x]]>"},
	{"attribute twice", `<a b="1" b="2"></a>`},
	{"attribute twice by namespace", `<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"></a>`},
	{"attribute without value", "<a b></a>"},
	{"attribute without quotes", "<a b=c></a>"},
	{"attribute with <", `<a b="<"></a>`},
	{"attributes without space", `<a b="1"c="2"></a>`},
	{"unbound prefix", "<p:a></p:a>"},
	{"unbound attribute prefix", `<a p:b="1"></a>`},
	{"prefix undeclared", `<a xmlns:p="u"><b xmlns:p=""></b></a>`},
	{"xmlns declared", `<a xmlns:xmlns="u"></a>`},
	{"xml rebound", `<a xmlns:xml="u"></a>`},
	{"other prefix for xml", `<a xmlns:p="http://www.w3.org/XML/1998/namespace"></a>`},
	{"prefix for xmlns", `<a xmlns:p="http://www.w3.org/2000/xmlns/"></a>`},
	{"element in xmlns", "<xmlns:a></xmlns:a>"},
	{"two colons", `<a:b:c xmlns:a="u"></a:b:c>`},
	{"empty prefix", "<:a></:a>"},
	{"empty local name", `<p: xmlns:p="u"></p:>`},
	{"]]> in text", "<a>]]></a>"},
	{"]]> in text after brackets", "<a>]]]]></a>"},
	{"unknown entity", "<a>&nbsp;</a>"},
	{"bare ampersand", "<a>a & b</a>"},
	{"unterminated entity", "<a>&lt</a>"},
	{"character reference 0", "<a>&#0;</a>"},
	{"character reference out of range", "<a>&#x110000;</a>"},
	{"character reference of a surrogate", "<a>&#xD800;</a>"},
	{"empty character reference", "<a>&#;</a>"},
	{"empty hexadecimal reference", "<a>&#x;</a>"},
	{"control character", "<a>\x01</a>"},
	{"control character in attribute", "<a b='\x01'></a>"},
	{"control character in CDATA", "<a><![CDATA[\x01]]></a>"},
	{"control character in comment", "<a><!--\x01--></a>"},
	{"control character in instruction", "<a><?p \x01?></a>"},
	{"U+FFFE", "<a>\uFFFE</a>"},
	{"U+FFFF", "<a>\uFFFF</a>"},
	{"invalid UTF-8", "<a>\xff</a>"},
	{"overlong UTF-8", "<a>\xc0\x80</a>"},
	{"surrogate in UTF-8", "<a>\xed\xa0\x80</a>"},
	{"incomplete UTF-8", "<a>\xc3</a>"},
	{"incomplete UTF-8 at the end", "<a></a>\xe2\x82"},
	{"name starts with digit", "<1a></1a>"},
	{"name starts with a combining character", "<\u0301a></\u0301a>"},
	{"name with multiplication sign", "<a\u00d7></a\u00d7>"},
	{"-- in comment", "<a><!-- -- --></a>"},
	{"--- ends comment", "<a><!-- ---></a>"},
	{"unclosed comment", "<a><!-- </a>"},
	{"unclosed CDATA", "<a><![CDATA[</a>"},
	{"unclosed instruction", "<a><?p </a>"},
	{"instruction without target", "<a><? p?></a>"},
	{"XML declaration inside", `<a><?xml version="1.0"?></a>`},
	{"XML declaration after white space", ` <?xml version="1.0"?><a></a>`},
	{"XML instruction in capitals", `<a><?XML p?></a>`},
	{"declaration without version", `<?xml encoding="UTF-8"?><a></a>`},
	{"declaration of version 2", `<?xml version="2.0"?><a></a>`},
	{"declaration with garbage", `<?xml version="1.0" x="y"?><a></a>`},
	{"declaration in the wrong order", `<?xml version="1.0" standalone="yes" encoding="UTF-8"?><a></a>`},
	{"unsupported encoding", `<?xml version="1.0" encoding="EBCDIC-CP-BE"?><a></a>`},
	{"document type", "<!DOCTYPE a><a></a>"},
	{"document type with entity", `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`},
	{"document type inside", "<a><!DOCTYPE a></a>"},
	{"unknown declaration", "<a><!ELEMENT></a>"},
	{"lower-case CDATA", "<a><![cdata[x]]></a>"},
	{"space before name", "< a></a>"},
	{"space in end tag", "<a></ a>"},
	{"attribute in end tag", `<a></a b="c">`},
	{"slash in tag", "<a/ ></a>"},
}

// Every malformed document is refused with a typed error, whole and through every window.
func TestMalformed(t *testing.T) {
	for _, m := range malformed {
		t.Run(m.name, func(t *testing.T) {
			_, err := parse(m.doc, nil)
			var syntax *SyntaxError
			if !errors.As(err, &syntax) {
				t.Fatalf("got %v, want a syntax error", err)
			}
			for size := 1; size <= 64; size++ {
				_, other := parse("", func(d *Decoder) {
					d.ResetReader(iotest.OneByteReader(strings.NewReader(m.doc)), make([]byte, size))
				})
				var again *SyntaxError
				if !errors.As(other, &again) {
					t.Fatalf("window %d: got %v, want %v", size, other, err)
				}
			}
		})
	}
}

var wellFormed = []struct{ doc, text string }{
	{"<a/>", ""},
	{"<a>x</a>", "x"},
	{"\ufeff<a>x</a>", "x"},
	{`<?xml version="1.0"?><a>x</a>`, "x"},
	{`<?xml version='1.1' encoding='utf-8' standalone='no' ?>` + "\n<a>x</a>\n<!-- c --><?p q?>\n", "x"},
	{"<a>x<!-- c -->y<?p?>z<![CDATA[<&]]]]>></a>", "xyz<&]]>"},
	{"<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#x1F600;</a>", "<>&\"'AB\U0001F600"},
	{"<a>1\r\n2\r3\n4</a>", "1\n2\n3\n4"},
	{"<a><![CDATA[1\r\n2\r3]]></a>", "1\n2\n3"},
	{"<a>&#13;</a>", "\r"},
	{"<a>]] ]></a>", "]] ]>"},
	{"<é>ü</é>", "ü"},
	{"<a><?xml-stylesheet x?></a>", ""},
	{"<a>\U00010000\uFFFD\uE000</a>", "\U00010000\uFFFD\uE000"},
	{"<a   b = 'c'\n\td=\"e\"  >x</a  >", "x"},
	{"<xml:a>x</xml:a>", "x"},
}

func TestWellFormed(t *testing.T) {
	for _, m := range wellFormed {
		for size := 0; size <= 64; size++ {
			x, err := parse(m.doc, func(d *Decoder) {
				if size > 0 {
					d.ResetReader(iotest.HalfReader(strings.NewReader(m.doc)), make([]byte, size))
				}
			})
			if err != nil || strings.Join(x.text, "|") != m.text {
				t.Fatalf("%q, window %d: text %q, error %v", m.doc, size, x.text, err)
			}
		}
	}
}

func TestAttributeNormalisation(t *testing.T) {
	x, err := parse("<a b='1\t2\n3\r\n4\r5&#10;&lt;&quot;\"'></a>", nil)
	if want := "1 2 3 4 5\n<\"\""; err != nil || len(x.attrs) != 1 || x.attrs[0].Value != want {
		t.Errorf("attributes %q, error %v, want %q", x.attrs, err, want)
	}
}

func TestCharsets(t *testing.T) {
	const text = "<a>é€</a>"
	utf16 := func(s string, big bool) string {
		var b strings.Builder
		for _, r := range s {
			if big {
				b.WriteByte(byte(r >> 8))
			}
			b.WriteByte(byte(r))
			if !big {
				b.WriteByte(byte(r >> 8))
			}
		}
		return b.String()
	}
	for _, c := range []struct{ name, charset, doc, want string }{
		{"UTF-8 mark over charset", "iso-8859-1", "\xef\xbb\xbf" + text, "é€"},
		{"UTF-16 big-endian mark", "", "\xfe\xff" + utf16(text, true), "é€"},
		{"UTF-16 little-endian mark", "utf-8", "\xff\xfe" + utf16(text, false), "é€"},
		{"UTF-16 by its declaration", "", utf16(`<?xml version="1.0" encoding="UTF-16"?>`+text, false), "é€"},
		{"charset over declaration", "windows-1252", `<?xml version="1.0" encoding="UTF-8"?>` + "<a>\xe9\x80</a>", "é€"},
		{"declared ISO-8859-1", "", `<?xml version="1.0" encoding="ISO-8859-1"?>` + "<a>\xe9</a>", "é"},
		{"declared windows-1252", "", `<?xml version='1.0' encoding='windows-1252'?>` + "<a>\xe9\x80</a>", "é€"},
		{"UTF-8 charset over declaration", "utf-8", `<?xml version="1.0" encoding="ISO-8859-1"?>` + text, "é€"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for size := 0; size <= 300; size += 1 + size/8 {
				x, err := parse(c.doc, func(d *Decoder) {
					if d.Charset = c.charset; size > 0 {
						d.ResetReader(iotest.OneByteReader(strings.NewReader(c.doc)), make([]byte, size))
					}
				})
				if err != nil || strings.Join(x.text, "|") != c.want {
					t.Fatalf("window %d: text %q, error %v", size, x.text, err)
				}
			}
		})
	}
	for _, doc := range []string{"\xfe\xff\xd8\x00\x00a", "\xfe\xff\x00"} {
		if _, err := parse(doc, nil); err == nil {
			t.Errorf("%q: no error", doc)
		}
	}
}

// Hostile documents are refused by a limit, whole and streamed, with memory bounded.
func TestLimits(t *testing.T) {
	attrs := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(" a" + strings.Repeat("x", i%50) + string(rune('a'+i%26)) + strings.Repeat("y", i/50) + "='1'")
		}
		return b.String()
	}
	for _, c := range []struct{ name, doc, limit string }{
		{"depth", strings.Repeat("<a>", 1000), "Depth"},
		{"attributes", "<a" + attrs(257) + "/>", "Attributes"},
		{"token in a tag", "<a b='" + strings.Repeat("x", 9<<20) + "'/>", "Token"},
		{"token in text", "<a>" + strings.Repeat("x&amp;", 5<<20) + "</a>", "Token"},
		{"token in a comment", "<a><!--" + strings.Repeat("x", 9<<20) + "--></a>", "Token"},
		{"name", "<" + strings.Repeat("x", 2000) + "/>", "Name"},
		{"namespaces", nested(120, 4), "Namespaces"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, size := range []int{0, 64, 4096} {
				_, err := parse(c.doc, func(d *Decoder) {
					if size > 0 {
						d.ResetReader(strings.NewReader(c.doc), make([]byte, size))
					}
				})
				var limit *LimitError
				if !errors.As(err, &limit) || limit.Limit != c.limit {
					t.Errorf("window %d: got %v, want limit %s", size, err, c.limit)
				}
			}
		})
	}
	if _, err := parse("<a"+attrs(256)+"/>", nil); err != nil {
		t.Errorf("256 attributes: %v", err)
	}
	var limit *LimitError
	if _, err := parse("<a>12345678901234567890</a>", func(d *Decoder) { d.Limits.Document = 20 }); !errors.As(err, &limit) || limit.Limit != "Document" {
		t.Errorf("document limit: %v", err)
	}
	endless := io.MultiReader(strings.NewReader("<a>"), zeros{})
	if _, err := parse("", func(d *Decoder) {
		d.ResetReader(endless, nil)
		d.Limits.Document = 1 << 20
	}); !errors.As(err, &limit) {
		t.Errorf("endless document: %v", err)
	}
}

// zeros yields endless elements.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	n := copy(p, bytes.Repeat([]byte("<b/>"), len(p)/4+1))
	return n, nil
}

func nested(depth, decls int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString("<a")
		for j := range decls {
			b.WriteString(" xmlns:p" + strings.Repeat("q", i%9) + string(rune('a'+j)) + "='u'")
		}
		b.WriteString(">")
	}
	return b.String()
}

func TestReaderError(t *testing.T) {
	broken := errors.New("broken")
	_, err := parse("", func(d *Decoder) {
		d.ResetReader(io.MultiReader(strings.NewReader("<a><b></b>"), iotest.ErrReader(broken)), make([]byte, 16))
	})
	if !errors.Is(err, broken) {
		t.Errorf("got %v, want the reader's error", err)
	}
	_, err = parse("<a><b>", nil)
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %v, want an unexpected end", err)
	}
}

// An unknowing node has no field and keeps all that it meets.
type unknowing struct{ Extra xsd.Extra }

var tUnknowing Type

func (x *unknowing) FieldXML(c *Codec, field int) {
	if field == ResidueField {
		c.Extra(&x.Extra)
	}
}

// Tiny unknown elements take many times their size once they are kept: the bytes of a document don't bound them.
func TestUnknownContentIsBounded(t *testing.T) {
	const most = 100
	for _, n := range []int{most, most + 1} {
		var x unknowing
		doc := "<a>text" + strings.Repeat("<b/>", n-1) + "</a>"
		_, err := decodeAs(doc, Name{Local: "a"}, &tUnknowing, &x, func(d *Decoder) { d.Limits.Unknown = most })
		var limit *LimitError
		switch {
		case n > most && (!errors.As(err, &limit) || limit.Limit != "Unknown"):
			t.Errorf("%d pieces: got %v, want a LimitError", n, err)
		case n <= most && (err != nil || len(x.Extra.Residue().Elements) != n):
			t.Errorf("%d pieces: %v; %d are kept", n, err, len(x.Extra.Residue().Elements))
		}
	}
}

// A window is 64 KiB: a client that calls often must not make one for each reply.
func TestWindowIsKept(t *testing.T) {
	const runs = 100
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range runs {
		d := NewDecoder()
		d.ResetReader(strings.NewReader("<a/>"), nil)
		if err := d.Document(Name{Local: "a"}, nil, &tUnknowing, new(unknowing)); err != nil {
			t.Fatal(err)
		}
		d.Release()
	}
	runtime.ReadMemStats(&after)
	// Half a window leaves room for the pool, which may forget now and then.
	if n := (after.TotalAlloc - before.TotalAlloc) / runs; n > defaultWindow/2 {
		t.Errorf("a document of 4 bytes allocates %d bytes", n)
	}
}
