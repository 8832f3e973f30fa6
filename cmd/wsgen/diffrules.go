package main

import (
	"fmt"
	"io"
	"strings"

	"example.com/wsgen/gen/diff"
)

// ruleFormats print the rules with their usual verdicts, by the flag's value.
var ruleFormats = map[string]func(io.Writer) error{"text": rulesText, "markdown": rulesMarkdown, "json": rulesJSON}

// rulesText prints an example of each rule, too.
func rulesText(w io.Writer) error {
	var b strings.Builder
	for i, r := range diff.Rules() {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%-26s request %-10s  reply %-10s  go %s\n  %s\n", r.ID, r.Request, r.Reply, r.Go, r.Doc)
		if r.Before != "" {
			fmt.Fprintf(&b, "  - %s\n", r.Before)
		}
		if r.After != "" {
			fmt.Fprintf(&b, "  + %s\n", r.After)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// rulesMarkdown prints the table of docs/diff.md.
func rulesMarkdown(w io.Writer) error {
	var b strings.Builder
	b.WriteString("| rule | request | reply | Go | |\n|---|---|---|---|---|\n")
	for _, r := range diff.Rules() {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", r.ID, r.Request, r.Reply, r.Go, r.Doc)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// A ruleJSON is a rule in the list that is printed as JSON; docs/diff.md describes it.
type ruleJSON struct {
	Rule    string `json:"rule"`
	Request string `json:"request"`
	Reply   string `json:"reply"`
	Go      string `json:"go"`
	Doc     string `json:"doc"`
	Before  string `json:"before,omitempty"`
	After   string `json:"after,omitempty"`
}

func rulesJSON(w io.Writer) error {
	var list []ruleJSON
	for _, r := range diff.Rules() {
		list = append(list, ruleJSON{r.ID, string(r.Request), string(r.Reply), string(r.Go), r.Doc, r.Before, r.After})
	}
	return encode(w, list)
}
