// Player calls clients of old versions: it has them send requests, and answers them with replies.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"reflect"
	"strings"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A play is one call: of its request, or of its reply.
type play struct {
	Client, Operation string
	Header, Body      string
	Reply, V12        bool
}

// A played is what became of it.
type played struct {
	Error        string
	Sent, Action string
	Again, Typed string
	Fault, Done  bool
	Drift        []string
	Fields       *tree           // of a reply, without what is kept beside them
	Blocks       map[string]tree // of its header blocks, by name
	bare         bool            // what is kept beside the fields is dropped
}

// A tree is what a field holds: a text, or what is in a struct or a list.
type tree struct {
	Text         string
	Struct, List []tree
}

// operations are those of each client.
var operations = map[string][]*soap.Operation{}

func main() {
	var calls []play
	err := json.NewDecoder(os.Stdin).Decode(&calls)
	results := make([]played, len(calls))
	for i := range calls {
		results[i].run(&calls[i])
		if calls[i].Reply && results[i].Error == "" {
			results[i].typed(&calls[i])
		}
	}
	if err := errors.Join(err, json.NewEncoder(os.Stdout).Encode(results)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (r *played) run(p *play) {
	op := find(p)
	if op == nil {
		r.Error = "the old version has no operation " + p.Operation
		return
	}
	var err error
	if p.Reply {
		err = r.receive(p, op)
	} else {
		err = r.send(p, op)
	}
	if err != nil {
		r.Error = err.Error()
	}
}

// typed keeps what callers read of a reply without looking into what is kept for later: that written again. What can't be written
// without the rest is not all in its fields.
func (r *played) typed(p *play) {
	bare := played{bare: true}
	bare.run(p)
	r.Typed, r.Fields = bare.Again, bare.Fields
	if bare.Error != "" {
		r.Error = "without what is kept: " + bare.Error
	}
}

// find returns an operation, the one of the message's version of SOAP where there are two.
func find(p *play) (found *soap.Operation) {
	for _, op := range operations[p.Client] {
		if op.Name == p.Operation && (found == nil || (op.Binding.Version == soap.V12) == p.V12) {
			found = op
		}
	}
	return found
}

var errSent = errors.New("sent")

// send has the client send what the text says and keeps what it is on the wire.
func (r *played) send(p *play, op *soap.Operation) error {
	err := r.call(op, p, func(req *http.Request) (*http.Response, error) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		r.Sent, r.Action = string(body), action(req)
		return nil, errSent
	})
	if errors.Is(err, errSent) {
		return nil
	}
	return err
}

// action is the SOAP action of a request (SOAP 1.1, clause 6.1.1; SOAP 1.2 part 2, clause 6.5).
func action(req *http.Request) string {
	if text := req.Header.Get("SOAPAction"); text != "" {
		return strings.Trim(text, `"`)
	}
	_, params, _ := mime.ParseMediaType(req.Header.Get("Content-Type"))
	return params["action"]
}

// receive has the client make a call without content, answers it, and writes again what the client read.
func (r *played) receive(p *play, op *soap.Operation) error {
	bare := &soap.Operation{
		Binding: op.Binding, Name: op.Name, Action: op.Action, In: new(soap.Message), Out: op.Out,
		Faults: op.Faults, HeaderFaults: op.HeaderFaults, Status: op.Status,
	}
	err := r.call(bare, &play{}, func(*http.Request) (*http.Response, error) { return answer(p), nil })
	var fault *soap.Fault
	if errors.As(err, &fault) {
		r.Fault, r.Again = true, fault.Raw.XML
		if r.bare {
			r.Again, err = detail(op, fault.Detail)
			return err
		}
		return nil
	}
	r.Done = op.Out == nil
	return err
}

// detail writes the typed detail of a fault without what is kept beside its fields.
func detail(op *soap.Operation, x xmltext.Node) (string, error) {
	for _, part := range op.Faults {
		if x != nil && reflect.TypeOf(part.New()) == reflect.TypeOf(x) {
			drop(reflect.ValueOf(x))
			alone := &soap.Operation{Binding: op.Binding, Name: op.Name, In: new(soap.Message), Out: &soap.Message{Body: []soap.Part{part}}}
			text, err := soap.Replay(alone, nil, nil, nil, func(...soap.CallOption) (xmltext.Node, error) { return x, nil })
			return string(text), err
		}
	}
	return "", nil
}

// call sends the text as a typed request.
func (r *played) call(op *soap.Operation, p *play, do doer) error {
	client, err := soap.NewClient(op.Binding, "https://pair.invalid/", soap.WithHTTPClient(do), soap.WithCredentials(soap.UserPassword("u", "p")),
		soap.OnDrift(func(_ context.Context, d soap.Drift) { r.Drift = append(r.Drift, d.Path+": "+d.Kind.String()) }))
	if err != nil {
		return err
	}
	var in, out xmltext.Node
	if len(op.In.Body) > 0 {
		in = op.In.Body[0].New()
	}
	if op.Out != nil && len(op.Out.Body) > 0 {
		out = op.Out.Body[0].New()
	}
	blocks := map[string]xmltext.Node{}
	again, err := soap.Replay(op, []byte(p.Header), []byte(p.Body), in, func(opts ...soap.CallOption) (xmltext.Node, error) {
		if out == nil {
			return nil, soap.Send(context.Background(), client, op, in, opts)
		}
		for _, part := range op.Out.Headers {
			n := part.New()
			blocks[part.Name.Local] = n
			opts = append(opts, soap.HeaderInto(part, n))
		}
		x, err := soap.Call(context.Background(), client, op, in, out, opts)
		if r.bare && err == nil {
			drop(reflect.ValueOf(out))
			fields := treeOf(reflect.ValueOf(out))
			r.Fields = &fields
		}
		return x, err
	})
	r.Again, r.Blocks = string(again), map[string]tree{}
	for name, n := range blocks {
		drop(reflect.ValueOf(n))
		r.Blocks[name] = treeOf(reflect.ValueOf(n))
	}
	return err
}

// drop empties each Extra within a value that is read through a pointer.
func drop(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			drop(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			drop(v.Index(i))
		}
	case reflect.Struct:
		if v.CanAddr() && v.Type() == reflect.TypeFor[xsd.Extra]() {
			*(*xsd.Extra)(v.Addr().UnsafePointer()) = xsd.Extra{} // a field of a type of the runtime may be one that is not exported
			return
		}
		for i := range v.NumField() {
			drop(v.Field(i))
		}
	}
}

