// Package interop_test calls servers that are not ours: SOAP stacks of other languages play the services of wsdl/ and tell what
// they decoded. make interop runs it; docs/interop.md says what it proves.
package interop_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// least is the number of calls that a run in which no stack is skipped has to make.
const least = 40

// versions are the versions of SOAP, as the addresses of the services end.
var versions = map[string]string{"11": "SOAP 1.1", "12": "SOAP 1.2"}

// A call is a row of a service's table. A client C stands for the clients of both versions.
type call[C any] struct {
	name string
	do   func(context.Context, C) (any, error)
	// decoded is what a server tells: the operation, its arguments and the header blocks as JSON.
	decoded string
	// but is what stacks tell, by name, that decode something otherwise.
	but map[string]string
	// not are stacks, by name, that can't play the operation, and why.
	not map[string]string
	// want is what do returns.
	want any
}

func TestInterop(t *testing.T) {
	if os.Getenv("WSGEN_INTEROP") != "1" {
		t.Skip("WSGEN_INTEROP is not 1: servers that are not ours are not called")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 8*time.Minute)
	defer cancel()
	made, skipped := 0, false
	for _, s := range stacks {
		t.Run(s.name, func(t *testing.T) {
			defer func() { skipped = skipped || t.Skipped() }()
			srv := start(ctx, t, s)
			fmt.Printf("%s\n", srv.version(ctx, t))
			for _, service := range s.services {
				made += services[service](ctx, t, srv)
			}
		})
	}
	fmt.Printf("%d calls\n", made)
	if made < least && !skipped {
		t.Errorf("%d calls were made, want %d", made, least)
	}
}

// services call a service of a server in both versions and return how many calls they made.
var services = map[string]func(context.Context, *testing.T, *server) int{
	"orders": callOrders,
	"totals": callTotals,
	"stock":  callStock,
}

// run makes the calls of a table in one version and compares what the server tells and what comes back.
func run[C any](ctx context.Context, t *testing.T, srv *server, service, version string, c C, calls []call[C]) int {
	t.Helper()
	made := 0
	for _, k := range calls {
		if why, ok := k.not[srv.stack.name]; ok {
			fmt.Printf("  %s %s: %s is not called: %s\n", service, versions[version], k.name, why)
			continue
		}
		made++
		t.Run(service+"/"+versions[version]+"/"+k.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
			defer cancel()
			got, err := k.do(ctx, c)
			if err != nil {
				t.Fatal(err)
			}
			decoded := k.decoded
			if other, ok := k.but[srv.stack.name]; ok {
				decoded = other
			}
			if diff := cmp.Diff(parse(t, decoded), parse(t, srv.last(ctx, t))); diff != "" {
				t.Errorf("the server decoded (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(k.want, got, cmpopts.IgnoreTypes(xsd.Extra{})); diff != "" {
				t.Errorf("the client decoded (-want +got):\n%s", diff)
			}
		})
	}
	fmt.Printf("  %s %s: %d calls\n", service, versions[version], made)
	return made
}

// parse reads JSON and keeps the text of numbers.
func parse(t *testing.T, text string) any {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return v
}

// A method is one of a generated client.
type method[C, Req, Reply any] = func(C, context.Context, *Req, ...soap.CallOption) (*Reply, error)

// send returns the reply of a method.
func send[C, Req, Reply any](m method[C, Req, Reply], req *Req) func(context.Context, C) (any, error) {
	return func(ctx context.Context, c C) (any, error) { return m(c, ctx, req) }
}

// tell calls a one-way method.
func tell[C, Req any](m func(C, context.Context, *Req, ...soap.CallOption) error, req *Req) func(context.Context, C) (any, error) {
	return func(ctx context.Context, c C) (any, error) { return nil, m(c, ctx, req) }
}

// A failure is what a table wants of a fault; Sender says whose fault it is in the words of both versions.
type failure struct {
	Sender bool
	Reason string
	Detail any
}

// fail returns the fault of a method.
func fail[C, Req, Reply any](m method[C, Req, Reply], req *Req) func(context.Context, C) (any, error) {
	return func(ctx context.Context, c C) (any, error) {
		_, err := m(c, ctx, req)
		var f *soap.Fault
		if !errors.As(err, &f) {
			return nil, fmt.Errorf("the error is no fault: %w", err)
		}
		return failure{Sender: f.Code.Local == "Client" || f.Code.Local == "Sender", Reason: f.Reason, Detail: f.Detail}, nil
	}
}
