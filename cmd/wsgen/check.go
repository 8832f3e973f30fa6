package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"example.com/wsgen/gen"
)

func (a *app) checkCommand() *cobra.Command {
	var s selection
	c := &cobra.Command{
		Use:   "check [INPUT...]",
		Short: "Tell which files generate would change",
		RunE: func(_ *cobra.Command, inputs []string) error {
			result, err := a.generate(s, inputs)
			if err != nil {
				return err
			}
			changes, err := result.Changes()
			if err != nil {
				return err
			}
			return a.tellChanges(result, changes)
		},
	}
	s.register(c)
	return c
}

// tellChanges prints the files that generate would change, and for people why.
func (a *app) tellChanges(result *gen.Result, changes []gen.Change) error {
	for _, c := range result.Causes() {
		a.log.Error(c.Message)
	}
	for _, c := range changes {
		if c.ByHand {
			a.log.Errorf("%s: %s", c.Message(), result.Display(c.Path))
		}
		fmt.Fprintf(a.stdout, "%-7s %s\n", c.Kind, result.Display(c.Path))
	}
	if len(changes) > 0 {
		return errStale
	}
	return nil
}
