// Package source holds what every stage of the compiler says about its inputs: files, spans in
// them and diagnostics. It gives no meaning to the bytes.
package source

import "sort"

// A File is one input with its bytes.
type File struct {
	// Path is the file's name as diagnostics print it: slash-separated, relative where it can be.
	Path string
	// Data is the content as read.
	Data  []byte
	lines []int // offset of each line's first byte; made on first use
}

// A Span is a range of bytes in a file. The zero Span is no place.
type Span struct {
	File       *File
	Start, End int
}

// Position returns the line and the column in bytes of the span's start, both from 1.
func (s Span) Position() (line, column int) {
	if s.File == nil {
		return 0, 0
	}
	if s.File.lines == nil {
		s.File.lines = []int{0}
		for i, b := range s.File.Data {
			if b == '\n' {
				s.File.lines = append(s.File.lines, i+1)
			}
		}
	}
	n := sort.SearchInts(s.File.lines, s.Start+1)
	return n, s.Start - s.File.lines[n-1] + 1
}

// A Severity is how much a diagnostic weighs.
type Severity uint8

const (
	Error Severity = iota
	Warning
)

// A Note is a further place that a diagnostic refers to.
type Note struct {
	Span    Span
	Message string
}

// A Diagnostic is one finding about an input.
type Diagnostic struct {
	Span     Span
	Severity Severity
	ID       string // stable and documented, such as "unknown-element"
	Message  string
	Related  []Note
}

// A List is the diagnostics of a stage.
type List []Diagnostic
