package main

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
)

// A result is what became of one instance document: the rows of the harness's results.tsv.
type result struct {
	contributor, id string
	schemas         []string
	instance        string
	stage, detail   string
	output          string
}

// equal reports whether the document came back equal. The harness has four levels, see the suite's README.
func (c *result) equal() bool {
	return slices.Contains([]string{"exact", "space", "value", "implied"}, c.stage)
}

// readCases reads the harness's results.
func readCases(file string) ([]*result, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	if !lines.Scan() {
		return nil, fmt.Errorf("%s: empty", file)
	}
	at := map[string]int{}
	for i, name := range strings.Split(lines.Text(), "\t") {
		at[name] = i
	}
	var cases []*result
	for lines.Scan() {
		row := strings.Split(lines.Text(), "\t")
		if len(row) != len(at) {
			return nil, fmt.Errorf("%s: a row of %d columns, want %d", file, len(row), len(at))
		}
		c := &result{
			contributor: row[at["contributor"]], instance: row[at["instance"]], stage: row[at["stage"]], output: row[at["out"]],
			schemas: strings.Split(row[at["schemas"]], ";"), detail: strings.TrimSpace(row[at["kind"]] + " " + row[at["detail"]]),
		}
		if c.stage == "gen" {
			c.detail = diagnostic(filepath.Dir(filepath.Dir(file)), row[at["pkg"]], c.detail)
		}
		c.id = c.contributor + "/" + row[at["set"]] + "/" + row[at["group"]] + " " + c.instance
		cases = append(cases, c)
	}
	return cases, lines.Err()
}

// diagnostic is the first line that wsgen printed for a package in the harness's folder; the harness tells the last.
func diagnostic(work, pkg, otherwise string) string {
	logs, err := filepath.Glob(filepath.Join(work, "wsgen", "*", "_"+pkg, "gen.log"))
	if err != nil || len(logs) != 1 {
		return otherwise
	}
	text, err := os.ReadFile(logs[0])
	if err != nil {
		return otherwise
	}
	first, _, _ := strings.Cut(string(text), "\n")
	return first
}

// A tally counts the cases of a contributor.
type tally struct{ all, equal, exact int }

// summarize prints how many cases are equal, by contributor.
func summarize(out io.Writer, cases []*result) {
	by := map[string]*tally{}
	total, others := new(tally), new(tally)
	for _, c := range cases {
		if by[c.contributor] == nil {
			by[c.contributor] = new(tally)
		}
		count := []*tally{by[c.contributor], total}
		if c.contributor != "nist" {
			count = append(count, others)
		}
		for _, t := range count {
			t.all++
			if c.equal() {
				t.equal++
			}
			if c.stage == "exact" {
				t.exact++
			}
		}
	}
	w := tabwriter.NewWriter(out, 0, 8, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "contributor\tcases\tequal\t%\texact\t")
	line := func(name string, t *tally) {
		fmt.Fprintf(w, "%s\t%d\t%d\t%.2f\t%d\t\n", name, t.all, t.equal, 100*float64(t.equal)/float64(max(t.all, 1)), t.exact)
	}
	for _, name := range slices.Sorted(maps.Keys(by)) {
		line(name, by[name])
	}
	line("without nist", others)
	line("all", total)
	w.Flush()
}
