// Diffsize measures what new versions of contracts change in generated Go: the pairs of the suites, each generated
// old first and then new over the same lock, as a consumer does.
//
//	diffsize [-only NAME]
//
// It prints a table and fails when a name is another one of what both versions of a contract have.
package main

import (
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"text/tabwriter"
)

func main() {
	only := flag.String("only", "", "part of the names of the pairs to measure")
	flag.Parse()
	if err := run(os.Getenv("WSGEN_SHARED"), *only); err != nil {
		fmt.Fprintln(os.Stderr, "diffsize:", err)
		os.Exit(1)
	}
}

func run(shared, only string) error {
	if shared == "" {
		return errors.New("WSGEN_SHARED names no folder")
	}
	pairs, err := listed(filepath.Join(shared, "suites", "pairs"), only)
	if err != nil {
		return err
	}
	table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "contract\tAPI +\t−\tcodec +\t−\tdeclarations +\t−\tchanged\ttypes touched\tin both\trenames\t")
	var renamed []string
	for _, p := range pairs {
		m, err := p.measure()
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		fmt.Fprintf(table, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t\n", p.name, m.api.added, m.api.removed, m.codec.added, m.codec.removed,
			m.added, m.removed, m.changed, len(m.types), m.common, len(m.renames))
		for _, r := range m.renames {
			renamed = append(renamed, p.name+": "+r)
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if len(renamed) > 0 {
		return fmt.Errorf("%d renames of what both versions have:\n%s", len(renamed), strings.Join(renamed, "\n"))
	}
	return nil
}

// listed reads the suite's table of pairs.
func listed(dir, only string) ([]pair, error) {
	f, err := os.Open(filepath.Join(dir, "pairs.tsv"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma = '\t'
	rows, err := r.ReadAll()
	if err != nil {
		return nil, err
	}
	var pairs []pair
	for _, row := range rows[1:] { // under the names of the columns
		if !strings.Contains(row[0], only) {
			continue
		}
		pairs = append(pairs, pair{row[0], version(dir, row[0]+"/old", row[1]), version(dir, row[0]+"/new", row[2])})
	}
	if len(pairs) == 0 {
		return nil, fmt.Errorf("%s lists no pair whose name has %q", f.Name(), only)
	}
	return pairs, nil
}

// version is the contract in a folder of dir whose root is the WSDL at that path.
func version(dir, folder, root string) contract {
	return contract{os.DirFS(filepath.Join(dir, filepath.FromSlash(folder))), strings.TrimPrefix(path.Clean(root), folder+"/")}
}
