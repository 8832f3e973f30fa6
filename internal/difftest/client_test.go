package difftest_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/emit"
	"example.com/wsgen/gen/names"
	"example.com/wsgen/internal/infoset"
	"example.com/wsgen/runtime"
)

// A play is one call of an old client, as the program in testdata/player reads it.
type play struct {
	Client, Operation string
	Header, Body      string // of the request or of the reply
	Reply, V12        bool
}

// A played is what became of it.
type played struct {
	Error string
	// Of a request, what the client sent.
	Sent, Action string
	// Of a reply: what is written again, of a fault its detail, and what is written of the fields alone, nothing after a one-way
	// call; and the drift.
	Again, Typed string
	Fault, Done  bool
	Drift        []string
	Fields       *tree           // of a reply, without what is kept beside them
	Blocks       map[string]tree // of its header blocks, by name
}

// A stage is a module with the clients of the old versions, which equal versions share.
type stage struct {
	dir        string
	operations map[string][]string // by client, the names of the descriptors
}

// newStage makes the module. The runtime comes from this one.
func newStage(t *testing.T) *stage {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{t.TempDir(), map[string][]string{}}
	module := path.Dir(runtime.ImportPath())
	s.write(t, "go.mod", "module pairs\n\ngo 1.26.0\n\nrequire "+module+" v0.0.0\nreplace "+module+" => "+root+"\n")
	main, err := os.ReadFile("testdata/player/main.go")
	if err != nil {
		t.Fatal(err)
	}
	s.write(t, "main.go", string(main))
	return s
}

func (s *stage) write(t *testing.T, name, text string) {
	t.Helper()
	name = filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

var descriptor = regexp.MustCompile(`(?m)^var (Op\w+) = soap\.Operation`)

// add generates the client of a contract and names it after its sources. Its package holds those whose names begin alike: what
// go build has in its cache counts on as long as they are the same.
func (s *stage) add(t *testing.T, sources string, api *contract.API) (client string, err error) {
	t.Helper()
	client = fmt.Sprintf("%x", sha256.Sum256([]byte(sources)))[:12]
	if s.operations[client] != nil {
		return client, nil
	}
	pkg := packageOf(client)
	api.Package, api.Source = pkg, "service.wsdl"
	table, diags := names.Plan([]*contract.API{api}, nil)
	if diags.HasErrors() {
		return "", fmt.Errorf("%v", diags)
	}
	files, err := emit.Files(api, table, emit.Options{Runtime: "example.com/wsgen/runtime", Imports: map[*contract.API]string{api: "pairs/" + pkg}})
	if err != nil {
		return "", err
	}
	texts, err := renamed(files, pkg, "_"+client)
	if err != nil {
		return "", err
	}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		s.write(t, pkg+"/"+client+"_"+name, texts[name])
		for _, m := range descriptor.FindAllStringSubmatch(texts[name], -1) {
			s.operations[client] = append(s.operations[client], m[1])
		}
	}
	if s.operations[client] == nil {
		return "", fmt.Errorf("no operation")
	}
	return client, nil
}

func packageOf(client string) string { return "clients" + client[:1] }

// play builds the program once and has it make all calls.
func (s *stage) play(t *testing.T, calls []play) []played {
	t.Helper()
	var text strings.Builder
	text.WriteString("package main\n\nimport (\n\t\"example.com/wsgen/runtime/soap\"\n\n")
	clients := slices.Sorted(maps.Keys(s.operations))
	for i, client := range clients {
		if i == 0 || packageOf(clients[i-1]) != packageOf(client) {
			fmt.Fprintf(&text, "\t%q\n", "pairs/"+packageOf(client))
		}
	}
	text.WriteString(")\n\nfunc init() {\n")
	for _, client := range clients {
		pkg := packageOf(client)
		fmt.Fprintf(&text, "\toperations[%q] = []*soap.Operation{&%s.%s}\n", client, pkg, strings.Join(s.operations[client], ", &"+pkg+"."))
	}
	text.WriteString("}\n")
	s.write(t, "packages.go", text.String())

	input, err := json.Marshal(calls)
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	run := exec.Command("go", "run", "-trimpath", "-gcflags=pairs/...=-N -l", ".") // the code is run once
	run.Dir, run.Stdin, run.Stderr = s.dir, bytes.NewReader(input), &stderr
	run.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "GOPROXY=off")
	output, err := run.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	var list []played
	if err := json.Unmarshal(output, &list); err != nil || len(list) != len(calls) {
		t.Fatalf("%d of %d calls: %v", len(list), len(calls), err)
	}
	return list
}

