package xmltext

import (
	"errors"
	"strings"
	"testing"

	"example.com/wsgen/runtime/xsd"
)

// A letter carries a document, whose root is a letter again or a note, as the text of an element.
type letter struct {
	ID    string
	Inner *mail
	Extra xsd.Extra
}

type mail struct {
	Letter *letter
	Note   xsd.Opt[int32]
	Extra  xsd.Extra
}

var letterNS = Namespaces{{URI: "urn:l", Prefix: "l"}}

var tLetter, tMail Type

func init() {
	tLetter = Type{NS: &letterNS, Names: []Name{{Local: "id", Leaf: true, Req: true}, {Local: "inner", AnyForm: true}}}
	tMail = Type{
		NS: &letterNS, Names: []Name{{Local: "letter", OneOf: true}, {Local: "note", NS: 1, Leaf: true, Or: true}},
		Choices: []Choice{{Sizes: []int{1, 1}}}, Document: &Embedded{},
	}
}

func (x *letter) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		c.Str(&x.ID)
	case 1:
		if c.Reading() {
			New(&x.Inner)
		}
		if x.Inner != nil {
			c.Struct(&tMail, x.Inner)
		}
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

func (x *mail) FieldXML(c *Codec, field int) {
	switch field {
	case 0:
		if e := c.Encoder(); e != nil {
			x.write(e)
		} else {
			c.Struct(&tLetter, New(&x.Letter))
		}
	case 1:
		if c.Reading() {
			c.OptInt32(&x.Note)
		}
	case ResidueField:
		c.Extra(&x.Extra)
	}
}

func (x *mail) write(e *Encoder) {
	if x.Letter != nil {
		e.WriteStruct(0, &tLetter, x.Letter)
	} else if v, ok := x.Note.Get(); ok {
		e.WriteInt(1, int64(v))
	} else {
		e.Unset(0, "root")
	}
}

var letterRoot = Name{Local: "letter"}

// nestedLetters is a letter that carries a letter, and so on.
func nestedLetters(n int, last string) string {
	text := last
	for range n {
		text = "<letter><id>i</id><inner>" + string(AppendText(nil, text)) + "</inner></letter>"
	}
	return text
}

func readLetter(text string, set func(*Decoder)) (*letter, []Drift, error) {
	d := NewDecoder()
	defer d.Release()
	var drift []Drift
	d.OnDrift = func(x Drift) { drift = append(drift, x) }
	if set != nil {
		set(d)
	}
	d.Reset([]byte(text))
	x := new(letter)
	err := d.Document(letterRoot, &letterNS, &tLetter, x)
	return x, drift, err
}

func writeLetter(x *letter, style Style) (string, error) {
	e := NewEncoder(style)
	defer e.Release()
	err := e.Document(letterRoot, &letterNS, &tLetter, x)
	return string(e.Output()), err
}

func TestDocumentsWithinDocuments(t *testing.T) {
	text := nestedLetters(4, `<l:note xmlns:l="urn:l">7</l:note>`)
	x, drift, err := readLetter(text, nil)
	if err != nil || drift != nil {
		t.Fatal(err, drift)
	}
	if n := x.Inner.Letter.Inner.Letter.Inner.Letter.Inner.Note; n.Or(0) != 7 {
		t.Errorf("the note is %v", n)
	}
	if got, err := writeLetter(x, Prefixed); err != nil || got != text {
		t.Errorf("%v\n got %s\nwant %s", err, got, text)
	}
	want := strings.NewReplacer("l:note", "note", "xmlns:l=", "xmlns=").Replace(text)
	if got, err := writeLetter(x, DefaultNamespace); err != nil || got != want {
		t.Errorf("default namespaces: %v\n got %s\nwant %s", err, got, want)
	}
}

// TestNoNamespaceLeaksIn holds that a default namespace around the text does not reach the document in it.
func TestNoNamespaceLeaksIn(t *testing.T) {
	text := `<letter><id>i</id><inner xmlns="urn:l">&lt;note>1&lt;/note></inner></letter>`
	x, drift, err := readLetter(text, nil)
	if err != nil || x.Inner.Note.Or(0) != 0 || len(drift) == 0 {
		t.Errorf("note %v, drift %v, error %v", x.Inner.Note, drift, err)
	}
}

