package main

import (
	"cmp"
	"fmt"
	goruntime "runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"example.com/wsgen/gen"
)

// versions says what this is: the version that the lock states, the module that it was built from, and Go's.
func versions() string {
	text := gen.Version
	if info, ok := debug.ReadBuildInfo(); ok {
		text += "\nmodule " + info.Main.Path + " " + cmp.Or(info.Main.Version, "(devel)")
	}
	return text + "\n" + goruntime.Version()
}

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of wsgen, of its module and of Go",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(a.stdout, versions())
			return err
		},
	}
}
