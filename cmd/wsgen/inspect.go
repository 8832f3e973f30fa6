package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/inspect"
)

// A view is what inspect is asked to show.
type view struct {
	format, operations string
	coverage, lax      bool
}

func (a *app) inspectCommand() *cobra.Command {
	var v view
	c := &cobra.Command{
		Use:   "inspect INPUT...",
		Short: "Print the contract as wsgen understands it",
		RunE: func(_ *cobra.Command, inputs []string) error {
			switch {
			case v.format != "text" && v.format != "json":
				return fmt.Errorf("--format %q: text or json", v.format)
			case len(inputs) == 0:
				return errors.New("inspect: no INPUT; name a WSDL, a schema or a YAML spec")
			case v.coverage:
				return a.inspectCoverage(v, inputs)
			}
			return a.inspectContracts(v, inputs)
		},
	}
	c.Flags().StringVar(&v.format, "format", "text", "text or json")
	c.Flags().StringVar(&v.operations, "operations", "", "names and globs of the operations to show, for a single WSDL")
	c.Flags().BoolVar(&v.coverage, "coverage", false, "print what became of each construct")
	c.Flags().BoolVar(&v.lax, "lax", false, laxUsage)
	return c
}

func (v view) config(inputs []string) gen.Config {
	return gen.Config{Inputs: inputs, Operations: v.operations, Lax: v.lax}
}

func (a *app) inspectContracts(v view, inputs []string) error {
	print := map[string]func(*contract.API) []byte{"text": inspect.Text, "json": inspect.JSON}[v.format]
	apis, list := gen.LoadAs(v.config(inputs))
	if err := a.report(list); err != nil {
		return err
	}
	for i, api := range apis {
		if err := a.show(v, i, print(api)); err != nil {
			return err
		}
	}
	return nil
}

// inspectCoverage prints its reports where there are errors, too: what is refused is part of them.
func (a *app) inspectCoverage(v view, inputs []string) error {
	print := map[string]func(*contract.API, []contract.Construct) []byte{"text": inspect.CoverageText, "json": inspect.CoverageJSON}[v.format]
	covered, list := gen.Coverage(v.config(inputs))
	for i, c := range covered {
		if err := a.show(v, i, print(c.API, c.Constructs)); err != nil {
			return err
		}
	}
	return a.report(list)
}

// show prints one of several reports.
func (a *app) show(v view, i int, text []byte) error {
	if i > 0 && v.format == "text" {
		text = append([]byte("\n"), text...)
	}
	_, err := a.stdout.Write(text)
	return err
}
