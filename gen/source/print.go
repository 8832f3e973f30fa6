package source

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxPrinted is how many errors, and how many warnings, one stage prints.
const maxPrinted = 100

// Print writes the list for people, sorted and without repetitions: a line that editors link,
// the source line with the span underlined, the hint and the related places. At most a hundred
// errors and a hundred warnings are printed.
func (l List) Print(w io.Writer) error {
	var b strings.Builder
	var printed [Warning + 1]int
	more := 0
	for _, d := range l.Compact() {
		if printed[d.Severity]++; printed[d.Severity] > maxPrinted {
			more++
			continue
		}
		d.print(&b)
	}
	if more > 0 {
		fmt.Fprintf(&b, "and %d more\n", more)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// String returns the diagnostic's first line: file:line:column: message [id].
func (d Diagnostic) String() string {
	severity := ""
	if d.Severity == Warning {
		severity = "warning: "
	}
	return fmt.Sprintf("%s%s%s [%s]", d.Span.prefix(), severity, printable(d.Message), d.ID)
}

func (d Diagnostic) print(b *strings.Builder) {
	fmt.Fprintln(b, d)
	d.Span.excerpt(b)
	if d.Hint != "" {
		fmt.Fprintf(b, "  hint: %s\n", printable(d.Hint))
	}
	for _, n := range d.Related {
		fmt.Fprintf(b, "  %s%s\n", n.Span.prefix(), printable(n.Message))
	}
}

// prefix is the span's place as the start of a line; empty for the zero Span.
func (s Span) prefix() string {
	if s.File == nil {
		return ""
	}
	line, column := s.Position()
	return fmt.Sprintf("%s:%d:%d: ", printable(s.File.Path), line, column)
}

// Of a long line the excerpt shows the span and some text on either side.
const (
	before   = 60  // columns before the span
	maxWidth = 120 // columns in all
)

// excerpt writes the span's first line with its number, and carets under the span.
func (s Span) excerpt(b *strings.Builder) {
	if s.File == nil || len(s.File.Data) == 0 {
		return
	}
	n, start := s.File.line(s.Start)
	line := s.File.Data[start:]
	if n+1 < len(s.File.lines) {
		line = s.File.Data[start:s.File.lines[n+1]]
	}
	text := masked(strings.TrimRight(string(line), "\r\n"))
	from := min(s.Start-start, len(text))
	to := max(from, min(s.End-start, len(text)))

	left, mark, right := text[:from], text[from:to], text[to:]
	lead, tail := "", ""
	if width(left) > before && width(text) > maxWidth {
		left, lead = lastColumns(left, before), "…"
	}
	if room := maxWidth - width(left); width(mark) > room {
		mark, right, tail = firstColumns(mark, room), "", "…"
	} else if room -= width(mark); width(right) > room {
		right, tail = firstColumns(right, room), "…"
	}

	number := fmt.Sprint(n + 1)
	fmt.Fprintf(b, "  %s | %s%s%s%s%s\n", number, lead, visible(left), visible(mark), visible(right), tail)
	fmt.Fprintf(b, "  %s | %s%s%s\n", strings.Repeat(" ", len(number)),
		strings.Repeat(" ", width(lead)), blank(left), strings.Repeat("^", max(1, width(mark))))
}

// blank is white space as wide as the text; tabs stay, as their width is the terminal's.
func blank(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteString(strings.Repeat(" ", columns(r)))
		}
	}
	return b.String()
}

// printable makes one line of a text that may quote an input, so that no control character
// reaches the terminal.
func printable(text string) string {
	return strings.ReplaceAll(visible(text), "\t", " ")
}

func visible(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return r
		case r == '\n':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return utf8.RuneError
		}
		return r
	}, text)
}

func width(text string) int {
	n := 0
	for _, r := range text {
		n += columns(r)
	}
	return n
}

func lastColumns(text string, n int) string {
	for i := len(text); i > 0; {
		r, size := utf8.DecodeLastRuneInString(text[:i])
		if n -= columns(r); n < 0 {
			return text[i:]
		}
		i -= size
	}
	return text
}

func firstColumns(text string, n int) string {
	for i, r := range text {
		if n -= columns(r); n < 0 {
			return text[:i]
		}
	}
	return text
}

// columns is how many terminal columns a rune takes. A tab counts as one: it is written as a tab.
func columns(r rune) int {
	switch {
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case unicode.Is(wide, r):
		return 2
	}
	return 1
}

// wide holds the blocks whose characters are wide or full-width (Unicode Standard Annex 11).
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x1100, Hi: 0x115f, Stride: 1},
		{Lo: 0x2e80, Hi: 0x303e, Stride: 1},
		{Lo: 0x3041, Hi: 0xa4cf, Stride: 1},
		{Lo: 0xac00, Hi: 0xd7a3, Stride: 1},
		{Lo: 0xf900, Hi: 0xfaff, Stride: 1},
		{Lo: 0xfe30, Hi: 0xfe6f, Stride: 1},
		{Lo: 0xff00, Hi: 0xff60, Stride: 1},
		{Lo: 0xffe0, Hi: 0xffe6, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x1f300, Hi: 0x1f64f, Stride: 1},
		{Lo: 0x1f900, Hi: 0x1f9ff, Stride: 1},
		{Lo: 0x20000, Hi: 0x3fffd, Stride: 1},
	},
}
