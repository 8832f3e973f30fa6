package resolve

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The examples of docs/spec.md resolve as they stand there, the overlay over the WSDL that it describes.
func TestReferenceExamples(t *testing.T) {
	reference, err := os.ReadFile("../../docs/spec.md")
	if err != nil {
		t.Fatal(err)
	}
	const order = `<xs:element name="place"><xs:complexType><xs:sequence>
<xs:element name="customer" type="xs:string"/><xs:element name="token" type="xs:string"/><xs:element name="order" type="t:Order"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="placed"><xs:complexType/></xs:element><xs:complexType name="Order"/>`
	const payment = `<xs:group name="S"><xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence></xs:group><xs:complexType name="Payment"><xs:sequence>
<xs:choice><xs:element name="item" type="xs:int"/><xs:element name="a" type="xs:int"/></xs:choice><xs:choice><xs:element name="item" type="xs:int"/><xs:element name="b" type="xs:int"/></xs:choice>
<xs:element name="item" type="xs:int"/><xs:element name="item" type="xs:int"/><xs:group ref="t:S"/><xs:group ref="t:S"/><xs:group ref="t:S"/></xs:sequence><xs:attribute name="id"/></xs:complexType>`
	operation := strings.NewReplacer("t:getResponse", "t:placed", "t:get", "t:place", `name="get"`, `name="place"`).Replace(service)
	dir := t.TempDir()
	files := map[string]string{"orders.wsdl": definitions(order, operation), "payments.wsdl": definitions(queue+payment, service), "enqueue.request.xml": `<q:enqueue xmlns:q="http://queue.acme.example/"/>`}
	var specs []string // named by their package; the project file has none
	pkg := regexp.MustCompile(`(?m)^package: (\w+)$`)
	for _, m := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(string(reference), -1) {
		name := "wsgen.yaml"
		if p := pkg.FindStringSubmatch(m[1]); p != nil {
			name = p[1] + ".yaml"
			specs = append(specs, name)
		}
		if files[name] != "" {
			t.Fatalf("two examples are %s", name)
		}
		files[name] = strings.ReplaceAll(m[1], "samples/", "")
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range specs {
		if name == "acme.yaml" {
			continue // the provider, which queue.yaml includes
		}
		if apis, diags := resolveFile(t, dir, filepath.Join(dir, name)); len(diags) > 0 || len(apis) == 0 {
			t.Errorf("%s: %v", name, diags)
		}
	}
}

// The published schema suggests built-in types alone.
func TestSuggestedTypes(t *testing.T) {
	data, err := os.ReadFile("../../docs/spec.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Defs map[string]struct {
			AnyOf []struct {
				AnyOf []struct{ Enum []string }
			}
		} `json:"$defs"`
	}
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Field", "Type"} {
		suggested := schema.Defs[name].AnyOf[0].AnyOf[0].Enum
		if len(suggested) < 20 {
			t.Errorf("%s suggests %d types only", name, len(suggested))
		}
		for _, typ := range suggested {
			if _, ok := derivedFrom[typ]; !ok {
				t.Errorf("%s suggests %s, which is no built-in type", name, typ)
			}
		}
	}
}

// TestEveryIDIsDocumented compares the ids that any package of gen reports with docs/diagnostics.md.
func TestEveryIDIsDocumented(t *testing.T) {
	used := map[string]bool{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		reported(t, path, used)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]bool{}
	for _, id := range documentedIDs(t) {
		if documented[id] {
			t.Errorf("%s is documented twice", id)
		}
		documented[id] = true
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(used)), slices.Sorted(maps.Keys(documented))); diff != "" {
		t.Errorf("ids in the code (-) and in docs/diagnostics.md (+):\n%s", diff)
	}
}

// TestEveryIDIsShown checks that a test expects each documented id: in a comment ERROR, in the errors of a golden case or of
// a script, or compared in code. What ids.go of this package lists is produced in [TestErrors].
func TestEveryIDIsShown(t *testing.T) {
	form := regexp.MustCompile(`ERROR ([a-z0-9 -]+)|\[([a-z0-9-]+)\\?\]|(?:ID|id|want)[^"\n]{0,12}"([a-z0-9-]+)"|, "([a-z0-9-]+)"[,})]`)
	shown := map[string]bool{"emit": true, "typecheck": true} // defects of wsgen
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") && !strings.HasSuffix(path, ".txtar") && d.Name() != "errors.txt" {
			return err
		}
		data, err := os.ReadFile(path)
		for _, m := range form.FindAllStringSubmatch(string(data), -1) {
			for id := range strings.FieldsSeq(strings.Join(m[1:], " ")) {
				shown[id] = true
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range documentedIDs(t) {
		if !shown[id] {
			t.Errorf("no test expects %s", id)
		}
	}
}

// documentedIDs are the ids of docs/diagnostics.md.
func documentedIDs(t *testing.T) (list []string) {
	t.Helper()
	page, err := os.ReadFile("../../docs/diagnostics.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\| [^|]+ \\| [^|]+ \\|$").FindAllStringSubmatch(string(page), -1) {
		list = append(list, m[1])
	}
	return list
}

// reported collects the ids in a file: the constants of an ids.go, and literals where a diagnostic is made.
func reported(t *testing.T, path string, into map[string]bool) {
	t.Helper()
	if filepath.Base(path) == "ids.go" {
		for _, id := range ids(t, path) {
			into[id] = true
		}
		return
	}
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	add := func(x ast.Expr) {
		if lit, ok := x.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if id, err := strconv.Unquote(lit.Value); err == nil && regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`).MatchString(id) {
				into[id] = true
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.KeyValueExpr:
			if k, ok := n.Key.(*ast.Ident); ok && k.Name == "ID" {
				add(n.Value)
			}
		case *ast.CallExpr:
			s, ok := n.Fun.(*ast.SelectorExpr)
			if ok && (s.Sel.Name == "Errorf" || s.Sel.Name == "Warnf" || s.Sel.Name == "unsupported") && len(n.Args) > 2 {
				if _, format := n.Args[0].(*ast.BasicLit); !format {
					add(n.Args[1])
				}
			}
		}
		return true
	})
}
