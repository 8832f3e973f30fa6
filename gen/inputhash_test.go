package gen

import (
	"reflect"
	"strings"
	"testing"

	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// TestInputHash: of a project file counts what generation takes from it, each key of that, and nothing else.
func TestInputHash(t *testing.T) {
	const base = "wsgen: v1\nspecs:\n  - {spec: a.wsdl, package: a}\n"
	hash := func(text string) string {
		return InputHash(ProjectName, &source.File{Path: ProjectName, Data: []byte(text)})
	}
	for name, text := range map[string]string{
		"comments, space and style": "# Shop\n\nspecs: # all\n- package: \"a\"\n  spec: 'a.wsdl'\n\nwsgen: v1\n",
		"the default folder":        base + "out: generated\n",
		"accept":                    base + "accept:\n  - {rule: field-removed, path: '*', reason: agreed}\n",
		"fetch":                     base + "fetch:\n  - https://h.example/a?wsdl\n",
	} {
		if hash(text) != hash(base) {
			t.Errorf("%s: the hash is another one", name)
		}
	}
	changes := map[string]string{
		"out":              base + "out: x\n",
		"validate":         base + "validate: true\n",
		"runtime mode":     base + "runtime: import\n",
		"runtime embed":    base + "runtime: {embed: x}\n",
		"specs":            base + "  - b.wsdl\n",
		"specs spec":       strings.Replace(base, "a.wsdl", "b.wsdl", 1),
		"specs package":    strings.Replace(base, "package: a", "package: b", 1),
		"specs out":        strings.Replace(base, "package: a", "package: a, out: x", 1),
		"specs operations": strings.Replace(base, "package: a", "package: a, operations: [x]", 1),
		"specs split":      strings.Replace(base, "package: a", "package: a, split: namespace", 1),
	}
	seen := map[string]string{hash(base): "nothing"}
	for name, text := range changes {
		h := hash(text)
		if old := seen[h]; old != "" {
			t.Errorf("%s gives the hash of %s", name, old)
		}
		seen[h] = name
	}
	for prefix, keys := range map[string]reflect.Type{
		"": reflect.TypeFor[parser.Project](), "runtime ": reflect.TypeFor[parser.ProjectRuntime](), "specs ": reflect.TypeFor[parser.ProjectSpec](),
	} {
		for i := range keys.NumField() {
			key, _, _ := strings.Cut(keys.Field(i).Tag.Get("yaml"), ",")
			switch key {
			case "", "wsgen", "runtime", "accept", "fetch":
				continue
			}
			if changes[prefix+key] == "" {
				t.Errorf("no case for the key %s%s", prefix, key)
			}
		}
	}

	const broken = "wsgen: v1\nspec: []\n"
	if hash(broken) != lock.Hash([]byte(broken)) {
		t.Error("the hash of what is no project file is not that of its text")
	}
	if f := (&source.File{Path: "sub/" + ProjectName, Data: []byte(base)}); InputHash(f.Path, f) != lock.Hash(f.Data) {
		t.Error("the hash of another file is not that of its text")
	}
}
