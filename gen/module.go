package gen

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
)

// A Module is the Go module that output falls into.
type Module struct {
	Dir  string // absolute
	Path string
	// Requires holds the paths of the modules that go.mod requires.
	Requires []string
	// Vendored is true when the module keeps its dependencies in vendor/.
	Vendored bool
}

// FindModule returns the module that holds dir, which need not exist yet: the nearest go.mod at
// or above it decides, so that a nested module is its own.
func FindModule(dir string) (*Module, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	for at := dir; ; at = filepath.Dir(at) {
		name := filepath.Join(at, "go.mod")
		data, err := os.ReadFile(name)
		if err == nil {
			return readModule(name, data)
		}
		// A file in the way of a folder (ENOTDIR) is told when the output is written.
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
			return nil, err
		}
		if at == filepath.Dir(at) {
			return nil, fmt.Errorf("%s: no go.mod here or above, so the output has no import path; run go mod init first", dir)
		}
	}
}

func readModule(name string, data []byte) (*Module, error) {
	f, err := modfile.ParseLax(name, data, nil)
	if err != nil {
		return nil, err
	}
	if f.Module == nil {
		return nil, fmt.Errorf("%s: no module line", name)
	}
	m := &Module{Dir: filepath.Dir(name), Path: f.Module.Mod.Path}
	for _, r := range f.Require {
		m.Requires = append(m.Requires, r.Mod.Path)
	}
	m.Vendored = isFile(filepath.Join(m.Dir, "vendor", "modules.txt"))
	return m, nil
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// ImportPath returns the import path of a folder of the module.
func (m *Module) ImportPath(dir string) (string, error) {
	rel, err := filepath.Rel(m.Dir, dir)
	if err != nil {
		return "", err
	}
	rel = filepath.ToSlash(rel)
	if !filepath.IsLocal(rel) {
		return "", fmt.Errorf("%s: outside the module %s in %s", dir, m.Path, m.Dir)
	}
	elems := strings.Split(rel, "/")
	if slices.Contains(elems, "vendor") {
		return "", fmt.Errorf("%s: go mod vendor owns the folder vendor; generate elsewhere", dir)
	}
	for _, e := range elems {
		if e != "." && (e[0] == '_' || e[0] == '.') {
			return "", fmt.Errorf("%s: go ignores folders such as %s; generate elsewhere", dir, e)
		}
	}
	p := path.Join(m.Path, rel)
	if err := module.CheckImportPath(p); err != nil {
		return "", fmt.Errorf("%s: %w", dir, err)
	}
	return p, nil
}

// Reaches reports whether code of the module can import packages of the module mod.
func (m *Module) Reaches(mod string) bool {
	return m.Path == mod || slices.Contains(m.Requires, mod)
}

// checkInternal refuses an internal folder for the runtime's copy that a package using it may not
// import (the rule of go help packages).
func checkInternal(runtime string, importers []string) error {
	elems := strings.Split(runtime, "/")
	i := slices.Index(elems, "internal")
	if i < 0 {
		return nil
	}
	parent := strings.Join(elems[:i], "/")
	for _, p := range importers {
		if p != parent && !strings.HasPrefix(p, parent+"/") {
			return fmt.Errorf("%s: internal, so %s may not import it; choose another folder for the runtime", runtime, p)
		}
		if !strings.Contains(p+"/", "/internal/") {
			return fmt.Errorf("%s: internal, so callers of %s could not name its types; choose another folder for the runtime", runtime, p)
		}
	}
	return nil
}
