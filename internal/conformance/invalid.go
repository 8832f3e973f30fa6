package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"

	"example.com/wsgen/runtime/xmltext"
)

// A breaking is a measurement of what generated code has to say of invalid documents. The suite's own are not at hand:
// valid ones are changed in one place each, and xmllint says which of these are invalid, and why.
type breaking struct {
	run     *run
	readers *readers
	groups  []*broken
	out     *bufio.Writer // each document that wsgen judges otherwise
	kinds   map[string]*caught
	alarms  alarms // in documents of the suite
	doubts  alarms // in changed ones that are valid all the same
	// What is not by kind of violation.
	schemas, refused, unreadable int
}

// broken is the documents of a schema.
type broken struct {
	schemas  string
	pkg      string
	files    map[string]bool // true for a document of the suite
	verdicts map[string]string
}

// caught counts the invalid documents of a kind by who finds something wrong with them.
type caught struct {
	all       int
	refused   int // by decoding, whatever else
	both      int // drift, and Validate
	validated int // Validate alone
	drifted   int // drift alone
}

func (c *caught) add(f finding) {
	c.all++
	switch {
	case f.refused:
		c.refused++
	case f.invalid && f.drift:
		c.both++
	case f.invalid:
		c.validated++
	case f.drift:
		c.drifted++
	}
}

func (c *caught) sum(of *caught) {
	c.all += of.all
	c.refused += of.refused
	c.both += of.both
	c.validated += of.validated
	c.drifted += of.drifted
}

func (c *caught) missed() int { return c.all - c.refused - c.both - c.validated - c.drifted }

// alarms counts valid documents, and those in which something is found all the same.
type alarms struct{ all, refused, drift, invalid int }

func (a *alarms) add(f finding) {
	a.all++
	for _, n := range []struct {
		is bool
		of *int
	}{{f.refused, &a.refused}, {f.drift, &a.drift}, {f.invalid, &a.invalid}} {
		if n.is {
			*n.of++
		}
	}
}

func (r *run) invalid(out io.Writer) error {
	groups, order, err := r.documents()
	if err != nil {
		return err
	}
	file, err := os.Create(filepath.Join(r.work, "invalid.tsv"))
	if err != nil {
		return err
	}
	defer file.Close()
	b := &breaking{run: r, out: bufio.NewWriter(file), kinds: map[string]*caught{}}
	if b.readers, err = newReaders(filepath.Join(r.work, "readers"), r.requirement()); err != nil {
		return err
	}
	for _, schemas := range order {
		if err := b.group(schemas, groups[schemas]); err != nil {
			return err
		}
	}
	if err := b.read(); err != nil {
		return err
	}
	b.print(out)
	fmt.Fprintf(out, "\nwhat is judged otherwise stands in %s with -work DIR\n", filepath.Base(file.Name()))
	return b.out.Flush()
}

// documents lists the valid documents of valid schemas, by schemas.
func (r *run) documents() (groups map[string][]string, order []string, err error) {
	only, err := regexp.Compile(r.only)
	if err != nil {
		return nil, nil, err
	}
	groups = map[string][]string{}
	err = readTable(filepath.Join(r.w3c(), "cases.tsv"), func(row map[string]string) {
		if row["schema_1.0"] == "valid" && row["instance_1.0"] == "valid" && row["missing"] == "" &&
			only.MatchString(row["contributor"]+"/"+row["set"]+"/"+row["group"]) {
			groups[row["schemas"]] = append(groups[row["schemas"]], row["instance"])
		}
	})
	if err != nil {
		return nil, nil, err
	}
	order = slices.SortedFunc(maps.Keys(groups), bySpread)
	if r.sample > 0 && len(order) > r.sample {
		order = order[:r.sample]
	}
	return groups, order, nil
}

// bySpread orders names so that the first ones are a sample, always the same.
func bySpread(a, b string) int {
	spread := func(name string) uint64 {
		h := fnv.New64a()
		_, _ = io.WriteString(h, name)
		return h.Sum64()
	}
	return cmp.Compare(spread(a), spread(b))
}

// group makes the package and the documents of a schema, and has xmllint judge these.
func (b *breaking) group(schemas string, documents []string) error {
	b.schemas++
	var inputs []string
	for name := range strings.SplitSeq(schemas, ";") {
		inputs = append(inputs, filepath.Join(b.run.w3c(), "data", name))
	}
	dir := filepath.Join(b.run.work, "changed", fmt.Sprint(b.schemas))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	files := map[string]bool{}
	for _, name := range documents {
		name = filepath.Join(b.run.w3c(), "data", name)
		files[name] = true
		for _, text := range mutants(name) {
			file := filepath.Join(dir, fmt.Sprintf("%d.xml", len(files)))
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				return err
			}
			files[file] = false
		}
	}
	verdicts, err := lint(inputs[0], slices.Sorted(maps.Keys(files)))
	if err != nil {
		return err
	}
	if len(verdicts) == 0 {
		b.unreadable++
		return nil
	}
	pkg, err := b.readers.add(inputs)
	if errors.Is(err, errRefused) {
		b.refused++
		return nil
	}
	b.groups = append(b.groups, &broken{schemas: schemas, pkg: pkg, files: files, verdicts: verdicts})
	return err
}

