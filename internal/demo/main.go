// Command demo shows wsgen at work on a machine that has Go and nothing else: it generates the
// e-Sfinge client into an empty module, builds it there with a small program, starts a server that
// plays the provider, and lets the program hold a whole session with it.
//
// It runs in the root of this repository and exits with 1 on any surprise. The pipeline runs in this
// process: that is all of the wsgen command but its flags, and saves building a second program.
package main

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"example.com/wsgen/gen"
	mock "example.com/wsgen/internal/esfinge"
	"example.com/wsgen/runtime"
)

// program is the caller's side: what a newcomer writes.
//
//go:embed testdata/newcomer/main.go
var program embed.FS

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// A demo does what a newcomer does and prints it.
type demo struct {
	out    io.Writer
	folder string // of the newcomer's module
}

func run(out io.Writer) error {
	folder, err := os.MkdirTemp("", "wsgen-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	d := &demo{out: out, folder: filepath.Join(folder, "newcomer")}
	for _, step := range []func() error{d.lay, d.generate, d.list, d.build, d.session} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// lay fills the newcomer's module: its name, the contract and the program. It has no dependency.
func (d *demo) lay() error {
	if err := os.CopyFS(filepath.Join(d.folder, "specs"), os.DirFS("specs/tce")); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(d.folder, "go.mod"), []byte("module example.com/newcomer\n\ngo 1.26\n"), 0o644); err != nil {
		return err
	}
	main, err := program.ReadFile("testdata/newcomer/main.go")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(d.folder, "main.go"), main, 0o644)
}

// generate does what the command that it prints does.
func (d *demo) generate() error {
	start := time.Now()
	fmt.Fprint(d.out, "$ wsgen generate --runtime embed specs/token.yaml specs/servidor.yaml")
	result, list := gen.Generate(gen.Config{
		Dir:     d.folder,
		Inputs:  []string{"specs/token.yaml", "specs/servidor.yaml"},
		Mode:    gen.Embed,
		Runtime: gen.Runtime{Sources: runtime.Sources(), ImportPath: runtime.ImportPath()},
	})
	var err error
	if result != nil {
		_, err = result.Write()
	}
	fmt.Fprintf(d.out, "   (%.1f s, in this process)\n", time.Since(start).Seconds())
	list.Print(d.out)
	if list.HasErrors() {
		return errors.New("generate: bad input")
	}
	return err
}

// build builds the newcomer's program. It fetches nothing, since what it builds needs nothing.
func (d *demo) build() error {
	start := time.Now()
	fmt.Fprint(d.out, "$ go build -o newcomer .")
	c := exec.Command("go", "build", "-o", "newcomer", ".")
	c.Dir = d.folder
	c.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
	text, err := c.CombinedOutput()
	fmt.Fprintf(d.out, "   (%.1f s)\n%s", time.Since(start).Seconds(), text)
	if err != nil {
		return fmt.Errorf("go build: %w", err)
	}
	return nil
}

// list prints what was generated.
func (d *demo) list() error {
	files, err := filepath.Glob(filepath.Join(d.folder, "generated", "tce", "*", "*.go"))
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("nothing was generated")
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(d.folder, f)
		if err != nil {
			return err
		}
		fmt.Fprintf(d.out, "  %-36s %6d bytes\n", filepath.ToSlash(name), len(text))
	}
	return nil
}

// session runs the newcomer's program against the server and checks what the server holds after.
func (d *demo) session() error {
	provider := mock.New(mock.Options{Users: map[string]string{"USUARIO": "SENHA"}, MinPoll: 5 * time.Second})
	server := httptest.NewServer(provider)
	defer server.Close()
	fmt.Fprintf(d.out, "\na server plays e-Sfinge\n$ ./newcomer\n")
	c := exec.Command(filepath.Join(d.folder, "newcomer"), server.URL)
	c.Stdout, c.Stderr = d.out, d.out
	if err := c.Run(); err != nil {
		return fmt.Errorf("newcomer: %w", err)
	}
	calls, records := provider.Calls(), provider.Stored("10006", "202601")
	fmt.Fprintf(d.out, "\nthe server saw %d calls and holds %d confirmed records\n", calls, records)
	if calls != 7 || records != 2 {
		return fmt.Errorf("want 7 calls and 2 records")
	}
	return nil
}
