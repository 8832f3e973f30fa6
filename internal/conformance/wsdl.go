package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// wsdl measures contracts: what clients put on the wire and make of replies, which contracts become packages that build,
// and what wsgen says of broken ones.
func (r *run) wsdl(out io.Writer) error {
	wire, err := r.wire(out)
	if err != nil {
		return err
	}
	contracts, err := r.contracts(out)
	if err != nil {
		return err
	}
	return r.compare(out, "wsdl.tsv", append(wire, contracts...))
}

// wire runs the harness of the suite that calls clients.
func (r *run) wire(out io.Writer) ([]outcome, error) {
	var ids []string
	data := filepath.Join(r.suites, "wire", "data")
	err := readTable(filepath.Join(data, "cases.tsv"), func(row map[string]string) {
		if _, err := os.Stat(filepath.Join(data, "cases", strings.ReplaceAll(row["case"], "/", "__"))); err == nil {
			ids = append(ids, "wire/"+row["case"])
		}
	})
	if err != nil {
		return nil, err
	}
	if ids, err = r.chosen(ids); err != nil || len(ids) == 0 {
		return nil, err
	}
	list := filepath.Join(r.work, "wire.txt")
	if err := os.WriteFile(list, []byte(strings.ReplaceAll(strings.Join(ids, "\n"), "wire/", "")), 0o644); err != nil {
		return nil, err
	}
	if err := r.harness(filepath.Join(r.suites, "wire"), "{wsdl}", "-cases", list, "-run", ""); err != nil {
		return nil, err
	}
	if err := printTables(out, filepath.Join(r.work, "results", "summary.md")); err != nil {
		return nil, err
	}
	return wireOutcomes(r.work)
}

// chosen is the part of the cases that is asked for. A sample is always the same.
func (r *run) chosen(ids []string) ([]string, error) {
	only, err := regexp.Compile(r.only)
	if err != nil {
		return nil, err
	}
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !only.MatchString(id) })
	slices.SortFunc(ids, bySpread)
	if r.sample > 0 && len(ids) > r.sample {
		ids = ids[:r.sample]
	}
	return ids, nil
}

// printTables prints the first two tables of a harness's summary: cases and operations.
func printTables(out io.Writer, file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for tables, within := 0, false; lines.Scan(); {
		table := strings.HasPrefix(lines.Text(), "|")
		if within && !table {
			fmt.Fprintln(out)
			if tables++; tables == 2 {
				break
			}
		}
		if within = table; table {
			fmt.Fprintln(out, lines.Text())
		}
	}
	return lines.Err()
}

// wireOutcomes reads what became of cases, and of each check of each call.
func wireOutcomes(work string) ([]outcome, error) {
	var list []outcome
	results := filepath.Join(work, "results")
	err := readTable(filepath.Join(results, "cases.tsv"), func(row map[string]string) {
		o := outcome{id: "wire/" + row["case"], detail: row["stage"] + ": " + row["detail"]}
		switch row["stage"] {
		case "ok":
			o.ok, o.detail = row["vet"] == "clean", "vet: "+row["vet"]
		case "gen":
			var refused string
			if o.detail, refused = diagnostic(work, row["pkg"], o.detail); refused != "" {
				o.id += " refused: " + refused
			}
		}
		list = append(list, o)
	})
	if err != nil {
		return nil, err
	}
	err = readTable(filepath.Join(results, "results.tsv"), func(row map[string]string) {
		if row["verdict"] == "blocked" {
			return // the case failed as a whole
		}
		call := strings.Join([]string{row["case"], row["port"], row["operation"], row["instance"], row["check"]}, " ")
		list = append(list, outcome{id: "wire/" + call, ok: row["verdict"] == "pass", detail: row["kind"] + " " + row["detail"]})
	})
	return list, err
}
