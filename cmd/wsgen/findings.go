package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/source"
)

// A finding is one thing that check reports.
type finding struct {
	ID           string
	Path         string // relative to the current folder, slash-separated; "" for no place
	Line, Column int    // 0 for the whole file
	Message      string
	Warning      bool
	Change       gen.ChangeKind // "" where it is not about a file that generate would change
}

type findings []finding

// findingFormats print findings, by the flag's value.
var findingFormats = map[string]func(findings, io.Writer) error{"text": findings.text, "github": findings.github, "gitlab": findings.gitlab}

// ofDiagnostics are the findings of diagnostics, sorted and each once.
func ofDiagnostics(list source.List, strict bool) (found findings) {
	for _, d := range list.Compact() {
		f := finding{ID: d.ID, Message: d.Message, Warning: d.Severity == source.Warning && !strict}
		if d.Span.File != nil {
			f.Path = d.Span.File.Path
			f.Line, f.Column = d.Span.Position()
		}
		if d.Hint != "" {
			f.Message += "\nhint: " + d.Hint
		}
		for _, n := range d.Related {
			place := ""
			if n.Span.File != nil {
				line, column := n.Span.Position()
				place = fmt.Sprintf("%s:%d:%d: ", n.Span.File.Path, line, column)
			}
			f.Message += "\n" + place + n.Message
		}
		found = append(found, f)
	}
	return found
}

// ofError are the findings of an error without a place, which may join several.
func ofError(err error) (found findings) {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return findings{{ID: "output", Message: err.Error()}}
	}
	for _, e := range joined.Unwrap() {
		found = append(found, ofError(e)...)
	}
	return found
}

// text prints the files that generate would change: the rest stands on standard error.
func (fs findings) text(w io.Writer) error {
	var b strings.Builder
	for _, f := range fs {
		if f.Change != "" {
			fmt.Fprintf(&b, "%-7s %s\n", f.Change, f.Path)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// What a workflow command escapes, in its message and in its properties.
var (
	commandData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	commandProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// github prints the workflow commands of GitHub Actions that annotate files.
func (fs findings) github(w io.Writer) error {
	var b strings.Builder
	for _, f := range fs {
		command := "error"
		if f.Warning {
			command = "warning"
		}
		fmt.Fprintf(&b, "::%s ", command)
		if f.Path != "" {
			fmt.Fprintf(&b, "file=%s,line=%d,", commandProperty.Replace(inRepository(f.Path)), max(1, f.Line))
		}
		if f.Column > 0 {
			fmt.Fprintf(&b, "col=%d,", f.Column)
		}
		fmt.Fprintf(&b, "title=%s::%s\n", commandProperty.Replace("wsgen check: "+f.ID), commandData.Replace(f.Message))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// A codeQuality is an issue of GitLab's report of code quality, a subset of the format of Code Climate.
type codeQuality struct {
	Description string   `json:"description"`
	CheckName   string   `json:"check_name"`
	Fingerprint string   `json:"fingerprint"`
	Severity    string   `json:"severity"`
	Location    location `json:"location"`
}

type location struct {
	Path  string `json:"path"`
	Lines struct {
		Begin int `json:"begin"`
	} `json:"lines"`
}

// gitlab prints a report of code quality. A fingerprint does not depend on the line, so that what moves is no new issue.
func (fs findings) gitlab(w io.Writer) error {
	issues := make([]codeQuality, 0, len(fs)) // an empty report is a list, too
	seen := map[string]int{}
	for _, f := range fs {
		issue := codeQuality{Description: f.Message, CheckName: "wsgen/" + f.ID, Severity: "major"}
		if f.Warning {
			issue.Severity = "minor"
		}
		issue.Location.Path = inRepository(gen.ProjectName) // the format has no issue without a place
		if f.Path != "" {
			issue.Location.Path = inRepository(f.Path)
		}
		issue.Location.Lines.Begin = max(1, f.Line)
		key := strings.Join([]string{f.ID, issue.Location.Path, f.Message}, "\x00")
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, seen[key]))
		seen[key]++
		issue.Fingerprint = hex.EncodeToString(sum[:16])
		issues = append(issues, issue)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(issues)
}

// inRepository is a path relative to the top of the repository, where annotations count from; without a repository the
// path as it is.
func inRepository(path string) string {
	name, err := filepath.Abs(filepath.FromSlash(path))
	if err != nil {
		return path
	}
	for dir := filepath.Dir(name); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			if rel, err := filepath.Rel(dir, name); err == nil {
				return filepath.ToSlash(rel)
			}
		}
		if dir == filepath.Dir(dir) {
			return path
		}
	}
}
