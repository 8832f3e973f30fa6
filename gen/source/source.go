// Package source holds what every stage of the compiler says about its inputs: files, spans in
// them and diagnostics. It gives no meaning to the bytes.
package source

import "sort"

// A File is one input with its bytes.
type File struct {
	// Path is the file's name as diagnostics print it: slash-separated, relative where it can be.
	Path string
	// Data is the content in UTF-8, without a byte order mark. Spans count bytes of Data, which
	// differ from those on disk where the file is in another encoding.
	Data  []byte
	tree  Tree   // where it was read from
	name  string // the file's name for the system; relative references start from its folder
	depth int    // references between an input and this file
	lines []int  // offset of each line's first byte; made on first use
}

// Span returns the span of the bytes from start up to end.
func (f *File) Span(start, end int) Span { return Span{f, start, end} }

// line returns the index of the line that holds the offset, and the offset of its first byte.
func (f *File) line(offset int) (n, start int) {
	if f.lines == nil {
		f.lines = []int{0}
		for i, b := range f.Data {
			if b == '\n' {
				f.lines = append(f.lines, i+1)
			}
		}
	}
	n = sort.SearchInts(f.lines, offset+1) - 1
	return n, f.lines[n]
}

// A Span is a range of bytes in a file. The zero Span is no place.
type Span struct {
	File       *File
	Start, End int
}

// Position returns the line and the column in bytes of the span's start, both from 1; 0, 0 for
// the zero Span.
func (s Span) Position() (line, column int) {
	if s.File == nil {
		return 0, 0
	}
	n, start := s.File.line(s.Start)
	return n + 1, s.Start - start + 1
}

// Text returns the bytes of the span.
func (s Span) Text() string {
	if s.File == nil {
		return ""
	}
	return string(s.File.Data[s.Start:s.End])
}
