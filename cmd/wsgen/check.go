package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"example.com/wsgen/gen"
)

func (a *app) checkCommand() *cobra.Command {
	var s selection
	var format string
	c := &cobra.Command{
		Use:   "check [INPUT...]",
		Short: "Tell which files generate would change",
		RunE: func(_ *cobra.Command, inputs []string) error {
			write, ok := findingFormats[format]
			if !ok {
				return fmt.Errorf("--format %q: text, github or gitlab", format)
			}
			found, err := a.check(s, inputs)
			if err := write(found, a.stdout); err != nil {
				return err
			}
			return err
		},
	}
	s.register(c)
	c.Flags().StringVar(&format, "format", "text", "text, github or gitlab")
	return c
}

// check compares what the inputs give with the disk. It tells people on standard error what is wrong, and returns the
// same for a report.
func (a *app) check(s selection, inputs []string) (findings, error) {
	result, list := a.pipeline(s, inputs)
	found := ofDiagnostics(list, a.strict)
	if err := a.report(list); err != nil {
		return found, err
	}
	changes, err := result.Changes()
	if err != nil {
		return append(found, ofError(err)...), err
	}
	for _, c := range result.Causes() {
		a.log.Error(c.Message)
		found = append(found, finding{ID: c.ID, Path: c.Path, Line: c.Line, Message: c.Message})
	}
	for _, c := range changes {
		path := result.Display(c.Path)
		message := c.Message() + ": " + path
		if c.ByHand {
			a.log.Error(message)
		}
		found = append(found, finding{ID: string(c.Kind), Path: path, Message: message, Change: c.Kind})
	}
	if len(changes) > 0 {
		return found, fmt.Errorf("%w; %s", errStale, advice(result, changes))
	}
	return found, nil
}

// advice says what to do about changes: generate refuses what a newer wsgen wrote, and overwrites what people did.
func advice(result *gen.Result, changes []gen.Change) string {
	switch {
	case result.Downgrade() != nil:
		return "run the newer wsgen that wrote it"
	case slices.ContainsFunc(changes, func(c gen.Change) bool { return c.ByHand }):
		return "move what was edited by hand elsewhere, then run wsgen generate, which overwrites it"
	}
	return "run wsgen generate"
}
