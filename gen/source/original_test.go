package source

import (
	"bytes"
	"testing"
	"unicode/utf16"
)

func encodeUTF16(text string, mark []byte, high int) []byte {
	b := bytes.Clone(mark)
	for _, u := range utf16.Encode([]rune(text)) {
		unit := [2]byte{}
		unit[high], unit[1-high] = byte(u>>8), byte(u)
		b = append(b, unit[:]...)
	}
	return b
}

// TestApply: an edit changes its bytes alone, in the document's own encoding.
func TestApply(t *testing.T) {
	const before, after = "<a t='\U0001F600é' x='old' y='ü' z='1'/>", "<a t='\U0001F600é' x='q/new' y='ü' z=''/>"
	latin := func(text string) []byte {
		return bytes.ReplaceAll(bytes.ReplaceAll(bytes.ReplaceAll([]byte(text), []byte("é"), []byte{0xe9}), []byte("ü"), []byte{0xfc}), []byte("\U0001F600"), nil)
	}
	tests := []struct {
		name   string
		encode func(text string) []byte
	}{
		{"UTF-8", func(text string) []byte { return []byte(text) }},
		{"UTF-8 with a mark", func(text string) []byte { return []byte("\ufeff" + text) }},
		{"UTF-16LE", func(text string) []byte { return encodeUTF16(text, []byte("\xff\xfe"), 1) }},
		{"UTF-16BE", func(text string) []byte { return encodeUTF16(text, []byte("\xfe\xff"), 0) }},
		{"UTF-16LE without a mark", func(text string) []byte { return encodeUTF16(text, nil, 1) }},
		{"ISO-8859-1", func(text string) []byte { return latin("<?xml version='1.0' encoding='ISO-8859-1'?>" + text) }},
		{"windows-1252", func(text string) []byte { return latin("<?xml version='1.0' encoding='windows-1252'?>" + text) }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o, d := NewOriginal("a.xml", tt.encode(before))
			if d != nil {
				t.Fatal(d)
			}
			old := bytes.Index(o.File.Data, []byte("old"))
			one := bytes.LastIndex(o.File.Data, []byte("1'"))
			got := o.Apply([]Edit{{o.File.Span(one, one+1), ""}, {o.File.Span(old, old+3), "q/new"}})
			if want := tt.encode(after); !bytes.Equal(got, want) {
				t.Errorf("got  %q\nwant %q", got, want)
			}
			if got := o.Apply(nil); !bytes.Equal(got, tt.encode(before)) {
				t.Errorf("without edits: %q", got)
			}
		})
	}
	if _, d := NewOriginal("a.xml", []byte("<a>\xff</a>")); d == nil || d.ID != "encoding" || d.Span.Start != 3 {
		t.Errorf("got %v, want encoding at 3", d)
	}
}
