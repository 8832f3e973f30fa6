// Package importtable holds the test of which package may import which.
package importtable_test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A row says what a package may import besides the standard library. Names are relative to the
// module, or paths of other modules; /... stands for a folder and what is below it.
type row struct {
	pkg   string
	allow string // separated by spaces
}

// table is the architecture. The first row that matches a package is its row; a package without
// a row is a mistake.
var table = []row{
	{"cmd/wsgen", "gen/... internal/mock runtime github.com/spf13/cobra github.com/sirupsen/logrus"},
	{"gen", "gen/... golang.org/x/mod/..."},
	{"gen/source", ""},
	{"gen/pattern", ""},
	{"gen/parser", "gen/source go.yaml.in/yaml/v3"},
	{"gen/contract", "gen/source"},
	{"gen/inspect", "gen/contract gen/source"},
	{"gen/resolve", "gen/parser gen/contract gen/source gen/pattern"},
	{"gen/names", "gen/contract gen/lock gen/source"},
	{"gen/emit", "gen/contract gen/names gen/pattern github.com/dave/jennifer/..."},
	{"gen/lock", "gen/contract gen/source"},
	{"gen/drift", "gen/contract"},
	{"gen/diff", "gen/contract gen/pattern gen/source"},
	{"gen/goapi", "gen/contract gen/names gen/source"},
	{"gen/fetch", "gen/source gen/parser"},
	{"runtime", ""},
	{"runtime/xsd", ""},
	{"runtime/xmltext", "runtime/xsd"},
	{"runtime/schema", "runtime/xmltext runtime/xsd"},
	{"runtime/transport", "runtime/xmltext runtime/xsd"},
	{"runtime/session", "runtime/soap runtime/xmltext runtime/xsd"},
	{"runtime/soap", "runtime/transport runtime/xmltext runtime/xsd"},
	{"runtime/poll", "runtime/transport runtime/xsd"},
	{"runtime/rest", "runtime/transport runtime/jsontext runtime/xmltext runtime/xsd"},
	{"runtime/jsontext", "runtime/xmltext runtime/xsd"},
	{"runtime/testserver", "runtime/xmltext"},
	{"runtime/soaptest", "runtime/soap runtime/testserver runtime/xmltext runtime/xsd"},
	{"runtime/resttest", "runtime/rest runtime/testserver runtime/jsontext runtime/xmltext"},
	{"internal/mock", "gen/contract gen/pattern internal/infoset"},
	{"internal/infoset", ""},
	{"internal/golden", ""},
	{"internal/importtable", ""},
	{"internal/wiretest", "internal/infoset runtime/..."},
	{"internal/conformance", "gen runtime runtime/xmltext runtime/xsd"},
	{"internal/diffsize", "gen gen/lock runtime"},
	{"internal/interop/...", "runtime/..."},
	{"internal/difftest", ""},
	{"internal/demo", "gen internal/mock runtime"},
	{"specs/...", ""},
	{"generated/...", "generated/... runtime/..."},
	{"golden/...", "golden/... runtime/..."},
	{"bench/...", "bench/... generated/... runtime/..."},
}

// monopolies are packages of others that one package alone imports.
var monopolies = map[string]string{
	"github.com/dave/jennifer/...": "gen/emit",
	"go.yaml.in/yaml/v3":           "gen/parser",
	"github.com/spf13/cobra":       "cmd/wsgen",
	"github.com/sirupsen/logrus":   "cmd/wsgen",
}

// A listed is what go list says of a package.
type listed struct {
	ImportPath, Dir string
	Module          struct{ Path string }
	GoFiles         []string
	Imports         []string
}

func list(t *testing.T) (module string, packages []listed) {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,Module,GoFiles,Imports", "./...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
		read(t, p)
	}
	if len(packages) == 0 {
		t.Fatal("go list found no package")
	}
	return packages[0].Module.Path, packages
}

// read opens what go list has read: the cache of go test then knows that the result depends on it.
func read(t *testing.T, p listed) {
	t.Helper()
	if _, err := os.ReadDir(p.Dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range p.GoFiles {
		if _, err := os.ReadFile(filepath.Join(p.Dir, name)); err != nil {
			t.Fatal(err)
		}
	}
}

func matches(pattern, path string) bool {
	prefix, tree := strings.CutSuffix(pattern, "/...")
	return path == prefix || tree && strings.HasPrefix(path, prefix+"/")
}

func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

func TestImports(t *testing.T) {
	module, packages := list(t)
	for _, p := range packages {
		name := strings.TrimPrefix(p.ImportPath, module+"/")
		i := slices.IndexFunc(table, func(r row) bool { return matches(r.pkg, name) })
		if i < 0 {
			t.Errorf("%s: not in the table", name)
			continue
		}
		allow := strings.Fields(table[i].allow)
		for _, imported := range p.Imports {
			local, ours := strings.CutPrefix(imported, module+"/")
			if !ours && standard(imported) {
				continue
			}
			if !slices.ContainsFunc(allow, func(a string) bool { return matches(a, local) }) {
				t.Errorf("%s imports %s: the table allows %q", name, local, table[i].allow)
			}
		}
	}
}

// TestTwoGroups checks what no row may ever allow: the compiler and the runtime never meet, only
// gen/fetch reaches the network, and a dependency has one importer.
func TestTwoGroups(t *testing.T) {
	module, packages := list(t)
	for _, p := range packages {
		name := strings.TrimPrefix(p.ImportPath, module+"/")
		for _, imported := range p.Imports {
			local := strings.TrimPrefix(imported, module+"/")
			switch {
			case matches("gen/...", name) && matches("runtime/...", local) && local != imported:
				t.Errorf("%s imports %s: the compiler names the runtime by strings alone", name, local)
			case matches("runtime/...", name) && !standard(imported) && !matches("runtime/...", local):
				t.Errorf("%s imports %s: the runtime stands on the standard library", name, local)
			case matches("gen/...", name) && name != "gen/fetch" && network(imported):
				t.Errorf("%s imports %s: generating opens no socket", name, imported)
			}
			for dep, only := range monopolies {
				if matches(dep, imported) && name != only {
					t.Errorf("%s imports %s: only %s does", name, imported, only)
				}
			}
		}
	}
}

// TestGeneratingReachesNoNetwork: nothing that the compiler stands on, however far away, opens sockets. Only gen/fetch,
// which no other part of gen imports, does.
func TestGeneratingReachesNoNetwork(t *testing.T) {
	module, packages := list(t)
	args := []string{"list", "-deps", "-f", "{{.ImportPath}}"}
	for _, p := range packages {
		name := strings.TrimPrefix(p.ImportPath, module+"/")
		if matches("gen/...", name) && name != "gen/fetch" {
			args = append(args, p.ImportPath)
		}
	}
	deps := func(args ...string) []string {
		out, err := exec.Command("go", args...).Output()
		if err != nil {
			t.Fatal(err)
		}
		return strings.Fields(string(out))
	}
	for _, dep := range deps(args...) {
		if network(dep) || dep == module+"/gen/fetch" {
			t.Errorf("a package of gen reaches %s: generating opens no socket", dep)
		}
	}
	if !slices.Contains(deps("list", "-deps", module+"/gen/fetch"), "net") {
		t.Error("gen/fetch does not reach net: this test looks for the wrong thing")
	}
}

// network tells the packages that open sockets; net/url and the like only read text.
func network(path string) bool {
	return slices.Contains([]string{"net", "net/http", "net/rpc", "net/smtp", "net/textproto", "crypto/tls", "syscall/js"}, path)
}
