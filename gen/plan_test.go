package gen

import (
	"os"
	"path/filepath"
	"testing"

	"example.com/wsgen/gen/source"
)

// TestSchemaPackages: schemas make one package, so that a second name is an error where it stands.
func TestSchemaPackages(t *testing.T) {
	for project, want := range map[string]int{
		"wsgen: v1\nspecs:\n  - {spec: a.xsd, package: a}\n  - {spec: b.xsd, package: b}\n": 4,
		"wsgen: v1\nspecs:\n  - a.xsd\n  - {spec: b.xsd, package: b}\n":                     4,
		"wsgen: v1\nspecs:\n  - {spec: a.xsd, package: a}\n  - {spec: b.xsd, package: a}\n": 0,
		"wsgen: v1\nspecs:\n  - {spec: a.xsd, package: a}\n  - b.xsd\n":                     0,
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{ProjectName: project, "a.xsd": "", "b.xsd": ""} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		loader, err := source.NewLoader(dir)
		if err != nil {
			t.Fatal(err)
		}
		_, list := plan(Config{Dir: dir}, loader)
		line := 0
		if list.HasErrors() && list[0].ID == idPackageName {
			line, _ = list[0].Span.Position()
		}
		if line != want || list.HasErrors() != (want > 0) {
			t.Errorf("%s: %v, want an error in line %d", project, list, want)
		}
	}
}
