package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"example.com/wsgen/gen"
	"example.com/wsgen/runtime"
)

// A pair is two versions of a contract.
type pair struct {
	name     string
	old, new contract
}

// A contract is files, one of which is the input.
type contract struct {
	files fs.FS
	root  string
}

// A measure is what the second version of a contract changes in generated Go.
type measure struct {
	api, codec              lines
	added, removed, changed int             // declarations
	types                   map[string]bool // those of which a declaration or a method changed
	common                  int             // names of what both versions have
	renames                 []string
}

// lines are lines of files.
type lines struct{ added, removed int }

// options say how to generate.
type options struct{ validate bool }

// measure generates both versions in a module of its own, the second one over what the first one left.
func (p pair) measure() (*measure, error) { return p.measureWith(options{}) }

func (p pair) measureWith(o options) (*measure, error) {
	dir, err := os.MkdirTemp("", "diffsize-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	repo := repository(dir)
	if err := repo.git("init", "-q"); err != nil {
		return nil, err
	}
	if err := os.WriteFile(filepath.Join(dir, ".gitattributes"), []byte(attributes), 0o600); err != nil {
		return nil, err
	}
	before, err := generate(dir, p.old, o)
	if err != nil {
		return nil, fmt.Errorf("the old version: %w", err)
	}
	if err := repo.git("add", "-A"); err != nil {
		return nil, err
	}
	if err := repo.git("commit", "-q", "-m", "old"); err != nil {
		return nil, err
	}
	after, err := generate(dir, p.new, o)
	if err != nil {
		return nil, fmt.Errorf("the new version: %w", err)
	}
	m := &measure{}
	if m.api, m.codec, err = repo.changed(); err != nil {
		return nil, err
	}
	if err := m.declarations(before.Files, after.Files); err != nil {
		return nil, err
	}
	m.compareNames(before.Lock.Names(), after.Lock.Names())
	return m, nil
}

// generate puts a version of the contract into a module and its Go beside it. The input has the same name in each
// version, as it has for who fetches it again. Some contracts of the suites refer to schemas that they don't have.
func generate(dir string, c contract, o options) (*gen.Result, error) {
	r := gen.Runtime{Sources: runtime.Sources(), ImportPath: runtime.ImportPath()}
	in := filepath.Join(dir, "contract")
	if err := os.RemoveAll(in); err != nil {
		return nil, err
	}
	if err := os.CopyFS(in, c.files); err != nil {
		return nil, err
	}
	input := path.Join("contract", path.Dir(c.root), "service.wsdl")
	if err := os.Rename(filepath.Join(in, filepath.FromSlash(c.root)), filepath.Join(dir, filepath.FromSlash(input))); err != nil {
		return nil, err
	}
	mod := fmt.Sprintf("module example.org/consumer\n\ngo 1.26\n\nrequire %s v0.0.0\n", r.Module())
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod), 0o600); err != nil {
		return nil, err
	}
	result, list := gen.Generate(gen.Config{Dir: dir, Inputs: []string{input}, Package: "service", Mode: gen.Import, Lax: true, Validate: o.validate, Runtime: r})
	if list.HasErrors() {
		var text strings.Builder
		if err := list.Print(&text); err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("%s", text.String())
	}
	_, err := result.Write()
	return result, err
}

// A repository is the folder of a git repository.
type repository string

func (r repository) command(args ...string) *exec.Cmd {
	cmd := exec.Command("git", append([]string{"-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=false"}, args...)...)
	cmd.Dir = string(r)
	return cmd
}

func (r repository) git(args ...string) error {
	if out, err := r.command(args...).CombinedOutput(); err != nil {
		return fmt.Errorf("git %s: %w\n%s", args[0], err, out)
	}
	return nil
}

// attributes mark the files that say how content is read and written, so that reviews show those that callers see.
// Without the first line hosts hide all of them, as each says that it is generated.
const attributes = `*.go -linguist-generated -gitlab-generated
*codec.go linguist-generated gitlab-generated
json.go linguist-generated gitlab-generated
rules.go linguist-generated gitlab-generated
validate.go linguist-generated gitlab-generated
`

// changed counts the lines of Go that differ from the commit: in files that reviews show, and in those that they hide.
func (r repository) changed() (api, codec lines, err error) {
	if err := r.git("add", "-A"); err != nil {
		return api, codec, err
	}
	if api, err = r.count("*.go", ":(exclude,attr:linguist-generated)"); err != nil {
		return api, codec, err
	}
	codec, err = r.count(":(attr:linguist-generated)*.go")
	return api, codec, err
}

// count counts the lines that differ from the commit in the files that patterns of git select.
func (r repository) count(files ...string) (sum lines, err error) {
	out, err := r.command(append([]string{"diff", "--cached", "--no-renames", "--numstat", "--"}, files...)...).Output()
	if err != nil {
		return sum, fmt.Errorf("git diff: %w", err)
	}
	for line := range strings.Lines(string(out)) {
		var name string
		var l lines
		if _, err := fmt.Sscan(line, &l.added, &l.removed, &name); err != nil {
			return sum, fmt.Errorf("git diff: %q: %w", line, err)
		}
		sum.added += l.added
		sum.removed += l.removed
	}
	return sum, nil
}
