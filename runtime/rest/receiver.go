package rest

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"example.com/wsgen/runtime/jsontext"
	"example.com/wsgen/runtime/xmltext"
)

// A Receiver holds what every receiver of notifications has; generated types embed it and add a func for each kind. It
// answers
//
//   - 200 to a notification that the func of its kind took, and 500 to one for which the func returned an error, so that
//     the provider sends it again where it does so;
//   - 401 to the wrong authorization, before anything of the body is read;
//   - 405 to what is no POST, 413 to a body beyond the limit, 415 to one in an unknown encoding, 400 to one that is no JSON
//     object or whose values don't fit their types;
//   - 501 to a kind that no func takes.
//
// Decoding is lenient: unknown members are kept, and numbers may be strings.
type Receiver struct {
	// Authorization is what the provider was told to send. The zero value admits nobody.
	Authorization Authorization
	// OnOther takes what no other func takes: unknown kinds, kinds without a func, and notifications whose values don't fit
	// their types.
	OnOther func(ctx context.Context, n Notification) error
	// OnDrift is told of content that differs from the contract and was tolerated.
	OnDrift func(context.Context, Drift)
	// OnRefused is told of each request that is not answered with 200, and why.
	OnRefused func(ctx context.Context, status int, err error)
	// Limits bound a notification; Document is the size after decompression. Zero fields keep their defaults.
	Limits xmltext.Limits
}

// A Notification is one as it came. fmt prints its member alone.
type Notification struct {
	// Member is the first member of the root object.
	Member string
	// Body is the whole JSON text.
	Body []byte
	// Err says why a notification of a known kind could not be decoded; nil for others.
	Err error
}

// Format prints the member under every verb.
func (n Notification) Format(f fmt.State, verb rune) {
	io.WriteString(f, "notification "+n.Member)
}

// A Kind describes a kind of notification. Generated code holds one static variable for each.
type Kind struct {
	Name string
	// Member is the member of the root object that holds the notification; Has one of the notification that this kind
	// alone has, empty for none.
	Member, Has string
	Form        *jsontext.Form
	SpecHash    string
}

// A Taker is a kind with the func that takes it.
type Taker struct {
	kind *Kind
	node func() xmltext.Node
	take func(context.Context, xmltext.Node) error // nil for none
}

// On pairs a kind with its func, which may be nil.
func On[T any, P interface {
	*T
	xmltext.Node
}](k *Kind, take func(context.Context, P) error) Taker {
	t := Taker{kind: k, node: func() xmltext.Node { return P(new(T)) }}
	if take != nil {
		t.take = func(ctx context.Context, x xmltext.Node) error { return take(ctx, x.(P)) }
	}
	return t
}

// Receive answers one request. Schemes are the authorizations that the provider knows; kinds with Has stand before
// those of the same member without. Generated receivers call it.
func (r *Receiver) Receive(w http.ResponseWriter, req *http.Request, schemes []string, takers ...Taker) {
	status, err := r.receive(w, req, schemes, takers)
	if status == http.StatusOK {
		return // which net/http writes
	}
	if r.OnRefused != nil {
		r.OnRefused(req.Context(), status, err)
	}
	http.Error(w, http.StatusText(status), status) // what went wrong is no business of the sender
}

// receive is Receive but for the answer. It sets fields that an answer needs.
func (r *Receiver) receive(w http.ResponseWriter, req *http.Request, schemes []string, takers []Taker) (status int, err error) {
	switch {
	case !r.Authorization.among(schemes):
		return http.StatusUnauthorized, errors.New("the receiver states no authorization that the provider can send")
	case !r.Authorization.admits(req):
		w.Header().Set("WWW-Authenticate", strings.ToUpper(r.Authorization.scheme[:1])+r.Authorization.scheme[1:])
		return http.StatusUnauthorized, errors.New("the request's authorization is not the one that was registered")
	case req.Method != http.MethodPost:
		w.Header().Set("Allow", http.MethodPost)
		return http.StatusMethodNotAllowed, errors.New("a notification is a POST")
	}
	body, status, err := r.body(w, req)
	if err != nil {
		return status, err
	}
	return r.dispatch(req.Context(), body, takers)
}