// clientOf generates the client of the old version.
func (p *pair) clientOf(t *testing.T, s *stage) (client string, err error) {
	dir := t.TempDir()
	input, err := p.write("old", dir)
	if err != nil {
		return "", err
	}
	apis, diags := gen.Load(dir, []string{input})
	if diags.HasErrors() || len(apis) != 1 {
		return "", fmt.Errorf("old: %d contracts, %v", len(apis), diags)
	}
	var sources strings.Builder
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		if strings.HasPrefix(name, "old/") {
			fmt.Fprintf(&sources, "%s\n%s\n", name, p.files[name])
		}
	}
	return s.add(t, sources.String(), apis[0])
}

// sent compares what the old client sends with what the pair says that it sends.
func (m *message) sent(got played) error {
	if got.Error != "" {
		return errors.New(got.Error)
	}
	if m.whole && got.Action != m.action {
		return fmt.Errorf("the old client's action is %q, not %q", got.Action, m.action)
	}
	if diff := infoset.Diff([]byte(m.text()), []byte(got.Sent)); diff != "" {
		return fmt.Errorf("the old client sends it otherwise:\n%s", diff)
	}
	return nil
}

// tolerated are the kinds of drift whose content the old client keeps.
var tolerated = []string{"unknown element", "unknown attribute", "unknown enumeration value", "unknown xsi:type", "other xsi:type than declared", "misplaced", "undeclared fault"}

// tolerates reports whether the old client has all that a drift is about: also an item too many of a list, which is in it
// like the others. The second of what stands once is not where the client looks.
func tolerates(drift string) bool {
	kind := strings.LastIndex(drift, ": ")
	return slices.Contains(tolerated, drift[kind+2:]) || strings.HasSuffix(drift, "]: repeated")
}

// decoded says why the old client does not take a reply.
func (m *message) decoded(old, current *contract.API, got played) (failed, broken error) {
	if got.Error != "" {
		return errors.New(got.Error), nil
	}
	for _, drift := range got.Drift {
		if !tolerates(drift) {
			return errors.New(drift), nil
		}
	}
	want := m.body
	switch {
	case got.Done:
		return nil, nil
	case got.Fault:
		want = m.detail()
	}
	if diff := notKept(old, "<b>"+want+"</b>", "<b>"+got.Again+"</b>"); diff != "" {
		if reference.MatchString(want) {
			return errors.New("what it refers to is not kept"), nil
		}
		return nil, fmt.Errorf("%s is decoded, and not kept:\n%s\nwritten again:\n%s", m.name, diff, got.Again)
	}
	if err := errors.Join(m.landed(old, current, got), m.blocksLanded(got)); err != nil {
		return err, nil
	}
	return m.recorded(old, current, got), nil
}

// notKept is what a client of the old contract does not write again as it was read.
func notKept(old *contract.API, want, again string) string {
	is, err := infoset.Parse([]byte(want))
	written, failed := infoset.Parse([]byte(again))
	if err != nil || failed != nil {
		return fmt.Sprint(err, failed)
	}
	for i := range min(len(is.Children), len(written.Children)) {
		dropTypes(old, is.Children[i], written.Children[i], true)
	}
	return infoset.Compare(is, written)
}

// dropTypes drops xsi:type where it is not written again, if it names a type that the old contract has: that which the element is of
// anyway; and that of the body's element, which is kept beside it.
func dropTypes(old *contract.API, is, written *infoset.Element, body bool) {
	stated := func(a xml.Attr) bool { return a.Name.Space == spaces["xsi"] && a.Name.Local == "type" }
	if !slices.ContainsFunc(written.Attrs, stated) {
		is.Attrs = slices.DeleteFunc(is.Attrs, func(a xml.Attr) bool {
			return stated(a) && (body || slices.ContainsFunc(old.Types, func(t contract.Type) bool {
				s, ok := t.(*contract.Struct)
				return ok && s.Name.String() == a.Value
			}))
		})
	}
	for i := range min(len(is.Children), len(written.Children)) {
		dropTypes(old, is.Children[i], written.Children[i], false)
	}
}
