package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/source"
)

// diffFormats print reports, by the flag's value.
var diffFormats = map[string]func(*report, io.Writer) error{
	"text": (*report).text, "markdown": (*report).markdown, "json": (*report).json, "sarif": (*report).sarif,
}

// text prints two lines for each change, and the numbers.
func (r *report) text(w io.Writer) error {
	var b strings.Builder
	for i, c := range r.changes {
		verdict := string(c.Wire)
		if r.accepted[i] != nil {
			verdict = "accepted"
		}
		fmt.Fprintf(&b, "%-10s %-7s %s %s: %s\n", verdict, c.Direction, c.Rule, c.Path, c.Message+byDirection(c))
		fmt.Fprintf(&b, "%-18s %s\n", "", strings.Join(r.details(i), "  "))
	}
	fmt.Fprintln(&b, r.summary())
	_, err := io.WriteString(w, b.String())
	return err
}

// byDirection says what holds of each direction where that is not the same; "" else.
func byDirection(c diff.Change) string {
	if c.Direction != diff.Both || c.Request == c.Reply {
		return ""
	}
	return fmt.Sprintf(" (requests: %s, replies: %s)", c.Request, c.Reply)
}

// details are what text says of a change on its second line.
func (r *report) details(i int) []string {
	c := r.changes[i]
	words := []string{"go " + string(c.Go)}
	if at := place(c.Old); at != "" {
		words = append(words, "old "+at)
	}
	if at := place(c.New); at != "" {
		words = append(words, "new "+at)
	}
	if a := r.accepted[i]; a != nil {
		words = append(words, "("+string(c.Wire)+", accepted: "+a.Reason+")")
	}
	return words
}

// worstFirst is the order of the changes by verdict, those that were accepted last.
func (r *report) worstFirst() []int {
	order := make([]int, len(r.changes))
	for i := range order {
		order[i] = i
	}
	weight := func(i int) int {
		if r.accepted[i] != nil {
			return 3
		}
		return slices.Index([]diff.Wire{diff.Breaking, diff.Unknown, diff.Compatible}, r.changes[i].Wire)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(weight(a), weight(b)) })
	return order
}

// maxComment is how much markdown a comment on a pull request can hold, with some room for what stands around it:
// GitHub takes 65,536 characters.
const maxComment = 60_000

// markdown prints one table, the worst first.
func (r *report) markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "**Contract changes: %s**\n", r.summary())
	if len(r.changes) > 0 {
		b.WriteString("\n| wire | direction | Go | rule | declaration | change | old | new |\n|---|---|---|---|---|---|---|---|\n")
	}
	for n, i := range r.worstFirst() {
		c := r.changes[i]
		verdict, said := string(c.Wire), cell(c.Message+byDirection(c))
		if c.Wire == diff.Breaking {
			verdict = "**breaking**"
		}
		if a := r.accepted[i]; a != nil {
			verdict, said = "accepted", said+" ("+string(c.Wire)+"; "+cell(a.Reason)+")"
		}
		row := fmt.Sprintf("| %s | %s | %s | %s | %s | %s | %s | %s |\n", verdict, c.Direction, c.Go, c.Rule, code(c.Path), said, cell(place(c.Old)), cell(place(c.New)))
		if b.Len()+len(row) > maxComment {
			fmt.Fprintf(&b, "\n… and %d more\n", len(r.changes)-n)
			break
		}
		b.WriteString(row)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// What would end a cell, or mean something in it.
var cellText = strings.NewReplacer("|", `\|`, "\n", " ", "\r", " ", "<", "&lt;", "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "@", "&#64;", "\\", `\\`)

func cell(text string) string { return cellText.Replace(text) }

// code is text in a cell that is shown as it is.
func code(text string) string {
	return "`" + strings.NewReplacer("|", `\|`, "`", "'", "\n", " ").Replace(text) + "`"
}

// The JSON form of a report; docs/diff.md describes it.
type (
	reportJSON struct {
		Version int          `json:"version"`
		Summary summaryJSON  `json:"summary"`
		Changes []changeJSON `json:"changes"`
	}
	summaryJSON struct {
		Breaking   int `json:"breaking"`
		Unknown    int `json:"unknown"`
		Compatible int `json:"compatible"`
		Accepted   int `json:"accepted"`
	}
	changeJSON struct {
		Rule      string        `json:"rule"`
		Path      string        `json:"path"`
		Direction string        `json:"direction"`
		Wire      string        `json:"wire"`
		Request   string        `json:"request,omitempty"`
		Reply     string        `json:"reply,omitempty"`
		Go        string        `json:"go"`
		Message   string        `json:"message"`
		Old       *placeJSON    `json:"old,omitempty"`
		New       *placeJSON    `json:"new,omitempty"`
		Accepted  *acceptedJSON `json:"accepted,omitempty"`
	}
	placeJSON struct {
		File   string `json:"file"`
		Line   int    `json:"line"`
		Column int    `json:"column"`
	}
	acceptedJSON struct {
		Reason string `json:"reason"`
		Until  string `json:"until,omitempty"`
	}
)

func (r *report) json(w io.Writer) error {
	counts := r.counts()
	out := reportJSON{Version: 1, Changes: []changeJSON{}}
	out.Summary = summaryJSON{Breaking: counts[diff.Breaking], Unknown: counts[diff.Unknown], Compatible: counts[diff.Compatible]}
	for i, c := range r.changes {
		x := changeJSON{
			Rule: c.Rule, Path: c.Path, Direction: string(c.Direction), Wire: string(c.Wire), Request: string(c.Request), Reply: string(c.Reply), Go: string(c.Go), Message: c.Message,
			Old: placeOf(c.Old), New: placeOf(c.New),
		}
		if a := r.accepted[i]; a != nil {
			x.Accepted = &acceptedJSON{a.Reason, a.Until}
			out.Summary.Accepted++
		}
		out.Changes = append(out.Changes, x)
	}
	return encode(w, out)
}

func placeOf(s source.Span) *placeJSON {
	if s.File == nil {
		return nil
	}
	line, column := s.Position()
	return &placeJSON{s.File.Path, line, column}
}

func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