// body reads the body within the limit.
func (r *Receiver) body(w http.ResponseWriter, req *http.Request) (text []byte, status int, err error) {
	limit := r.Limits.WithDefaults().Document
	from := io.Reader(http.MaxBytesReader(w, req.Body, limit))
	switch e := strings.ToLower(req.Header.Get("Content-Encoding")); e {
	case "", "identity":
	case "gzip", "x-gzip":
		if from, err = gzip.NewReader(from); err != nil {
			return nil, http.StatusBadRequest, fmt.Errorf("decompressing: %w", err)
		}
	default:
		return nil, http.StatusUnsupportedMediaType, errors.New("the body has an encoding that is not undone")
	}
	text, err = io.ReadAll(io.LimitReader(from, limit+1))
	switch {
	case errors.As(err, new(*http.MaxBytesError)), int64(len(text)) > limit:
		return nil, http.StatusRequestEntityTooLarge, &xmltext.LimitError{Limit: "Document", Max: limit, Path: "/"}
	case err != nil:
		return nil, http.StatusBadRequest, fmt.Errorf("reading the body: %w", err)
	}
	return text, http.StatusOK, nil
}

// dispatch finds the notification's kind and hands it over.
func (r *Receiver) dispatch(ctx context.Context, text []byte, takers []Taker) (status int, err error) {
	root, err := members(bytes.TrimPrefix(text, []byte("\ufeff")))
	if err != nil {
		return http.StatusBadRequest, err
	}
	other := Notification{Body: text}
	if len(root) > 0 {
		other.Member = root[0].name
	}
	t, value := choose(root, takers)
	if t == nil || t.take == nil {
		return r.rest(ctx, other, http.StatusNotImplemented, fmt.Errorf("nothing takes notifications %q", other.Member))
	}
	x := t.node()
	opt := &jsontext.Options{Limits: r.Limits}
	if r.OnDrift != nil {
		opt.OnDrift = func(d xmltext.Drift) {
			r.OnDrift(ctx, Drift{Operation: t.kind.Name, Path: "/" + t.kind.Member + d.Path, Kind: d.Kind, SpecHash: t.kind.SpecHash})
		}
	}
	if err := jsontext.Decode(value, t.kind.Form, x, opt); err != nil {
		other.Err = fmt.Errorf("%s: %w", t.kind.Member, err)
		return r.rest(ctx, other, http.StatusBadRequest, other.Err)
	}
	return outcome(t.take(ctx, x))
}

// rest hands what no func takes to OnOther, or refuses it with a status.
func (r *Receiver) rest(ctx context.Context, n Notification, status int, err error) (int, error) {
	if r.OnOther == nil {
		return status, err
	}
	return outcome(r.OnOther(ctx, n))
}

func outcome(err error) (int, error) {
	if err != nil {
		return http.StatusInternalServerError, err
	}
	return http.StatusOK, nil
}

// A member is one of a JSON object, its value as it came.
type member struct {
	name  string
	value json.RawMessage
}

// choose finds the first kind whose member stands in the root.
func choose(root []member, takers []Taker) (*Taker, []byte) {
	for i := range takers {
		for _, m := range root {
			if m.name == takers[i].kind.Member && has(m.value, takers[i].kind.Has) {
				return &takers[i], m.value
			}
		}
	}
	return nil, nil
}

// has reports whether an object has a member; every value has the one without a name.
func has(value []byte, name string) bool {
	if name == "" {
		return true
	}
	list, err := members(value)
	for _, m := range list {
		if m.name == name {
			return err == nil
		}
	}
	return false
}

// members lists the members of a JSON object that is the whole text. One that stands twice leaves open which is meant.
func members(text []byte) ([]member, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, errors.New("the body is no JSON object")
	}
	var list []member
	seen := map[string]bool{}
	for d.More() {
		t, err := d.Token()
		name, ok := t.(string)
		if err != nil || !ok {
			return nil, errors.New("the body is not well-formed JSON")
		}
		if seen[name] {
			return nil, fmt.Errorf("the member %q stands twice", name)
		}
		seen[name] = true
		m := member{name: name}
		if err := d.Decode(&m.value); err != nil {
			return nil, errors.New("the body is not well-formed JSON")
		}
		list = append(list, m)
	}
	if _, err := d.Token(); err != nil {
		return nil, errors.New("the body is not well-formed JSON")
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("something follows the JSON object")
	}
	return list, nil
}
