package soap

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"

	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// NewHandler returns an [http.Handler] that serves op: it decodes the request, calls serve and
// writes its reply. Generated functions are calls of it.
//
// It takes POST alone, bodies of XML, plain or gzipped, in either version of SOAP, and answers in
// the version of the request. A message that is not what the contract says is answered by a fault
// of the sender; header blocks that must be understood are refused unless the contract names them.
// An error of serve that is a [*Fault] itself, not one that wraps it, is that fault, of which
// Code (without a namespace it is one of SOAP's own: Client or Sender, Server or Receiver), Reason,
// Actor and Detail are sent; any other is a fault that says no more than "internal
// error", and [ServeErrors] is told of it. So is a panic, which then goes on to the server that
// runs the handler.
//
// Where the binding asks for HTTP Basic, [ServeCredentials] must check it; without it nobody is
// let in. NewHandler panics when serve does not fit op, which generated code can't bring about.
func NewHandler[In, Out xmltext.Node](op *Operation, serve func(context.Context, In) (Out, error), opts ...HandlerOption) http.Handler {
	h := &handler{op: op, plan: newPlan(op.Binding, op.In)}
	h.serve = func(ctx context.Context, in xmltext.Node) (xmltext.Node, error) {
		req, _ := in.(In)
		return serve(ctx, req)
	}
	if len(op.In.Body) > 0 {
		if _, ok := op.In.Body[0].New().(In); !ok {
			panic("soap: " + op.Name + ": the function takes another request")
		}
	}
	for _, o := range opts {
		o(h)
	}
	if h.limits.Document <= 0 {
		h.limits.Document = maxRequest
	}
	return h
}

// maxRequest is the greatest request unless [ServeLimits] says otherwise: the limit of replies.
const maxRequest = 64 << 20

// A HandlerOption configures what [NewHandler] returns.
type HandlerOption func(*handler)

// ServeLimits bounds what a request may ask of the decoder; Document is the size both before and
// after decompression. Zero fields keep their defaults.
func ServeLimits(l xmltext.Limits) HandlerOption { return func(h *handler) { h.limits = l } }

// ServeStrict refuses requests that differ from the contract in what decoding tolerates: unknown content, missing
// required names, unknown values of enumerations.
func ServeStrict() HandlerOption { return func(h *handler) { h.strict = true } }

// ServeErrors hands over the errors of which callers learn nothing but that there was one.
func ServeErrors(fn func(context.Context, error)) HandlerOption {
	return func(h *handler) { h.hidden = fn }
}

// ServeCredentials checks the user name and the password of each request. check should compare in
// constant time; its error lets nobody in and is kept from the caller.
func ServeCredentials(check func(ctx context.Context, username, password string) error) HandlerOption {
	return func(h *handler) { h.check = check }
}

// ServeUnderstands takes requests with header blocks that must be understood and that the contract does not name:
// those of which known says that the function takes care of them, by [Served].
func ServeUnderstands(known func(xsd.QName) bool) HandlerOption {
	return func(h *handler) { h.known = known }
}

// A ServedRequest is what came with the message that a handler's function works on.
type ServedRequest struct {
	// HTTP is the request, whose body was read.
	HTTP *http.Request
	// Blocks are the header blocks, as they came.
	Blocks []xsd.Raw
}

// Format prints no header field and no block: they may hold credentials.
func (r *ServedRequest) Format(f fmt.State, verb rune) {
	transport.FormatName(f, verb, "served request", "&soap.ServedRequest{}")
}

type servedKey struct{}

// Served returns what came with the message, from the context of a handler's function; nil from any other.
func Served(ctx context.Context) *ServedRequest {
	r, _ := ctx.Value(servedKey{}).(*ServedRequest)
	return r
}

type handler struct {
	op     *Operation
	plan   *plan
	serve  func(context.Context, xmltext.Node) (xmltext.Node, error)
	limits xmltext.Limits
	strict bool
	hidden func(context.Context, error)
	known  func(xsd.QName) bool
	check  func(ctx context.Context, username, password string) error
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if refused(w, r) {
		return
	}
	a := &answer{h: h, w: w, ctx: r.Context(), version: h.op.Binding.Version}
	if !h.admits(r) {
		w.Header().Set("WWW-Authenticate", `Basic realm="SOAP", charset="UTF-8"`)
		a.fault(&Fault{StatusCode: http.StatusUnauthorized, Code: sender, Reason: "not authorized"})
		return
	}
	in, err := h.read(w, r)
	a.version = in.version
	if err == nil {
		err = h.judge(in)
	}
	if err != nil {
		a.fault(blame(err))
		return
	}
	defer a.recover()
	ctx := context.WithValue(r.Context(), servedKey{}, &ServedRequest{HTTP: r, Blocks: in.headers})
	out, err := h.serve(ctx, in.out)
	if err == nil {
		err = a.reply(out)
	}
	if err != nil {
		a.fail(err)
	}
}

