package main

import (
	"bytes"
	_ "embed"
	"slices"
	"strings"
)

//go:embed doc.go
var doc []byte

// manual returns the package comment.
func manual() string {
	comment, _, _ := bytes.Cut(doc, []byte("\npackage "))
	var b strings.Builder
	for line := range strings.Lines(string(comment) + "\n") {
		b.WriteString(strings.TrimPrefix(strings.TrimPrefix(line, "//"), " "))
	}
	return strings.TrimSpace(b.String())
}

// manualOf returns what the manual says of one of the commands: its line of the synopsis, the paragraphs from that which begins
// with its name to those of the next command, its flags and those of all commands, and the exit codes.
func manualOf(command string, commands []string) string {
	var parts []string
	about := false
	for part := range strings.SplitSeq(manual(), "\n\n") {
		word, rest, _ := strings.Cut(part, " ")
		line, _, _ := strings.Cut(rest, "\n")
		switch topic := strings.ToLower(strings.TrimSuffix(word, ",")); {
		case word == "\twsgen":
			parts = append(parts, synopsis(part, command))
			continue
		case word == "Flags":
			about = slices.ContainsFunc(strings.FieldsFunc(line, isSeparator), func(w string) bool { return w == command || w == "all" })
		case word == "Results":
			about = true
		case slices.Contains(commands, topic):
			about = topic == command
		case word == "In":
			about = false
		}
		if about {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "\n\n")
}

// isSeparator reports what stands between the commands that a heading names.
func isSeparator(r rune) bool { return strings.ContainsRune(" ,:", r) }

// synopsis is the line about a command.
func synopsis(all, command string) string {
	for line := range strings.SplitSeq(all, "\n") {
		if words := strings.Fields(line); words[1] == command {
			return line
		}
	}
	return ""
}
