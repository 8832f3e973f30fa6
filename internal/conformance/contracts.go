package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// A document is a contract, or what might be one, that wsgen is to generate from.
type document struct {
	id    string // suite and case
	root  string // the file
	wants string // of a broken one, what its own project does with it: "reject", "ACCEPT…" or something else for unknown

	pkg     string
	lax     bool     // it needs --lax
	refused string   // the id of the first error; "" for none
	left    []string // what warnings say is left out: id, then operation or binding and its name
	failed  string   // what is wrong, "" for nothing
}

// contracts generates from the contracts of corpus and of invalid, in one module, and builds and vets what comes of it.
func (r *run) contracts(out io.Writer) ([]outcome, error) {
	documents, err := r.documentsOf("corpus", "manifest.tsv", "")
	if err != nil {
		return nil, err
	}
	broken, err := r.documentsOf("invalid", "invalid.tsv", "repo_expects")
	if err != nil {
		return nil, err
	}
	documents = append(documents, broken...)
	if len(documents) == 0 {
		return nil, nil
	}
	wsgen, err := r.wsgen()
	if err != nil {
		return nil, err
	}
	documented, err := r.documented()
	if err != nil {
		return nil, err
	}
	module := filepath.Join(r.work, "contracts")
	if err := errors.Join(os.RemoveAll(module), os.MkdirAll(module, 0o755)); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(module, "go.mod"), []byte("module contracts\n\n"+r.requirement()), 0o644); err != nil {
		return nil, err
	}
	for i, d := range documents {
		d.pkg = fmt.Sprintf("p%03d", i)
		d.generate(wsgen, module, documented)
	}
	for _, tool := range []string{"build", "vet"} {
		blame(module, tool, documents)
	}
	printDocuments(out, documents)
	var list []outcome
	for _, d := range documents {
		list = append(list, d.outcomes()...)
	}
	return list, nil
}

// documentsOf lists the cases of a suite, which its table names with their roots. All broken ones are in every sample,
// they take no time.
func (r *run) documentsOf(suite, table, wants string) ([]*document, error) {
	all := map[string]*document{}
	var ids []string
	err := readTable(filepath.Join(r.suites, suite, table), func(row map[string]string) {
		id := suite + "/" + row["case_id"]
		ids = append(ids, id)
		all[id] = &document{id: id, root: filepath.Join(r.suites, suite, row["case_id"], row["root"]), wants: row[wants]}
	})
	if err != nil {
		return nil, err
	}
	part := *r
	if wants != "" {
		part.sample = 0
	}
	ids, err = part.chosen(ids)
	var list []*document
	for _, id := range ids {
		list = append(list, all[id])
	}
	return list, err
}

// documented are the ids of docs/diagnostics.md.
func (r *run) documented() (map[string]bool, error) {
	text, err := os.ReadFile(filepath.Join(r.root, "docs", "diagnostics.md"))
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\|").FindAllSubmatch(text, -1) {
		ids[string(m[1])] = true
	}
	return ids, err
}

// generate runs wsgen as a user would: first without --lax, which is for contracts that lack something and not for
// broken ones.
func (d *document) generate(wsgen, module string, documented map[string]bool) {
	out := filepath.Join(module, d.pkg)
	for _, flags := range [][]string{nil, {"--lax"}} {
		text, err := wsgenRun(wsgen, module, append(flags, "--runtime", "import", "--package", d.pkg, "--out", out, d.root)...)
		found := diagnostics(text, documented)
		written := written(out)
		d.lax = flags != nil
		switch {
		case errors.Is(err, context.DeadlineExceeded):
			d.failed = "takes more than " + patience.String()
		case found.wrong != "":
			d.failed = found.wrong
		case err == nil && !written:
			d.failed = "nothing is written"
		case err == nil:
			d.refused, d.failed, d.left = "", "", found.left
		case found.first == "":
			d.failed = "refused without a diagnostic: " + firstLine(text)
		case written:
			d.failed = "written, though it is refused"
		default:
			if d.refused == "" {
				d.refused = found.first
			}
			if found.dangling && !d.broken() {
				continue
			}
		}
		break
	}
	if d.refused != "" {
		d.lax = false
	}
}

// patience is for one run of wsgen; the slowest takes some seconds.
const patience = 2 * time.Minute

// wsgenRun runs generate in a folder and returns what it prints.
func wsgenRun(wsgen, dir string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c := exec.CommandContext(ctx, wsgen, append([]string{"generate"}, args...)...)
	c.Dir = dir
	text, err := c.CombinedOutput()
	return string(text), cmp.Or(ctx.Err(), err)
}

// written reports whether there is a file in a folder or below.
func written(dir string) bool {
	found := false
	_ = filepath.WalkDir(dir, func(_ string, e os.DirEntry, err error) error {
		found = found || err == nil && !e.IsDir()
		return nil
	})
	return found
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}