// read has generated code read all documents, and counts what it finds.
func (b *breaking) read() error {
	packages := map[string]string{}
	for _, g := range b.groups {
		for file := range g.files {
			packages[file] = g.pkg
		}
	}
	findings, err := b.readers.run(packages)
	if err != nil {
		return err
	}
	for _, g := range b.groups {
		for _, file := range slices.Sorted(maps.Keys(g.files)) {
			why, judged := g.verdicts[file]
			if !g.files[file] && !judged {
				continue
			}
			f := findings[file]
			if b.count(g.files[file], why, f) {
				fmt.Fprintf(b.out, "%s\t%s\t%s\t%+v\n", g.schemas, file, why, f)
			}
		}
	}
	return nil
}

// count counts a document, one of the suite's own or a changed one, of which xmllint says why it is invalid. It reports
// whether it is judged otherwise.
func (b *breaking) count(own bool, why string, f finding) (otherwise bool) {
	switch {
	case own:
		b.alarms.add(f)
		return f.found()
	case why == "":
		b.doubts.add(f)
		return f.found()
	}
	kind := kindOf(why)
	if b.kinds[kind] == nil {
		b.kinds[kind] = new(caught)
	}
	b.kinds[kind].add(f)
	return !f.found()
}

// mutants are the changed forms of a document.
func mutants(file string) []string {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	seen := map[string]bool{}
	var list []string
	for _, change := range mutations {
		d := xmltext.NewDecoder()
		d.Reset(data)
		root, err := d.Tree()
		d.Release()
		if err != nil {
			return nil
		}
		var text strings.Builder
		if change(root) && write(&text, root) && !seen[text.String()] {
			seen[text.String()] = true
			list = append(list, text.String())
		}
	}
	return list
}

// lint has documents validated and returns the first thing wrong with each, "" for nothing.
func lint(schema string, files []string) (map[string]string, error) {
	text, err := exec.Command("xmllint", append([]string{"--noout", "--nonet", "--schema", schema}, files...)...).CombinedOutput()
	if errors.Is(err, exec.ErrNotFound) {
		return nil, errors.New("xmllint is not installed (package libxml2-utils)")
	}
	verdicts, reasons := map[string]string{}, map[string]string{}
	for line := range strings.Lines(string(text)) {
		file, rest, _ := strings.Cut(strings.TrimSpace(line), ".xml:")
		if _, known := reasons[file+".xml"]; !known && strings.Contains(rest, " validity error : ") {
			reasons[file+".xml"] = rest
		}
	}
	for _, m := range verdict.FindAllStringSubmatch(string(text), -1) {
		switch m[2] {
		case "validates":
			verdicts[m[1]] = ""
		default:
			verdicts[m[1]] = cmp.Or(reasons[m[1]], "invalid")
		}
	}
	return verdicts, nil
}

var facet = regexp.MustCompile(`\[facet '(\w+)'\]`)

// kindOf is the kind of a violation, by what xmllint says of it.
func kindOf(why string) string {
	if m := facet.FindStringSubmatch(why); m != nil {
		return m[1]
	}
	for _, k := range [][2]string{
		{"Missing child element", "element missing"}, {"This element is not expected", "element not expected"},
		{"is required but missing", "attribute missing"}, {"is not allowed", "attribute or text not allowed"},
		{"Character content", "text beside elements"}, {"Element content is not allowed", "element in text"},
		{"is not a valid value of the union", "union"}, {"is not a valid value of the list", "list"},
		{"is not a valid value", "built-in type"}, {"nillable", "nil"}, {"nilled", "nil"}, {"fixed value", "fixed value"},
		{"No matching global attribute", "attribute of a wildcard"}, {"No matching global", "no declaration"}, {"IDREF", "ID"}, {"key", "key, keyref, unique"},
	} {
		if strings.Contains(why, k[0]) {
			return k[1]
		}
	}
	return "other"
}

func (b *breaking) print(out io.Writer) {
	w := tabwriter.NewWriter(out, 0, 8, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "violation\tdocuments\tdecoding refuses\tdrift and Validate\tValidate alone\tdrift alone\tmissed\tcaught %\t")
	total := new(caught)
	line := func(name string, c *caught) {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%.2f\t\n", name, c.all, c.refused, c.both, c.validated, c.drifted, c.missed(),
			100*float64(c.all-c.missed())/float64(max(c.all, 1)))
	}
	for _, kind := range slices.Sorted(maps.Keys(b.kinds)) {
		line(kind, b.kinds[kind])
		total.sum(b.kinds[kind])
	}
	line("all", total)
	w.Flush()
	fmt.Fprintf(out, "\n%d schemas, of which wsgen refuses %d and xmllint can't read %d\n", b.schemas, b.refused, b.unreadable)
	b.alarms.print(out, "valid documents of the suite")
	b.doubts.print(out, "changed ones that xmllint finds valid")
}

func (a *alarms) print(out io.Writer, what string) {
	fmt.Fprintf(out, "of %d %s decoding refuses %d, %d have drift and %d are invalid for Validate\n", a.all, what, a.refused, a.drift, a.invalid)
}
