package gen

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// tree writes files into a new folder and returns it.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestImportPath(t *testing.T) {
	dir := tree(t, map[string]string{
		"go.mod":        "module example.org/shop\n\ngo 1.26\n",
		"tools/go.mod":  "module \"example.org/tools\" // quoted\n",
		"broken/go.mod": "go 1.26\n",
		"plain":         "a file",
	})
	tests := []struct{ dir, want, err string }{
		{dir: ".", want: "example.org/shop"},
		{dir: "generated/tce/token", want: "example.org/shop/generated/tce/token"},
		{dir: "tools/x", want: "example.org/tools/x"},
		{dir: "plain/x", want: "example.org/shop/plain/x"}, // refused when it is written
		{dir: "broken/x", err: "no module line"},
		{dir: "vendor/x", err: "go mod vendor owns"},
		{dir: "_x/y", err: "go ignores folders such as _x"},
		{dir: "a/.x", err: "go ignores folders such as .x"},
		{dir: "a b", err: "malformed import path"},
	}
	for _, tt := range tests {
		t.Run(tt.dir, func(t *testing.T) {
			got := ""
			m, err := FindModule(filepath.Join(dir, tt.dir))
			if err == nil {
				got, err = m.ImportPath(filepath.Join(dir, tt.dir))
			}
			if got != tt.want || (err != nil) != (tt.err != "") || err != nil && !strings.Contains(err.Error(), tt.err) {
				t.Errorf("got %q, %v; want %q, %q", got, err, tt.want, tt.err)
			}
		})
	}
}

func TestFindModuleWithoutModule(t *testing.T) {
	if _, err := FindModule(t.TempDir()); err == nil || !strings.Contains(err.Error(), "no go.mod here or above") {
		t.Errorf("got %v", err)
	}
}

func TestCheckInternal(t *testing.T) {
	tests := []struct {
		name, runtime, importer string
		ok                      bool
	}{
		{"ordinary", "m/wsgenrt", "m/generated/x", true},
		{"both internal", "m/internal/rt", "m/internal/x", true},
		{"root's internal, public importer", "m/internal/rt", "m/x", false},
		{"other folder's internal", "m/a/internal/rt", "m/b/internal/x", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := checkInternal(tt.runtime, []string{tt.importer}); (err == nil) != tt.ok {
				t.Errorf("got %v", err)
			}
		})
	}
}
