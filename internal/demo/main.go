// Command demo shows wsgen at work on a machine that has Go and nothing else: it generates clients of four
// providers into an empty module, builds them there with a small program, plays the providers from their specs,
// and lets the program call them: a whole session, an export that is awaited and downloaded, documents within messages.
//
// It runs in the root of this repository and exits with 1 on any surprise. The pipeline and the mock run in this
// process: that is all of the wsgen command but its flags, and saves building a second program.
package main

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"example.com/wsgen/gen"
	"example.com/wsgen/internal/mock"
	"example.com/wsgen/runtime"
)

// program is the caller's side: what a newcomer writes.
//
//go:embed testdata/newcomer/*.go
var program embed.FS

// inputs are the services that the program calls.
var inputs = []string{
	"specs/tce/token.yaml", "specs/tce/servidor.yaml", "specs/comprovei/exportqueue.yaml",
	"specs/invoicy/webhook.yaml", "specs/totvs/protheus.yaml",
}

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
	for _, step := range []func() error{d.lay, d.generate, d.list, d.build, d.walk} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// lay fills the newcomer's module: its name, the contracts and the program. It has no dependency.
func (d *demo) lay() error {
	if err := os.CopyFS(filepath.Join(d.folder, "specs"), os.DirFS("specs")); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(d.folder, "go.mod"), []byte("module example.com/newcomer\n\ngo 1.26\n"), 0o644); err != nil {
		return err
	}
	files, err := fs.Sub(program, "testdata/newcomer")
	if err != nil {
		return err
	}
	return os.CopyFS(d.folder, files)
}

// generate does what the command that it prints does.
func (d *demo) generate() error {
	start := time.Now()
	fmt.Fprintf(d.out, "$ wsgen generate --runtime embed %s", strings.Join(inputs, " "))
	result, list := gen.Generate(gen.Config{
		Dir:     d.folder,
		Inputs:  inputs,
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

// build builds the newcomer's program, without the tables of debuggers, which take a second to link. It fetches
// nothing, since what it builds needs nothing.
func (d *demo) build() error {
	start := time.Now()
	fmt.Fprint(d.out, "$ go build -o newcomer .")
	c := exec.Command("go", "build", "-o", "newcomer", ".")
	c.Dir = d.folder
	c.Env = append(os.Environ(), "GOFLAGS="+os.Getenv("GOFLAGS")+" -mod=mod -ldflags=-w", "GOPROXY=off", "GOWORK=off")
	text, err := c.CombinedOutput()
	fmt.Fprintf(d.out, "   (%.1f s)\n%s", time.Since(start).Seconds(), text)
	if err != nil {
		return fmt.Errorf("go build: %w", err)
	}
	return nil
}

// list prints what was generated.
func (d *demo) list() error {
	packages, err := filepath.Glob(filepath.Join(d.folder, "generated", "*", "*", "client.go"))
	if err != nil {
		return err
	}
	if len(packages) != len(inputs) {
		return fmt.Errorf("%d packages were generated, want %d", len(packages), len(inputs))
	}
	for _, client := range packages {
		size := 0
		files, err := filepath.Glob(filepath.Join(filepath.Dir(client), "*.go"))
		if err != nil {
			return err
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				return err
			}
			size += len(text)
		}
		name, err := filepath.Rel(d.folder, filepath.Dir(client))
		if err != nil {
			return err
		}
		fmt.Fprintf(d.out, "  %-32s %2d files %7d bytes\n", filepath.ToSlash(name), len(files), size)
	}
	return nil
}

// walk runs the newcomer's program against the mock and checks what the mock holds after.
func (d *demo) walk() error {
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	defer server.Close()
	provider, err := d.play(server.URL)
	if err != nil {
		return err
	}
	mux.Handle("/", provider)
	mux.HandleFunc("/documentos.xml", func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<documentos/>") })
	fmt.Fprintf(d.out, "\n$ wsgen mock --user USUARIO --password SENHA …   (in this process, too)\n$ ./newcomer\n")
	c := exec.Command(filepath.Join(d.folder, "newcomer"), server.URL)
	c.Stdout, c.Stderr = d.out, d.out
	if err := c.Run(); err != nil {
		for _, call := range provider.Calls() {
			fmt.Fprintf(d.out, "mock: %s %d %s\n", call.Operation, call.Status, call.Outcome)
		}
		return fmt.Errorf("newcomer: %w", err)
	}
	calls, records := len(provider.Calls()), provider.Stored("servidor")
	fmt.Fprintf(d.out, "\nthe mock saw %d calls and holds %d confirmed records\n", calls, records)
	if calls != 14 || records != 2 {
		return fmt.Errorf("want 14 calls and 2 records")
	}
	return nil
}

// play plays the providers. Comprovei's export is pending at first, and its file lies on the server at url.
func (d *demo) play(url string) (*mock.Server, error) {
	apis, list := gen.Load(d.folder, inputs)
	if list.HasErrors() {
		list.Print(d.out)
		return nil, errors.New("mock: bad input")
	}
	var replies [3][]byte
	for i, name := range []string{"downloadDocumentsHistory", "getExportProtocolStatus.pending", "getExportProtocolStatus"} {
		var err error
		if replies[i], err = os.ReadFile(filepath.Join(d.folder, "specs/comprovei/samples/exportqueue", name+".response.xml")); err != nil {
			return nil, err
		}
	}
	done := regexp.MustCompile(`https://[^\]<]*`).ReplaceAllLiteral(replies[2], []byte(url+"/documentos.xml"))
	return mock.New(apis, d.folder, mock.Options{
		Users: map[string]string{"USUARIO": "SENHA"},
		Scenario: &mock.Scenario{Steps: map[string][]mock.Step{
			"downloadDocumentsHistory": {{Reply: replies[0]}},
			"getExportProtocolStatus":  {{Reply: replies[1], Repeat: 2}, {Reply: done}},
		}},
	})
}
