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

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/emit"
	"example.com/wsgen/runtime/schema"
	"example.com/wsgen/runtime/xmltext"
)

// A breaking is a measurement of the rules that methods Validate go by. The suite's invalid documents are not at hand:
// valid ones are changed in one place each, and xmllint says which of these are invalid, and why.
type breaking struct {
	run   *run
	out   *bufio.Writer // each document that wsgen judges otherwise
	kinds map[string]*caught
	// What is not by kind of violation.
	schemas, refused, unreadable int
	valid, alarms                int // documents of the suite
	still, doubts                int // changed ones that are valid all the same
}

// caught counts the invalid documents of a kind.
type caught struct{ all, found int }

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
	for _, schemas := range order {
		if err := b.group(schemas, groups[schemas]); err != nil {
			return err
		}
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

// group measures with the documents of a schema.
func (b *breaking) group(schemas string, documents []string) error {
	b.schemas++
	var inputs []string
	for name := range strings.SplitSeq(schemas, ";") {
		inputs = append(inputs, filepath.Join(b.run.w3c(), "data", name))
	}
	apis, list := gen.Load("", inputs)
	if list.HasErrors() {
		b.refused++
		return nil
	}
	rules := &schema.Schema{Text: emit.Rules(apis[len(apis)-1])}
	dir, err := os.MkdirTemp(b.run.work, "invalid-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	files := map[string]bool{} // true for a document of the suite
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
	for _, file := range slices.Sorted(maps.Keys(files)) {
		why, judged := verdicts[file]
		if err := b.judge(rules, schemas, file, files[file], why, judged); err != nil {
			return err
		}
	}
	return nil
}

// judge compares what the rules say of a document with what the suite says or, of a changed one, xmllint.
func (b *breaking) judge(rules *schema.Schema, schemas, file string, own bool, why string, judged bool) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	err = rules.CheckText(data)
	otherwise := false
	switch {
	case own:
		b.valid++
		if otherwise = err != nil; otherwise {
			b.alarms++
		}
	case !judged:
	case why == "":
		b.still++
		if otherwise = err != nil; otherwise {
			b.doubts++
		}
	default:
		kind := kindOf(why)
		if b.kinds[kind] == nil {
			b.kinds[kind] = new(caught)
		}
		b.kinds[kind].all++
		if otherwise = err == nil; !otherwise {
			b.kinds[kind].found++
		}
	}
	if otherwise {
		fmt.Fprintf(b.out, "%s\t%s\t%q\t%s\t%v\n", schemas, filepath.Base(file), data[:min(len(data), 2000)], why, err)
	}
	return nil
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
	fmt.Fprintln(w, "violation\tdocuments\tcaught\tmissed\t%\t")
	total := new(caught)
	line := func(name string, c *caught) {
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%.2f\t\n", name, c.all, c.found, c.all-c.found, 100*float64(c.found)/float64(max(c.all, 1)))
	}
	for _, kind := range slices.Sorted(maps.Keys(b.kinds)) {
		line(kind, b.kinds[kind])
		total.all += b.kinds[kind].all
		total.found += b.kinds[kind].found
	}
	line("all", total)
	w.Flush()
	fmt.Fprintf(out, "\n%d schemas, of which wsgen refuses %d and xmllint can't read %d\n", b.schemas, b.refused, b.unreadable)
	fmt.Fprintf(out, "false alarms: %d of %d valid documents of the suite, %d of %d changed ones that xmllint finds valid\n", b.alarms, b.valid, b.doubts, b.still)
}