func TestDocumentDrift(t *testing.T) {
	in := func(doc string) string {
		return "<letter><id>i</id><inner>" + string(AppendText(nil, doc)) + "</inner></letter>"
	}
	for _, test := range []struct{ name, text, drift string }{
		{"unknown element inside", in("<letter><id/><x/></letter>"), "/letter/inner/letter/x: unknown element"},
		{"unknown element two documents inside", in(in("<letter><id/><x/></letter>")), "/letter/inner/letter/inner/letter/x: unknown element"},
		{"unknown root", in("<other/>"), "/letter/inner/other: unknown element"},
		{"no document", in("text"), "/letter/inner: no XML document"},
		{"not closed", in("<letter><id>"), "/letter/inner: no XML document"},
		{"two roots", in("<letter><id/></letter><letter/>"), "/letter/inner: no XML document"},
		{"undeclared entity", in("<letter><id>&nbsp;</id></letter>"), "/letter/inner: no XML document"},
		{"element that is not escaped", "<letter><id>i</id><inner><letter><id>2</id></letter></inner></letter>", "/letter/inner/letter: unknown element"},
	} {
		x, drift, err := readLetter(test.text, nil)
		if err != nil || len(drift) == 0 || drift[0].String() != test.drift {
			t.Errorf("%s: drift %v, error %v, want %s", test.name, drift, err, test.drift)
			continue
		}
		if _, _, err := readLetter(test.text, func(d *Decoder) { d.Strict = true }); err == nil {
			t.Errorf("%s: strict decoding takes it", test.name)
		}
		written, err := writeLetter(x, Prefixed)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		again, _, err := readLetter(written, nil)
		if err != nil {
			t.Errorf("%s: written again: %v", test.name, err)
		} else if twice, _ := writeLetter(again, Prefixed); twice != written {
			t.Errorf("%s: written twice:\n%s\nonce:\n%s", test.name, twice, written)
		}
	}
}

// TestDocumentErrors holds what stays an error within a document too.
func TestDocumentErrors(t *testing.T) {
	in := func(doc string) string {
		return "<letter><id>i</id><inner>" + string(AppendText(nil, doc)) + "</inner></letter>"
	}
	limit := func(set func(*Limits)) func(*Decoder) { return func(d *Decoder) { set(&d.Limits) } }
	long := "<letter><id>" + strings.Repeat("x", 500) + "</id></letter>"
	for _, test := range []struct {
		name, text string
		set        func(*Decoder)
		want       string // of the error
	}{
		{"value", in(`<note xmlns="urn:l">x</note>`), nil, "/letter/inner/note (offset 28): value is not valid for xs:int"},
		{"type declaration", in(`<!DOCTYPE letter [<!ENTITY a "b">]><letter><id>&a;</id></letter>`), nil, "document type declaration is refused"},
		{"depth across documents", nestedLetters(5, "<letter><id/></letter>"), limit(func(l *Limits) { l.Depth = 9 }), "Depth exceeds 9"},
		{"depth of what is skipped", in("<other><a><a><a/></a></a></other>"), limit(func(l *Limits) { l.Depth = 4 }), "Depth exceeds 4"},
		{"documents together", nestedLetters(8, long), limit(func(l *Limits) { l.Document = 3000 }), "Document exceeds 3000"},
		{"namespaces across documents", `<letter xmlns:a="a" xmlns:b="b"><id>i</id><inner>` + string(AppendText(nil, `<other xmlns:c="c"/>`)) + `</inner></letter>`,
			limit(func(l *Limits) { l.Namespaces = 2 }), "Namespaces exceeds"},
		{"unknown content across documents", in("<letter><id/><x/><x/><x/></letter>"), limit(func(l *Limits) { l.Unknown = 2 }), "Unknown exceeds 2"},
		{"one text", in(long), limit(func(l *Limits) { l.Token = 400 }), "Token exceeds 400"},
	} {
		if _, _, err := readLetter(test.text, test.set); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: error %v, want %s", test.name, err, test.want)
		}
	}
}

