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

func (c *result) outcome() outcome {
	return outcome{id: c.id, ok: c.equal(), detail: c.stage + ": " + c.detail}
}

// readCases reads the harness's results.
func readCases(file string) ([]*result, error) {
	var cases []*result
	err := readTable(file, func(row map[string]string) {
		c := &result{
			contributor: row["contributor"], instance: row["instance"], stage: row["stage"], output: row["out"],
			schemas: strings.Split(row["schemas"], ";"), detail: strings.TrimSpace(row["kind"] + " " + row["detail"]),
		}
		if c.stage == "gen" {
			c.detail, _ = diagnostic(filepath.Dir(filepath.Dir(file)), row["pkg"], c.detail)
		}
		c.id = c.contributor + "/" + row["set"] + "/" + row["group"] + " " + c.instance
		cases = append(cases, c)
	})
	return cases, err
}

// readTable reads a file of rows whose first one names the columns.
func readTable(file string, each func(row map[string]string)) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	var names []string
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t")
		if names == nil {
			names = cells
			continue
		}
		if len(cells) != len(names) {
			return fmt.Errorf("%s: a row of %d columns, want %d", file, len(cells), len(names))
		}
		row := make(map[string]string, len(names))
		for i, name := range names {
			row[name] = cells[i]
		}
		each(row)
	}
	if names == nil {
		return fmt.Errorf("%s: empty", file)
	}
	return lines.Err()
}

// diagnostic is the first error that wsgen printed for a package in the harness's folder, a line; the harness tells the
// last line. The id is empty where there is none.
func diagnostic(work, pkg, otherwise string) (line, id string) {
	logs, err := filepath.Glob(filepath.Join(work, "wsgen", "*", "_"+pkg, "gen.log"))
	if err != nil || len(logs) != 1 {
		return otherwise, ""
	}
	text, err := os.ReadFile(logs[0])
	if err != nil {
		return otherwise, ""
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		if m := diagnosticLine.FindStringSubmatch(line); m != nil && m[4] == "" {
			return line, m[5]
		}
	}
	return firstLine(string(text)), ""
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
