package main

import (
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/drift"
)

func (a *app) driftCommand() *cobra.Command {
	var cfg gen.Config
	var spec string
	c := &cobra.Command{
		Use:   "drift [--spec FILE] EVENTS...",
		Short: "Propose an overlay for what clients logged of other replies than the contract says",
		RunE: func(cmd *cobra.Command, logs []string) error {
			if len(logs) == 0 {
				return errors.New("drift: no EVENTS; name the logs of clients, or - for standard input")
			}
			var log drift.Log
			for _, name := range logs {
				before := log.Count()
				if err := readLog(&log, name, cmd.InOrStdin()); err != nil {
					return err
				}
				if log.Count() == before {
					a.log.Warnf("no events in %s", name)
				}
			}
			contracts, err := a.contracts(cfg, spec)
			if err != nil {
				return err
			}
			if log.Other > 0 {
				a.log.Infof("%d lines tell of no drift", log.Other)
			}
			return drift.Propose(a.stdout, &log, contracts)
		},
	}
	c.Flags().StringVar(&spec, "spec", "", "spec or WSDL that the clients were generated from (default: the inputs of wsgen.yaml)")
	c.Flags().BoolVar(&cfg.Lax, "lax", false, laxUsage)
	return c
}

// readLog adds the events of a file, or of standard input for "-".
func readLog(log *drift.Log, name string, stdin io.Reader) error {
	if name == "-" {
		return log.Read(stdin)
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return log.Read(f)
}

// contracts are those of a spec, or of the project file without one.
func (a *app) contracts(cfg gen.Config, spec string) ([]drift.Contract, error) {
	if spec != "" {
		cfg.Inputs = []string{spec}
	}
	found, list := gen.PlaceContracts(cfg)
	if err := a.report(list); err != nil {
		return nil, err
	}
	var out []drift.Contract
	for _, c := range found {
		out = append(out, drift.Contract{API: c.API, Hash: c.Hash, File: c.Document})
	}
	return out, nil
}
