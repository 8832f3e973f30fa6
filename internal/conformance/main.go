// Command conformance measures wsgen against public suites, which stand in the folder that WSGEN_SHARED names, and
// compares what fails with lists of known failures beside this file.
//
//	conformance [-sample N] [-run REGEXP] [-work DIR] xsd|invalid|wsdl
//
// xsd is the round trip of documents: it runs the suite's own harness and has the equal outputs validated by xmllint.
// invalid changes the suite's valid documents in one place each and counts, of those that xmllint finds invalid, how many
// generated code refuses to decode, reports as drift, or finds invalid with methods Validate. wsdl has the clients of WSDLs called by the harness of one suite, generates,
// builds and vets the contracts of another, and gives wsgen the broken ones of a third.
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
	"path"
	"path/filepath"
	"syscall"
	"time"

	"example.com/wsgen/runtime"
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
	suites string // the folder that holds a folder for each suite
}

// errFailed says that what failed is printed.
var errFailed = errors.New("not as the list of known failures says")

func (r *run) start(args []string) error {
	measure := map[string]func(io.Writer) error{"xsd": r.xsd, "invalid": r.invalid, "wsdl": r.wsdl}
	if len(args) != 1 || measure[args[0]] == nil {
		return errors.New("name what to measure: xsd, invalid or wsdl")
	}
	shared := os.Getenv("WSGEN_SHARED")
	if shared == "" {
		fmt.Fprintf(os.Stderr, "SKIPPED: conformance %s; WSGEN_SHARED names no folder\n", args[0])
		return nil
	}
	var err error
	if r.suites, err = filepath.Abs(filepath.Join(shared, "suites")); err != nil {
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
	if err := os.MkdirAll(r.work, 0o755); err != nil {
		return err
	}
	start := time.Now()
	err = measure[args[0]](os.Stdout)
	fmt.Printf("\n%.1f CPU minutes in %.1f minutes\n", cpu().Minutes(), time.Since(start).Minutes())
	return err
}

// w3c is the folder of the W3C's suite of XML Schema.
func (r *run) w3c() string { return filepath.Join(r.suites, "w3c") }

func (r *run) xsd(out io.Writer) error {
	if err := r.harness(r.w3c(), "{schemas}", "-sample", fmt.Sprint(r.sample)); err != nil {
		return err
	}
	cases, err := readCases(filepath.Join(r.work, "results", "results.tsv"))
	if err != nil {
		return err
	}
	judge := &judge{suite: r.w3c()}
	if err := judge.validate(cases); err != nil {
		return err
	}
	summarize(out, cases)
	judge.print(out)
	var outcomes []outcome
	for _, c := range cases {
		outcomes = append(outcomes, c.outcome())
	}
	return r.compare(out, "xsd.tsv", outcomes)
}

// compare compares outcomes with a list of known failures. In a run of all cases, a known failure that did not occur
// is out of date.
func (r *run) compare(out io.Writer, list string, outcomes []outcome) error {
	known, err := readKnown(filepath.Join(r.root, "internal", "conformance", list))
	if err != nil {
		return err
	}
	if known.compare(out, outcomes, r.sample == 0 && r.only == "") {
		return errFailed
	}
	return nil
}

// wsgen builds the command and returns its file.
func (r *run) wsgen() (string, error) {
	file := filepath.Join(r.work, "bin", "wsgen") // a harness has a folder wsgen
	build := exec.Command("go", "build", "-o", file, "./cmd/wsgen")
	build.Dir, build.Stderr = r.root, os.Stderr
	if err := build.Run(); err != nil {
		return "", fmt.Errorf("go build: %w", err)
	}
	return file, nil
}

// requirement is what a go.mod says whose packages import the runtime of this repository.
func (r *run) requirement() string {
	module := path.Dir(runtime.ImportPath())
	return "require " + module + " v0.0.0\nreplace " + module + " => " + r.root + "\n"
}

// harness runs the harness of a suite with wsgen. Inputs is how the suite calls those of the generator.
func (r *run) harness(suite, inputs string, args ...string) error {
	wsgen, err := r.wsgen()
	if err != nil {
		return err
	}
	mod := filepath.Join(r.work, "wsgen.mod")
	if err := os.WriteFile(mod, []byte(r.requirement()), 0o644); err != nil {
		return err
	}
	args = append([]string{
		"run", "./harness", "-name", "wsgen", "-work", r.work, "-out", filepath.Join(r.work, "results"), "-gomod", mod,
		"-gen", wsgen + " generate --conformance --package {package} --out {out} " + inputs, "-run", r.only, "-gen-timeout", "1m",
	}, args...)
	c := exec.Command("go", args...)
	c.Dir, c.Stdout, c.Stderr = suite, io.Discard, os.Stderr
	c.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	if err := c.Run(); err != nil {
		return fmt.Errorf("the harness of %s: %w", filepath.Base(suite), err)
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
