package main

import (
	"errors"
	"io"
	"os"
	goruntime "runtime"

	"github.com/sirupsen/logrus"
	"github.com/spf13/cobra"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/source"
	"example.com/wsgen/runtime"
)

const (
	exitStale = 1
	exitBad   = 2
)

var (
	// errStale says that check found changes, which it has printed.
	errStale = errors.New("not current")
	// errReported says that diagnostics were printed.
	errReported = errors.New("bad input")
	// errStrict says that warnings were printed and that the caller takes them as errors.
	errStrict = errors.New("--strict makes the warnings above errors")
)

func main() {
	// A run is short, and the collector would begin at 4 MB and come back often. A ballast makes it wait until a run has
	// used as much; it takes no memory itself, since nobody touches it.
	var ballast []byte
	if os.Getenv("GOGC") == "" {
		ballast = make([]byte, 150<<20)
	}
	code := run(os.Args[1:], os.Stdout, os.Stderr)
	goruntime.KeepAlive(ballast)
	os.Exit(code)
}

// run is main without the process: it returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	a := &app{stdout: stdout, stderr: stderr, log: logrus.New()}
	a.log.SetOutput(stderr)
	a.log.SetFormatter(plain{})
	a.log.SetLevel(logrus.WarnLevel)
	root := a.root()
	root.SetArgs(args)
	switch err := root.Execute(); {
	case err == nil:
		return 0
	case errors.Is(err, errStale), errors.Is(err, errChanged):
		a.log.Error(err)
		return exitStale
	case errors.Is(err, errReported):
		return exitBad
	default:
		a.log.Error(err)
		return exitBad
	}
}

// An app is what the commands share.
type app struct {
	stdout, stderr io.Writer
	log            *logrus.Logger
	strict         bool
	verbose        bool
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "wsgen",
		Short:         "Make typed Go clients from WSDL contracts and YAML specs",
		Long:          manual(),
		Version:       versions(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          unknownCommand,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return errors.New("no command; wsgen fetch, generate, check, diff, inspect, mock or drift (wsgen -h is the manual)")
		},
		PersistentPreRun: func(*cobra.Command, []string) {
			if a.verbose {
				a.log.SetLevel(logrus.InfoLevel)
			}
		},
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{
		Use: "help",
		RunE: func(_ *cobra.Command, args []string) error {
			c, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(root, args)
			}
			return c.Help()
		},
	})
	root.SetFlagErrorFunc(unknownFlag)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetHelpTemplate("{{with (or .Long .Short)}}{{.}}{{end}}\n")
	root.PersistentFlags().BoolVar(&a.strict, "strict", false, "treat warnings as errors")
	root.PersistentFlags().BoolVarP(&a.verbose, "verbose", "v", false, "tell each step and what it takes")
	root.AddCommand(a.fetchCommand(), a.generateCommand(), a.checkCommand(), a.diffCommand(), a.inspectCommand(), a.mockCommand(), a.driftCommand(), a.versionCommand())
	commands := commandNames(root)
	for _, c := range root.Commands() {
		c.Long = manualOf(c.Name(), append(commands, "help"))
	}
	return root
}

// report prints diagnostics and says whether the command may go on.
func (a *app) report(list source.List) error {
	list.Print(a.stderr)
	if list.HasErrors() {
		return errReported
	}
	if a.strict && len(list) > 0 {
		return errStrict
	}
	return nil
}

// newRuntime hands the pipeline the runtime's sources, which it can't import itself.
func newRuntime() gen.Runtime {
	return gen.Runtime{Sources: runtime.Sources(), ImportPath: runtime.ImportPath()}
}

// plain prints a log entry as its message: diagnostics are for people.
type plain struct{}

func (plain) Format(e *logrus.Entry) ([]byte, error) {
	return []byte("wsgen: " + e.Message + "\n"), nil
}
