// Command conformance measures wsgen against public suites, which stand in the folder that WSGEN_SHARED names: it
// runs the suite's own harness, has the equal outputs validated by xmllint and compares what fails with the list of
// known failures, xsd.tsv beside this file.
//
//	conformance [-sample N] [-run REGEXP] [-work DIR] xsd|invalid
//
// xsd is the round trip. invalid changes the suite's valid documents in one place each and counts how many of those that
// xmllint finds invalid are so by the rules of methods Validate.
//
// It exits with 1 when something fails that the list does not know of or, in a run of the whole suite, when the list
// names a case that passes or that there is none of.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

func main() {
	var r run
	flag.IntVar(&r.sample, "sample", 0, "take about N schemas, always the same; 0 for all")
	flag.StringVar(&r.only, "run", "", "take the groups that match a regular expression")
	flag.StringVar(&r.work, "work", "", "keep generated code and documents in a folder")
	flag.Parse()
	if err := r.start(flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(1)
	}
}

// A run is one measurement.
type run struct {
	sample int
	only   string
	work   string
	root   string // of the repository
	suite  string
}

// errFailed says that what failed is printed.
var errFailed = errors.New("not as the list of known failures says")

func (r *run) start(args []string) error {
	if len(args) != 1 || args[0] != "xsd" && args[0] != "invalid" {
		return errors.New("name the suite: xsd or invalid")
	}
	shared := os.Getenv("WSGEN_SHARED")
	if shared == "" {
		fmt.Fprintln(os.Stderr, "SKIPPED: the W3C XML Schema suite; WSGEN_SHARED names no folder")
		return nil
	}
	var err error
	if r.suite, err = filepath.Abs(filepath.Join(shared, "suites", "w3c")); err != nil {
		return err
	}
	if r.root, err = os.Getwd(); err != nil {
		return err
	}
	if r.work == "" {
		if r.work, err = os.MkdirTemp("", "wsgen-conformance-"); err != nil {
			return err
		}
		defer os.RemoveAll(r.work)
	} else if r.work, err = filepath.Abs(r.work); err != nil {
		return err
	}
	if args[0] == "invalid" {
		return r.invalid(os.Stdout)
	}
	return r.xsd(os.Stdout)
}

// whole reports whether the run takes all cases, so that a known failure that did not occur is out of date.
func (r *run) whole() bool { return r.sample == 0 && r.only == "" }

func (r *run) xsd(out io.Writer) error {
	start := time.Now()
	if err := r.harness(); err != nil {
		return err
	}
	cases, err := readCases(filepath.Join(r.work, "results", "results.tsv"))
	if err != nil {
		return err
	}
	judge := &judge{suite: r.suite}
	if err := judge.validate(cases); err != nil {
		return err
	}
	known, err := readKnown(filepath.Join(r.root, "internal", "conformance", "xsd.tsv"))
	if err != nil {
		return err
	}
	summarize(out, cases)
	judge.print(out)
	wrong := known.compare(out, cases, r.whole())
	fmt.Fprintf(out, "\n%.1f CPU minutes in %.1f minutes\n", cpu().Minutes(), time.Since(start).Minutes())
	if wrong {
		return errFailed
	}
	return nil
}

// harness builds wsgen and runs the suite's harness with it.
func (r *run) harness() error {
	wsgen := filepath.Join(r.work, "bin", "wsgen") // the harness has a folder wsgen
	build := exec.Command("go", "build", "-o", wsgen, "./cmd/wsgen")
	build.Dir, build.Stderr = r.root, os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("go build: %w", err)
	}
	mod := filepath.Join(r.work, "wsgen.mod")
	if err := os.WriteFile(mod, fmt.Appendf(nil, "require example.com/wsgen v0.0.0\nreplace example.com/wsgen => %s\n", r.root), 0o644); err != nil {
		return err
	}
	args := []string{
		"run", "./harness", "-name", "wsgen", "-work", r.work, "-out", filepath.Join(r.work, "results"), "-gomod", mod,
		"-gen", wsgen + " generate --conformance --package {package} --out {out} {schemas}", "-run", r.only,
		"-gen-timeout", "1m",
	}
	if r.sample > 0 {
		args = append(args, "-sample", fmt.Sprint(r.sample))
	}
	c := exec.Command("go", args...)
	c.Dir, c.Stdout, c.Stderr = r.suite, io.Discard, os.Stderr
	c.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	if err := c.Run(); err != nil {
		return fmt.Errorf("the suite's harness: %w", err)
	}
	return nil
}

// cpu is the time that this process and its children took of processors.
func cpu() time.Duration {
	var total time.Duration
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		if syscall.Getrusage(who, &u) == nil {
			total += time.Duration(u.Utime.Nano() + u.Stime.Nano())
		}
	}
	return total
}
