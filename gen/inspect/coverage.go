package inspect

import (
	"bytes"
	"encoding/json"
	"fmt"

	"example.com/wsgen/gen/contract"
)

// fates are in the order of the totals.
var fates = []contract.Fate{contract.Modelled, contract.CarriedRaw, contract.Refused, contract.Ignored, contract.Unreached}

// CoverageText is a table of what became of each construct of a contract's documents: fate, construct and place a line, and
// the totals behind them.
func CoverageText(api *contract.API, list []contract.Construct) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "coverage %s %s\n", api.Package, api.Source)
	wide := 0
	for _, c := range list {
		wide = max(wide, len(c.ID))
	}
	for _, c := range list {
		fmt.Fprintf(&b, "  %-9s  %-*s  %s\n", fateText[c.Fate], wide, c.ID, position(c))
	}
	totals := total(list)
	b.WriteString("totals\n")
	for _, f := range fates {
		fmt.Fprintf(&b, "  %-9s  %d\n", fateText[f], totals[f])
	}
	fmt.Fprintf(&b, "  %-9s  %d\n", "all", len(list))
	return b.Bytes()
}

func total(list []contract.Construct) map[contract.Fate]int {
	n := map[contract.Fate]int{}
	for _, c := range list {
		n[c.Fate]++
	}
	return n
}

// position is the place of a construct as diagnostics print one.
func position(c contract.Construct) string {
	line, column := c.Span.Position()
	if c.Span.File == nil {
		return "-"
	}
	return fmt.Sprintf("%s:%d:%d", c.Span.File.Path, line, column)
}

// CoverageJSON is [CoverageText] as JSON.
func CoverageJSON(api *contract.API, list []contract.Construct) []byte {
	type construct struct {
		Construct string `json:"construct"`
		Fate      string `json:"fate"`
		File      string `json:"file,omitempty"`
		Line      int    `json:"line,omitempty"`
		Column    int    `json:"column,omitempty"`
	}
	report := struct {
		Package    string         `json:"package"`
		Source     string         `json:"source"`
		Constructs []construct    `json:"constructs"`
		Totals     map[string]int `json:"totals"`
	}{Package: api.Package, Source: api.Source, Constructs: []construct{}, Totals: map[string]int{}}
	for _, c := range list {
		x := construct{Construct: c.ID, Fate: fateText[c.Fate]}
		if c.Span.File != nil {
			x.File = c.Span.File.Path
			x.Line, x.Column = c.Span.Position()
		}
		report.Constructs = append(report.Constructs, x)
	}
	totals := total(list)
	for _, f := range fates {
		report.Totals[fateText[f]] = totals[f]
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "\t")
	if err := e.Encode(report); err != nil {
		panic("inspect: " + err.Error()) // of strings and numbers alone
	}
	return b.Bytes()
}