// refused answers what is no SOAP over HTTP at all.
func refused(w http.ResponseWriter, r *http.Request) bool {
	deny := func(status int, field, value string) bool {
		w.Header().Set(field, value)
		http.Error(w, http.StatusText(status), status)
		return true
	}
	if r.Method != http.MethodPost {
		return deny(http.StatusMethodNotAllowed, "Allow", http.MethodPost)
	}
	switch media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); {
	case err != nil, media != "text/xml" && media != "application/soap+xml" && media != "application/xml":
		return deny(http.StatusUnsupportedMediaType, "Accept", "text/xml, application/soap+xml")
	}
	switch strings.ToLower(r.Header.Get("Content-Encoding")) {
	case "", "identity", "gzip", "x-gzip":
		return false
	}
	return deny(http.StatusUnsupportedMediaType, "Accept-Encoding", "gzip, identity")
}

// admits checks the credentials.
func (h *handler) admits(r *http.Request) bool {
	if h.op.Binding.Security == nil && h.check == nil {
		return true
	}
	username, password, ok := r.BasicAuth()
	return ok && h.check != nil && h.check(r.Context(), username, password) == nil
}

// read decodes the whole request, in either version.
func (h *handler) read(w http.ResponseWriter, r *http.Request) (*incoming, error) {
	in := &incoming{plan: h.plan, from: new(transport.Body), version: h.op.Binding.Version}
	if len(h.op.In.Body) > 0 {
		in.out = h.op.In.Body[0].New()
	}
	body := io.Reader(http.MaxBytesReader(w, r.Body, h.limits.Document))
	if strings.HasSuffix(strings.ToLower(r.Header.Get("Content-Encoding")), "gzip") {
		z, err := gzip.NewReader(body)
		if err != nil {
			return in, errors.New("the body is not gzip")
		}
		body = z
	}
	d := xmltext.NewDecoder()
	defer d.Release()
	d.Limits, d.Strict, d.Encoded = h.limits, h.strict, h.op.In.Encoded
	if _, params, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err == nil {
		d.Charset = params["charset"]
	}
	kept := &keeper{r: body, from: in.from}
	if err := reset(r.Context(), d, kept, h.op); err != nil {
		return in, err
	}
	decode := func(v Version) error {
		return d.Document(envelopeName(v), &h.plan.ns, &h.plan.envelope[v], in.envelope(v))
	}
	v := h.op.Binding.Version
	err := decode(v)
	var root *xmltext.RootError
	if errors.As(err, &root) && root.Got == (xsd.QName{Space: (V12 - v).namespace(), Local: "Envelope"}) {
		if err = reset(r.Context(), d, io.MultiReader(bytes.NewReader(kept.head), body), h.op); err == nil {
			err = decode(V12 - v)
		}
	}
	in.lack = d.Lack()
	return in, err
}

// A keeper keeps what was read until the message is recognised, for a second look.
type keeper struct {
	r    io.Reader
	from *transport.Body
	head []byte
}

func (k *keeper) Read(p []byte) (int, error) {
	n, err := k.r.Read(p)
	if !k.from.Recognised() {
		k.head = append(k.head, p[:n]...)
	}
	return n, err
}

// judge looks for what is not as the contract says in a message that was decoded.
func (h *handler) judge(in *incoming) error {
	if in.fault != nil {
		return errors.New("a fault is no request")
	}
	if path := in.excess(); path != "" {
		return fmt.Errorf("%s: element is repeated, or of the other SOAP version", path)
	}
	for _, raw := range in.headers {
		declared := func(p Part) bool { return qname(p.Name, h.op.namespaces(&p)) == raw.Name }
		known := h.known != nil && h.known(raw.Name) || slices.ContainsFunc(h.op.In.Headers, declared)
		if mustUnderstand(raw) && !known {
			code := xsd.QName{Space: in.version.namespace(), Local: "MustUnderstand"}
			return &Fault{Code: code, Reason: "header " + raw.Name.String() + " is not understood"}
		}
	}
	if path := in.missing(); path != "" {
		return fmt.Errorf("%s: expected element is missing", path)
	}
	if in.lack != nil {
		return &xmltext.DriftError{Drift: *in.lack}
	}
	if v, ok := in.out.(interface{ Validate() error }); ok && h.op.Validate {
		return v.Validate()
	}
	return nil
}

// blame is the fault of a request that can't be taken.
func blame(err error) *Fault {
	if f, ok := err.(*Fault); ok {
		return f
	}
	return &Fault{Code: sender, Reason: err.Error()}
}