// treeOf reads what is in a field. Values of the runtime's types are texts.
func treeOf(v reflect.Value) tree {
	t := tree{}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			return treeOf(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			t.List = append(t.List, treeOf(v.Index(i)))
		}
	case reflect.Struct:
		if strings.Contains(v.Type().PkgPath(), "/runtime/") {
			return tree{Text: fmt.Sprint(v.Interface())}
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				t.Struct = append(t.Struct, treeOf(v.Field(i)))
			}
		}
	default:
		t.Text = fmt.Sprint(v.Interface())
	}
	return t
}

type doer func(*http.Request) (*http.Response, error)

func (d doer) Do(req *http.Request) (*http.Response, error) { return d(req) }

// answer is the HTTP reply of a server: 202 where it has nothing to say, 500 for a fault.
func answer(p *play) *http.Response {
	space, media, status := "http://schemas.xmlsoap.org/soap/envelope/", "text/xml", http.StatusOK
	if p.V12 {
		space, media = "http://www.w3.org/2003/05/soap-envelope", "application/soap+xml"
	}
	text := ""
	switch {
	case p.Body == "":
		status = http.StatusAccepted
	default:
		text = `<e:Envelope xmlns:e="` + space + `"><e:Header>` + p.Header + `</e:Header><e:Body>` + p.Body + `</e:Body></e:Envelope>`
		if name, _, _ := strings.Cut(p.Body, ">"); strings.Contains(name, ":Fault") {
			status = http.StatusInternalServerError
		}
	}
	return &http.Response{
		StatusCode: status, Header: http.Header{"Content-Type": {media + "; charset=utf-8"}}, ContentLength: int64(len(text)),
		Body: io.NopCloser(bytes.NewReader([]byte(text))),
	}
}