// diagnosed is what is found in wsgen's diagnostics.
type diagnosed struct {
	first    string // the id of the first error
	dangling bool   // the errors are all about what no file declares
	wrong    string // a diagnostic that is not as it should be
	left     []string
}

// What is left out stands in the message of a warning about it, or below one about what it holds.
var (
	leftMessage = regexp.MustCompile(`: warning: the ((?:binding|port|operation) \S+) .*is left out \[`)
	leftHint    = regexp.MustCompile(`^  hint: the (operation \S+) is left out`)
)

var diagnosticLine = regexp.MustCompile(`^(\S.*?)(?::(\d+):(\d+))?: (warning: )?.* \[([a-z0-9-]+)\]$`)

// diagnostics reads what wsgen printed: each diagnostic has a place in a file that there is, and a documented id.
func diagnostics(text string, documented map[string]bool) diagnosed {
	found := diagnosed{dangling: true}
	id := ""
	leave := func(m []string) {
		if m != nil && !slices.Contains(found.left, id+" "+m[1]) {
			found.left = append(found.left, id+" "+m[1])
		}
	}
	for line := range strings.Lines(text) {
		leave(leftHint.FindStringSubmatch(line))
		m := diagnosticLine.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		switch {
		case strings.HasPrefix(line, "panic:") || strings.HasPrefix(line, "fatal error:"):
			found.wrong = strings.TrimSpace(line)
			return found
		case m == nil:
			continue
		case m[2] == "" || m[2] == "0" || m[3] == "0":
			found.wrong = "no position: " + m[0]
		case !documented[m[5]]:
			found.wrong = "not documented: " + m[5]
		}
		id = m[5]
		leave(leftMessage.FindStringSubmatch(line))
		if m[4] == "" {
			found.first = cmp.Or(found.first, m[5])
			found.dangling = found.dangling && (strings.HasPrefix(m[5], "undeclared-") || strings.HasSuffix(m[5], "-import"))
		}
	}
	return found
}

// blame builds or vets the packages that are written, and gives each document the first line about its package.
func blame(module, tool string, documents []*document) {
	args := []string{tool}
	if tool == "build" {
		args = append(args, "-gcflags=-N -l") // the code is not run
	}
	c := exec.Command("go", append(args, "./...")...)
	c.Dir, c.Env = module, append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	text, err := c.CombinedOutput()
	if err == nil {
		return
	}
	pkg, blamed := regexp.MustCompile(`\bp\d{3}\b`), false
	for line := range bytes.Lines(text) {
		for _, d := range documents {
			if d.pkg == string(pkg.Find(line)) && !bytes.HasPrefix(line, []byte("#")) {
				d.failed, blamed = cmp.Or(d.failed, tool+": "+strings.TrimSpace(string(line))), true
			}
		}
	}
	if !blamed {
		documents[0].failed = tool + ": " + firstLine(string(text))
	}
}

// broken reports whether a refusal is right.
func (d *document) broken() bool { return d.wants != "" && !strings.HasPrefix(d.wants, "ACCEPT") }

// outcomes are the contract's own, and one for each thing that is left out of a package.
func (d *document) outcomes() []outcome {
	list := []outcome{d.outcome()}
	for _, left := range d.left {
		if d.failed == "" && d.refused == "" {
			list = append(list, outcome{id: d.id + " left out: " + left, detail: "left out"})
		}
	}
	return list
}

// outcome is what is compared with the list. A refusal is part of the case's name, so that a listed case is
// refused for the reason listed and for no other.
func (d *document) outcome() outcome {
	switch {
	case d.failed != "":
		return outcome{id: d.id, detail: d.failed}
	case d.refused != "" && !d.broken():
		return outcome{id: d.id + " refused: " + d.refused, detail: "refused"}
	case d.refused == "" && strings.HasPrefix(d.wants, "reject"):
		return outcome{id: d.id + " accepted", detail: "accepted, its own project rejects it"}
	}
	return outcome{id: d.id, ok: true}
}

// printDocuments counts, by suite, what became of the contracts.
func printDocuments(out io.Writer, documents []*document) {
	type tally struct{ all, built, lax, refused, failed int }
	by := map[string]*tally{}
	for _, d := range documents {
		suite, _, _ := strings.Cut(d.id, "/")
		if by[suite] == nil {
			by[suite] = new(tally)
		}
		t := by[suite]
		t.all++
		switch {
		case d.failed != "":
			t.failed++
		case d.refused != "":
			t.refused++
		case d.lax:
			t.lax++
		default:
			t.built++
		}
	}
	w := tabwriter.NewWriter(out, 0, 8, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "contracts\tall\tbuilt and vetted\twith --lax\trefused with a place and a documented id\tfailed\t")
	for _, suite := range slices.Sorted(maps.Keys(by)) {
		t := by[suite]
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t\n", suite, t.all, t.built, t.lax, t.refused, t.failed)
	}
	w.Flush()
}
