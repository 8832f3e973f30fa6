package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"text/template"

	"example.com/wsgen/gen"
	"example.com/wsgen/runtime"
)

// Readers are packages generated from schemas, with methods Validate, and one program that reads documents with them.
type readers struct {
	dir  string   // of the module that they are in
	pkgs []string // folders below it, which are the packages' names
}

// errRefused says that wsgen has an error for a schema.
var errRefused = errors.New("refused")

// newReaders starts a module in a folder, whose go.mod says what requirement says.
func newReaders(dir, requirement string) (*readers, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	mod := "module example.org/readers\n\ngo 1.26\n\n" + requirement
	return &readers{dir: dir}, os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod), 0o600)
}

// add generates the package of some schemas.
func (r *readers) add(schemas []string) (pkg string, err error) {
	pkg = fmt.Sprintf("p%d", len(r.pkgs))
	result, list := gen.Generate(gen.Config{
		Dir: r.dir, Inputs: schemas, Out: pkg, Package: pkg, Mode: gen.Import, Conformance: true, Validate: true,
		Runtime: gen.Runtime{Sources: runtime.Sources(), ImportPath: runtime.ImportPath()},
	})
	if list.HasErrors() {
		return "", errRefused
	}
	for _, f := range result.Files {
		name := filepath.Join(result.Root, f.Path)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return "", err
		}
		if err := os.WriteFile(name, f.Data, 0o600); err != nil {
			return "", err
		}
	}
	r.pkgs = append(r.pkgs, pkg)
	return pkg, nil
}

// A finding is what generated code has to say of a document.
type finding struct {
	refused, drift, invalid bool
	err                     string // the first error
}

// found reports whether there is anything wrong with the document.
func (f finding) found() bool { return f.refused || f.drift || f.invalid }

// program reads lines of a package and a file, and answers each with a line of its own: the file, what is the matter
// with it, and the first error.
var program = template.Must(template.New("").Parse(`package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"

	"example.com/wsgen/runtime/xmltext"

{{range .}}	"example.org/readers/{{.}}"
{{end}})

type document interface {
	xmltext.Root
	Validate() error
}

var documents = map[string]func() document{
{{range .}}	"{{.}}": func() document { return new({{.}}.XMLDocument) },
{{end}}}

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		pkg, file, _ := strings.Cut(lines.Text(), "\t")
		words, err := judge(documents[pkg](), file)
		fmt.Fprintf(out, "%s\t%s\t%q\n", file, words, fmt.Sprint(err))
	}
}

func judge(doc document, file string) (words string, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	d := xmltext.NewDecoder()
	defer d.Release()
	drift := ""
	d.OnDrift = func(xmltext.Drift) { drift = "drift " }
	d.Reset(data)
	if err := d.Roots(doc); err != nil {
		return drift + "refused", err
	}
	if err := doc.Validate(); err != nil {
		return drift + "invalid", err
	}
	return drift, nil
}
`))

// run has documents read, each with the package of its schemas.
func (r *readers) run(packageOf map[string]string) (map[string]finding, error) {
	var code bytes.Buffer
	if err := program.Execute(&code, r.pkgs); err != nil {
		return nil, err
	}
	text, err := format.Source(code.Bytes())
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(r.dir, "main.go"), text, 0o600); err != nil {
		return nil, err
	}
	build := exec.Command("go", "build", "-o", "read", ".")
	build.Dir, build.Stderr = r.dir, os.Stderr
	build.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	if err := build.Run(); err != nil {
		return nil, fmt.Errorf("go build: %w", err)
	}
	var input strings.Builder
	for file, pkg := range packageOf {
		fmt.Fprintf(&input, "%s\t%s\n", pkg, file)
	}
	read := exec.Command(filepath.Join(r.dir, "read"))
	read.Stdin, read.Stderr = strings.NewReader(input.String()), os.Stderr
	answers, err := read.Output()
	if err != nil {
		return nil, fmt.Errorf("reading the documents: %w", err)
	}
	findings := map[string]finding{}
	for line := range strings.Lines(string(answers)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(cells) != 3 {
			return nil, fmt.Errorf("reading the documents: %q is no answer", line)
		}
		has := func(word string) bool { return strings.Contains(cells[1], word) }
		findings[cells[0]] = finding{refused: has("refused"), drift: has("drift"), invalid: has("invalid"), err: cells[2]}
	}
	return findings, nil
}
