package source

import (
	"slices"
	"unicode/utf8"
)

// An Original is a document whose bytes came from elsewhere than a file: its text, and the bytes to edit in place.
type Original struct {
	File *File
	raw  []byte
}

// NewOriginal reads bytes in any encoding that a Loader reads. The path is for diagnostics.
func NewOriginal(path string, raw []byte) (*Original, *Diagnostic) {
	text, offset, err := toUTF8(raw)
	f := &File{Path: path, Data: text}
	if err != nil {
		return nil, misread(f, offset, err)
	}
	return &Original{f, raw}, nil
}

// An Edit puts another text, which is ASCII, in the place of a span.
type Edit struct {
	Span Span
	Text string
}

// Apply returns the original's bytes with the edits made, in the encoding that it has. Edits do not overlap.
func (o *Original) Apply(edits []Edit) []byte {
	edits = slices.SortedFunc(slices.Values(edits), func(a, b Edit) int { return a.Span.Start - b.Span.Start })
	f := formOf(o.raw)
	out := make([]byte, 0, len(o.raw))
	text, raw := 0, f.mark // the same place in either
	done := 0              // how many of the original's bytes are in out
	for _, e := range edits {
		raw += f.size(o.File.Data[text:e.Span.Start])
		out = append(out, o.raw[done:raw]...)
		for _, c := range []byte(e.Text) {
			out = f.appendASCII(out, c)
		}
		raw += f.size(o.File.Data[e.Span.Start:e.Span.End])
		text, done = e.Span.End, raw
	}
	return append(out, o.raw[done:]...)
}

// size is how many bytes a text takes in this form.
func (f form) size(text []byte) int {
	switch f.unit {
	case 1:
		return utf8.RuneCount(text)
	case 2:
		units := 0
		for _, r := range string(text) {
			if units++; r > 0xffff {
				units++
			}
		}
		return 2 * units
	}
	return len(text)
}

func (f form) appendASCII(b []byte, c byte) []byte {
	switch {
	case f.unit < 2:
		return append(b, c)
	case f.high == 0:
		return append(b, 0, c)
	}
	return append(b, c, 0)
}
