package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/source"
)

// errChanged says that diff found what --fail-on asks for.
var errChanged = errors.New("the contract has changed")

// A comparison is what diff is asked for.
type comparison struct {
	format, failOn   string
	rules, docs, lax bool
}

func (a *app) diffCommand() *cobra.Command {
	var d comparison
	c := &cobra.Command{
		Use:   "diff [OLD NEW]",
		Short: "Tell what changed between two versions of a contract, and what that breaks",
		RunE: func(_ *cobra.Command, operands []string) error {
			write, ok := diffFormats[d.format]
			switch {
			case !ok:
				return fmt.Errorf("--format %q: text, markdown, json or sarif", d.format)
			case !slices.Contains(failLevels, d.failOn):
				return fmt.Errorf("--fail-on %q: %s", d.failOn, strings.Join(failLevels, ", "))
			case d.rules && ruleFormats[d.format] == nil:
				return fmt.Errorf("--rules --format %s: text, markdown or json", d.format)
			case d.rules && len(operands) > 0:
				return errors.New("diff: --rules lists all rules, and takes no OLD and NEW")
			case d.rules:
				return ruleFormats[d.format](a.stdout)
			case len(operands) != 0 && len(operands) != 2:
				return errors.New("diff: OLD and NEW, or neither for wsgen.lock and the working tree")
			}
			r, err := a.compare(d, operands)
			if err != nil {
				return err
			}
			if err := write(r, a.stdout); err != nil {
				return err
			}
			if r.stale {
				return errReported
			}
			return r.failure(d.failOn)
		},
	}
	c.Flags().StringVar(&d.format, "format", "text", "text, markdown, json or sarif")
	c.Flags().StringVar(&d.failOn, "fail-on", "breaking", strings.Join(failLevels, ", ")+"; by the verdicts about messages, not those about Go code")
	c.Flags().BoolVar(&d.rules, "rules", false, "list the rules with an example of each")
	c.Flags().BoolVar(&d.docs, "docs", false, "show changed documentation, too")
	c.Flags().BoolVar(&d.lax, "lax", false, laxUsage)
	return c
}

// A report is what diff has found.
type report struct {
	changes  []diff.Change
	accepted []*diff.Acceptance // of each change, nil for none
	stale    bool               // an overlay of the new version has an entry that matches nothing
}

// compare reads both sides and compares them.
func (a *app) compare(d comparison, operands []string) (*report, error) {
	var old, new *side
	var err error
	defer func() { old.close(); new.close() }()
	if len(operands) == 0 {
		old, new, err = lockedSides()
	} else {
		old, new, err = sides(operands[0], operands[1])
	}
	if err != nil {
		return nil, err
	}
	was, err := a.read(old, d.lax, true)
	if err != nil {
		return nil, err
	}
	is, err := a.read(new, d.lax, false)
	if err != nil {
		return nil, err
	}
	changes, found := gen.Compare(was, is)
	if err := a.report(found); err != nil {
		return nil, err
	}
	if !d.docs {
		changes = slices.DeleteFunc(changes, func(c diff.Change) bool { return c.Rule == "doc-changed" })
	}
	list, err := a.acceptances(is, new)
	if err != nil {
		return nil, err
	}
	accepted, found := diff.Accept(changes, list, time.Now())
	return &report{changes, accepted, new.stale}, a.report(found)
}

// failLevels are the values of --fail-on.
var failLevels = []string{"none", "unknown", "breaking", "any"}

// failure is errChanged where a change that nobody accepted is at or above a level.
func (r *report) failure(level string) error {
	counts := r.counts()
	n := map[string]int{
		"breaking": counts[diff.Breaking],
		"unknown":  counts[diff.Breaking] + counts[diff.Unknown],
		"any":      counts[diff.Breaking] + counts[diff.Unknown] + counts[diff.Compatible],
	}[level]
	if n == 0 {
		return nil
	}
	return fmt.Errorf("%w: %s", errChanged, r.summary())
}

// counts are the changes that were not accepted, by verdict.
func (r *report) counts() map[diff.Wire]int {
	counts := map[diff.Wire]int{}
	for i, c := range r.changes {
		if r.accepted[i] == nil {
			counts[c.Wire]++
		}
	}
	return counts
}

// summary counts the changes in words.
func (r *report) summary() string {
	counts := r.counts()
	var words []string
	for _, w := range []diff.Wire{diff.Breaking, diff.Unknown, diff.Compatible} {
		if counts[w] > 0 {
			words = append(words, fmt.Sprintf("%d %s", counts[w], w))
		}
	}
	if n := len(r.changes) - counts[diff.Breaking] - counts[diff.Unknown] - counts[diff.Compatible]; n > 0 {
		words = append(words, fmt.Sprintf("%d accepted", n))
	}
	if len(words) == 0 {
		return "no changes"
	}
	return strings.Join(words, ", ")
}

// place is where a declaration stands, for people; "" for nowhere.
func place(s source.Span) string {
	if s.File == nil {
		return ""
	}
	line, column := s.Position()
	return fmt.Sprintf("%s:%d:%d", s.File.Path, line, column)
}
