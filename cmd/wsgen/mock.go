package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/internal/mock"
)

// A stage is the flags of mock.
type stage struct {
	listen, scenario, user, password string
	keys                             []string
	lax                              bool
}

func (a *app) mockCommand() *cobra.Command {
	var s stage
	c := &cobra.Command{
		Use:   "mock INPUT...",
		Short: "Play the services of the inputs on a local address",
		RunE: func(_ *cobra.Command, inputs []string) error {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return a.mock(ctx, s, inputs)
		},
	}
	c.Flags().StringVar(&s.listen, "listen", "127.0.0.1:0", "address to listen on")
	c.Flags().StringVar(&s.scenario, "scenario", "", "scenario file")
	c.Flags().StringVar(&s.user, "user", "", "the one user name that is let in")
	c.Flags().StringVar(&s.password, "password", "", "that user's password")
	c.Flags().BoolVar(&s.lax, "lax", false, laxUsage)
	c.Flags().StringArrayVar(&s.keys, "key", nil, "a key that callers have")
	return c
}

// mock serves until ctx ends. Addresses go to standard output, calls to standard error.
func (a *app) mock(ctx context.Context, s stage, inputs []string) error {
	if len(inputs) == 0 {
		return errors.New("mock: no INPUT; name a WSDL or a YAML spec")
	}
	if (s.user == "") != (s.password == "") {
		return errors.New("mock: --user and --password go together")
	}
	server, services, err := a.stage(s, inputs)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", s.listen)
	if err != nil {
		return err
	}
	if ip, ok := listener.Addr().(*net.TCPAddr); ok && !ip.IP.IsLoopback() {
		a.log.Warnf("%s can be reached from other machines", listener.Addr())
	}
	for _, name := range services {
		fmt.Fprintf(a.stdout, "%s http://%s/%s\n", name, listener.Addr(), name)
	}
	h := &http.Server{Handler: server, ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() { _ = h.Close() })
	if err := h.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// stage makes the server and lists the services that it plays.
func (a *app) stage(s stage, inputs []string) (*mock.Server, []string, error) {
	apis, list := gen.LoadAs(gen.Config{Inputs: inputs, Lax: s.lax})
	if err := a.report(list); err != nil {
		return nil, nil, err
	}
	o := mock.Options{Keys: s.keys, Log: func(c mock.Call) {
		fmt.Fprintf(a.stderr, "%s %s %s %d %s\n", c.Method, c.Path, c.Operation, c.Status, c.Outcome)
	}}
	if s.user != "" {
		o.Users = map[string]string{s.user: s.password}
	}
	server, err := mock.New(apis, "", o)
	if err != nil {
		return nil, nil, err
	}
	if s.scenario != "" {
		x, replies, list := gen.LoadScenario("", s.scenario, server.Operations())
		if err := a.report(list); err != nil {
			return nil, nil, err
		}
		o.Scenario = scenario(x, replies)
		if server, err = mock.New(apis, "", o); err != nil {
			return nil, nil, err
		}
	}
	var services []string
	for _, api := range apis {
		if len(api.Bindings) > 0 {
			services = append(services, api.Package)
		}
	}
	return server, services, nil
}

// scenario is a parsed scenario as the mock takes it.
func scenario(x *parser.Scenario, replies map[string][]byte) *mock.Scenario {
	steps := map[string][]mock.Step{}
	drops := map[string]mock.Drop{"before": mock.DropBefore, "after": mock.DropAfter}
	for _, e := range x.Scenario.Entries {
		for _, s := range e.Value {
			steps[e.Key.V] = append(steps[e.Key.V], mock.Step{
				Reply: replies[s.Reply.V], Refusal: s.Refusal.V, Fault: s.Fault.V,
				Status: s.Status.V, Body: s.Body.V, Delay: s.Delay.V, Drop: drops[s.Drop.V], Repeat: s.Repeat.V,
			})
		}
	}
	return &mock.Scenario{Steps: steps}
}
