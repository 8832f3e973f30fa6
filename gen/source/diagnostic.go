package source

import (
	"cmp"
	"fmt"
	"slices"
)

// A Severity is how much a diagnostic weighs.
type Severity uint8

const (
	// Error stops the pipeline after the stage that found it.
	Error Severity = iota
	// Warning lets the pipeline go on.
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
	Hint     string // what to do about it, such as "did you mean minOccurs?"
}

// Absent reports a reference to what is not there, or is no file.
func (d *Diagnostic) Absent() bool { return d.ID == idUnresolvedImport || d.ID == idRemoteImport }

// A List is the diagnostics of a stage.
type List []Diagnostic

// Errorf appends an error and returns it for further detail.
func (l *List) Errorf(span Span, id, format string, args ...any) *Diagnostic {
	return l.add(span, Error, id, fmt.Sprintf(format, args...))
}

// Warnf appends a warning and returns it for further detail.
func (l *List) Warnf(span Span, id, format string, args ...any) *Diagnostic {
	return l.add(span, Warning, id, fmt.Sprintf(format, args...))
}

func (l *List) add(span Span, severity Severity, id, message string) *Diagnostic {
	*l = append(*l, Diagnostic{Span: span, Severity: severity, ID: id, Message: masked(message)})
	return &(*l)[len(*l)-1]
}

// HasErrors reports whether a diagnostic is an error.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Severity == Error })
}

// Sort orders the list by file and offset; what stands at one place keeps its order. Diagnostics
// without a place come first.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.Span.path(), b.Span.path()),
			cmp.Compare(a.Span.Start, b.Span.Start),
		)
	})
}

// Compact returns the list sorted and without repetitions: two diagnostics are the same when
// place, id and message are.
func (l List) Compact() List {
	type key struct {
		span        Span
		id, message string
	}
	l = slices.Clone(l)
	l.Sort()
	seen := make(map[key]bool, len(l))
	return slices.DeleteFunc(l, func(d Diagnostic) bool {
		k := key{d.Span, d.ID, d.Message}
		again := seen[k]
		seen[k] = true
		return again
	})
}

func (s Span) path() string {
	if s.File == nil {
		return ""
	}
	return s.File.Path
}
