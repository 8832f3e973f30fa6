package main

import (
	"github.com/spf13/cobra"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/source"
)

// A selection is the flags that say what is generated and where to.
type selection struct {
	out, pkg, runtime string
	operations        string
	lax, conformance  bool
	validate          bool
	split             string
}

func (s *selection) register(c *cobra.Command) {
	c.Flags().StringVar(&s.out, "out", "", "output folder")
	c.Flags().StringVar(&s.pkg, "package", "", "name of the package, for a single INPUT")
	c.Flags().StringVar(&s.runtime, "runtime", "", "import or embed")
	c.Flags().StringVar(&s.operations, "operations", "", "names and globs of the operations to generate, for a single WSDL")
	c.Flags().BoolVar(&s.lax, "lax", false, laxUsage)
	c.Flags().BoolVar(&s.validate, "validate", false, "give every type of a schema a method Validate")
	c.Flags().StringVar(&s.split, "split", "", "namespace: a package for the types of each namespace")
}

// laxUsage says what --lax does, which all commands have that read contracts.
const laxUsage = "warn of references to what no schema declares"

func (a *app) generateCommand() *cobra.Command {
	var s selection
	c := &cobra.Command{
		Use:   "generate [INPUT...]",
		Short: "Write the packages that the inputs give",
		RunE: func(_ *cobra.Command, inputs []string) error {
			result, err := a.generate(s, inputs)
			if err != nil {
				return err
			}
			if err := result.Downgrade(); err != nil {
				return err
			}
			for _, c := range result.Causes() {
				a.log.Info(c.Message)
			}
			if err := a.warnOfEdits(result); err != nil {
				return err
			}
			changes, err := result.Write()
			if err != nil {
				return err
			}
			for _, c := range changes {
				a.log.Infof("%-7s %s", c.Kind, result.Display(c.Path))
			}
			return nil
		},
	}
	s.register(c)
	c.Flags().BoolVar(&s.conformance, "conformance", false, "add entry points for conformance suites")
	if err := c.Flags().MarkHidden("conformance"); err != nil {
		panic(err) // the flag is above
	}
	return c
}

// warnOfEdits names the files whose changes by hand generate is about to lose.
func (a *app) warnOfEdits(result *gen.Result) error {
	changes, err := result.Changes()
	if err != nil {
		return err
	}
	for _, c := range changes {
		if !c.ByHand {
			continue
		}
		done := "it is written anew"
		if c.Kind == gen.Removed {
			done = "no input gives it any more, it is removed"
		}
		a.log.Warnf("generated file was edited by hand: %s; %s", result.Display(c.Path), done)
		if a.strict {
			err = errStrict
		}
	}
	return err
}

// generate runs the pipeline in memory and prints its diagnostics.
func (a *app) generate(s selection, inputs []string) (*gen.Result, error) {
	result, list := a.pipeline(s, inputs)
	return result, a.report(list)
}

// pipeline runs the pipeline in memory.
func (a *app) pipeline(s selection, inputs []string) (*gen.Result, source.List) {
	steps := stages{tell: a.log.Infof}
	result, list := gen.Generate(gen.Config{
		Inputs:     inputs,
		Out:        s.out,
		Package:    s.pkg,
		Mode:       gen.Mode(s.runtime),
		Runtime:    newRuntime(),
		Trace:      steps.begin,
		Operations: s.operations,
		Lax:        s.lax,

		Conformance: s.conformance,
		Validate:    s.validate,
		Split:       s.split,
	})
	steps.end()
	return result, list
}
