package difftest_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// A linter validates elements against the schemas of a version, which lie in a folder.
type linter struct {
	xmllint, dir string
	count        int
}

// valid says why an element is not valid under a schema of the folder.
func (l *linter) valid(schema, text string) error {
	l.count++
	file := filepath.Join(l.dir, "message-"+strconv.Itoa(l.count)+".xml")
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		return err
	}
	out, err := exec.Command(l.xmllint, "--nonet", "--noout", "--schema", filepath.Join(l.dir, schema), file).CombinedOutput()
	exit, ok := errors.AsType[*exec.ExitError](err)
	switch {
	case err == nil:
		return nil
	case ok && exit.ExitCode() == 3: // of xmllint: the document is not valid
		first, _, _ := strings.Cut(strings.ReplaceAll(string(out), file, "message"), "\n")
		return &invalidError{first}
	}
	return fmt.Errorf("xmllint: %w\n%s", err, out)
}

// An invalidError is a verdict, any other error a mistake of the pair.
type invalidError struct{ why string }

func (e *invalidError) Error() string { return e.why }

func invalid(format string, args ...any) error { return &invalidError{fmt.Sprintf(format, args...)} }

// long reports whether random tests are to go on for minutes.
func long() bool { return os.Getenv("WSGEN_LONG") == "1" }

// effort is where random tests of batches start, and how many they make.
func effort() (seed uint64, batches int) {
	seed, batches = 1, 1
	if long() {
		batches = 5
	}
	if n, err := strconv.Atoi(os.Getenv("WSGEN_BATCHES")); err == nil {
		batches = n
	}
	if n, err := strconv.ParseUint(os.Getenv("WSGEN_SEED"), 10, 64); err == nil {
		seed = n
	}
	return seed, batches
}
