package gen

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/wsgen/runtime"
)

// around is a schema of n optional elements, a wildcard, and the same elements once more.
func around(n int) string {
	var elements strings.Builder
	for i := range n {
		fmt.Fprintf(&elements, "<xs:element name=\"e%d\" type=\"xs:string\" minOccurs=\"0\"/>\n", i)
	}
	return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a"><xs:element name="r"><xs:complexType><xs:sequence>` +
		elements.String() + `<xs:any processContents="lax"/>` + elements.String() + `</xs:sequence></xs:complexType></xs:element></xs:schema>`
}

// TestFollowGrowsWithModel: the table of what may follow has a row of one length for each element, however many there are.
func TestFollowGrowsWithModel(t *testing.T) {
	size := func(n int) (table, rows int) {
		for _, f := range generated(t, map[string]string{"a.xsd": around(n)}, nil).Files {
			if filepath.Base(f.Path) == "codec.go" {
				_, rest, _ := strings.Cut(string(f.Data), "Follow: []xmltext.Follow{")
				text, _, _ := strings.Cut(rest, "\n\t},\n")
				return len(text), strings.Count(text, "After:")
			}
		}
		return 0, 0
	}
	small, rows := size(50)
	if rows != 50 {
		t.Errorf("%d rows, want one for each element before the wildcard", rows)
	}
	if large, _ := size(200); large > 5*small {
		t.Errorf("%d bytes for four times the elements of a table of %d bytes", large, small)
	}
}

func TestContentLimit(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.xsd": around(6000), "go.mod": "module example.org/large\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, list := Generate(Config{Dir: dir, Inputs: []string{"a.xsd"}, Package: "large", Mode: Import, Runtime: Runtime{Sources: runtime.Sources(), ImportPath: runtime.ImportPath()}})
	if last := list[max(0, len(list)-1):]; len(last) == 0 || last[0].ID != "content-limit" || last[0].Span.Start == 0 {
		t.Errorf("got %v, want content-limit with a position", list)
	}
}
