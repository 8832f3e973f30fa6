// Command size measures what large schemas cost. It generates code from a synthetic schema, 1,000 types with 9,392
// fields unless told otherwise, writes the same types with the tags of encoding/xml, compiles both and prints the CPU
// time of the compiler for each, least of several runs, their ratio, and what the types add to a binary. It fails when a
// limit is passed.
//
// With -growth it generates from 1, 2, 4, 8 and 16 copies of a schema, each under a namespace of its own, prints CPU time
// and memory, and draws them into the SVG file named.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

const (
	maxRatio  = 4.5     // of the compiler's CPU time
	maxBinary = 4 << 20 // bytes that 1,000 types add
)

func main() {
	types := flag.Int("types", 1000, "types of the schema")
	runs := flag.Int("runs", 3, "runs of each measure, of which the least counts")
	growth := flag.String("growth", "", "draw the growth of generation into this file instead")
	flag.Parse()
	b := &bench{synthetic{*types, *types * 9392 / 1000}, *runs, ""}
	err := b.setUp()
	if err == nil && *growth != "" {
		err = b.growth(*growth)
	} else if err == nil {
		err = b.compare()
	}
	if b.dir != "" {
		err = errors.Join(err, os.RemoveAll(b.dir))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "size:", err)
		os.Exit(1)
	}
}

// A bench works in a module of its own.
type bench struct {
	synthetic
	runs int
	dir  string
}

// setUp makes a module that takes the runtime from this one, and builds wsgen.
func (b *bench) setUp() (err error) {
	this, err := output(exec.Command("go", "list", "-m", "-f", "{{.Path}} {{.Dir}}"))
	if err != nil {
		return err
	}
	module, root, _ := strings.Cut(this, " ")
	if b.dir, err = os.MkdirTemp("", "wsgen-size"); err != nil {
		return err
	}
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		return err
	}
	mod := "module example.org/size\n\ngo 1.26\n\nrequire " + module + " v0.0.0\n\nreplace " + module + " => " + root + "\n"
	if err := errors.Join(b.write("go.mod", mod), b.write("go.sum", string(sums))); err != nil {
		return err
	}
	_, err = output(exec.Command("go", "build", "-o", filepath.Join(b.dir, "wsgen"), module+"/cmd/wsgen"))
	return err
}

func (b *bench) write(name, text string) error {
	name = filepath.Join(b.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o600)
}

// command is a command in the module.
func (b *bench) command(name string, args ...string) *exec.Cmd {
	cmd := exec.Command(name, args...)
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod -trimpath", "GOWORK=off", "GOTOOLCHAIN=local")
	return cmd
}

func output(cmd *exec.Cmd) (string, error) {
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, stderr.String())
	}
	return strings.TrimSpace(string(out)), nil
}

// A cost is what a process took.
type cost struct {
	cpu    time.Duration // of the user
	memory int64         // bytes at the most
}

// least runs commands by turns, so that what else the machine does bears on all, and returns the least costs of each.
func (b *bench) least(commands ...func() *exec.Cmd) ([]cost, error) {
	best := make([]cost, len(commands))
	for run := range b.runs {
		for i, command := range commands {
			cmd := command()
			if _, err := output(cmd); err != nil {
				return nil, err
			}
			c := cost{cpu: cmd.ProcessState.UserTime()}
			if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
				c.memory = usage.Maxrss << 10 // in KiB on Linux
			}
			if run == 0 {
				best[i] = c
			}
			best[i].cpu, best[i].memory = min(best[i].cpu, c.cpu), min(best[i].memory, c.memory)
		}
	}
	return best, nil
}

// generate runs wsgen over the schemas into the folder of a package.
func (b *bench) generate(pkg string, schemas ...string) *exec.Cmd {
	return b.command("./wsgen", append([]string{"generate", "--runtime", "import", "--package", pkg, "--out", "out-" + pkg}, schemas...)...)
}