func TestSetDocument(t *testing.T) {
	const text = `<?xml version="1.0"?> <letter/>`
	for name, inner := range map[string]mail{
		"nothing set": {}, "a root set": {Letter: &letter{ID: "1"}},
	} {
		before := inner
		SetDocument(&inner.Extra, "<replaced/>")
		SetDocument(&inner.Extra, text)
		got, err := writeLetter(&letter{ID: "i", Inner: &inner}, Prefixed)
		if want := "<letter><id>i</id><inner>" + string(AppendText(nil, text)) + "</inner></letter>"; err != nil || got != want {
			t.Errorf("%s: %v\n got %s\nwant %s", name, err, got, want)
		}
		if doc, err := DocumentText(Prefixed, &tMail, &inner); err != nil || string(doc) != text {
			t.Errorf("%s: the document is %s, %v", name, doc, err)
		}
		if !HoldsDocument(inner.Extra) || HoldsDocument(before.Extra) {
			t.Errorf("%s: whether text is held is wrong", name)
		}
		if !before.Extra.IsZero() {
			t.Errorf("%s: the copy made before has changed", name)
		}
	}
	if _, err := writeLetter(&letter{ID: "i", Inner: new(mail)}, Prefixed); err == nil {
		t.Error("a document without root or text is written")
	}
	two := mail{Letter: &letter{ID: "1"}}
	two.Extra.Add(xsd.Raw{XML: "<a/>"})
	if _, err := writeLetter(&letter{ID: "i", Inner: &two}, Prefixed); err == nil {
		t.Error("a document of two roots is written")
	}
	bad := new(mail)
	SetDocument(&bad.Extra, "\x00")
	var e *EncodeError
	if _, err := writeLetter(&letter{ID: "i", Inner: bad}, Prefixed); !errors.As(err, &e) {
		t.Errorf("error %v, want that of the character", err)
	}
}

// FuzzDocument reads text as a letter's document, and what was read, written again, reads as the same.
func FuzzDocument(f *testing.F) {
	for _, seed := range []string{
		"", " ", "text", "<letter/>", "<letter><id>1</id></letter>", `<?xml version="1.0"?><!-- c --><letter><id>a</id></letter><?end?>`,
		`<l:note xmlns:l="urn:l">7</l:note>`, `<note xmlns="urn:l"> 07 </note>`, nestedLetters(2, "<letter><id/></letter>"), nestedLetters(1, "<x a='b'>&amp;</x>"),
		"<letter><id>", "<!DOCTYPE a><a/>", "<letter xmlns:p='q' p:a='1'><p:b/></letter>", "\r\n<letter>\r<id>]]&gt;</id></letter>\r",
	} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, text string, cdata bool) {
		if !Legal(text) || strings.Contains(text, "\r") && cdata {
			return
		}
		body := string(AppendText(nil, text))
		if cdata {
			body = "<![CDATA[" + strings.ReplaceAll(text, "]]>", "]]]]><![CDATA[>") + "]]>"
		}
		x, _, err := readLetter("<letter><id>i</id><inner>"+body+"</inner></letter>", nil)
		if err != nil {
			return
		}
		once, err := writeLetter(x, Prefixed)
		if err != nil {
			t.Fatalf("%q can't be written: %v", text, err)
		}
		again, _, err := readLetter(once, nil)
		if err != nil {
			t.Fatalf("%q can't be read again: %v", once, err)
		}
		if twice, err := writeLetter(again, Prefixed); err != nil || twice != once {
			t.Fatalf("%q: written once %q, twice %q, %v", text, once, twice, err)
		}
		if again.Inner.Note != x.Inner.Note || (again.Inner.Letter == nil) != (x.Inner.Letter == nil) {
			t.Fatalf("%q: other fields after writing", text)
		}
	})
}
