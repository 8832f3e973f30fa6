package resttest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"example.com/wsgen/runtime/jsontext"
	"example.com/wsgen/runtime/rest"
	"example.com/wsgen/runtime/testserver"
	"example.com/wsgen/runtime/xmltext"
)

// ServeHTTP answers one call.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.core.Helper()
	packed, err := io.ReadAll(r.Body)
	if err != nil {
		return // the caller left
	}
	text, err := testserver.Unpack(packed, r.Header.Get("Content-Encoding"))
	var body []byte
	if err == nil {
		body, err = io.ReadAll(text)
	}
	if err != nil {
		s.core.Reject(w, "%s %s: the body: %v", r.Method, r.URL.Path, err)
		return
	}
	op, in, err := s.read(r, body)
	switch {
	case err != nil:
		s.core.Reject(w, "%s: not a request of it: %v", op.Name, err)
	case op == nil:
		s.core.Reject(w, "unexpected call of an operation with %s %s", r.Method, r.URL.Path)
	default:
		if next := s.core.Next(op, in); next != nil {
			testserver.Give(next, w, r)
			return
		}
		http.Error(w, "unexpected call", http.StatusNotImplemented)
	}
}

// read finds the operation that a request is of, and decodes it. Of operations that share an address, such as a login
// and its renewal, it is the one that the body fits without remainder, or else the first that it fits at all.
func (s *Server) read(r *http.Request, body []byte) (op *rest.Operation, in xmltext.Node, err error) {
	found := s.candidates(r)
	for _, strict := range []bool{true, false} {
		for _, op = range found {
			if in, err = decode(op, r.URL, body, strict); err == nil {
				return op, in, nil
			}
		}
	}
	return op, nil, err
}

// candidates lists the operations of a request's method whose path is the longest that fits.
func (s *Server) candidates(r *http.Request) []*rest.Operation {
	var found []*rest.Operation
	for _, op := range s.core.Operations() {
		if op.Method != r.Method || pathValues(op, r.URL) == nil {
			continue
		}
		if len(found) > 0 && len(op.Path) > len(found[0].Path) {
			found = nil
		}
		if len(found) == 0 || len(op.Path) == len(found[0].Path) {
			found = append(found, op)
		}
	}
	return found
}

var variable = regexp.MustCompile(`\\\{([^}]+)\\\}`) // in a quoted path

// pathValues compares the end of an address with the path of an operation, and returns the variables' values; nil
// when it does not fit.
func pathValues(op *rest.Operation, u *url.URL) map[string]string {
	values := map[string]string{}
	quoted := ""
	if op.Path != "" {
		quoted = "/" + regexp.QuoteMeta(strings.TrimPrefix(op.Path, "/"))
	}
	got := regexp.MustCompile(variable.ReplaceAllString(quoted, "([^/]+)") + "$").FindStringSubmatch(u.EscapedPath())
	if got == nil {
		return nil
	}
	for i, name := range variable.FindAllStringSubmatch(quoted, -1) {
		value, err := url.PathUnescape(got[i+1])
		if err != nil {
			return nil
		}
		values[name[1]] = value
	}
	return values
}

// decode reads a request: its body, with what stands in its address.
func decode(op *rest.Operation, u *url.URL, body []byte, strict bool) (xmltext.Node, error) {
	if op.In == nil {
		return nil, nil
	}
	form := op.In.Form
	if op.NoBody {
		if len(body) > 0 {
			return nil, errors.New("it has a body")
		}
		body = []byte("{}")
	}
	if len(op.Params) > 0 {
		var err error
		if form, body, err = withParams(op, u, body); err != nil {
			return nil, err
		}
	}
	in := op.In.New()
	return in, jsontext.Decode(body, form, in, &jsontext.Options{Strict: strict})
}

// withParams returns the body with the parameters as members, and the form that has those. The colon keeps them
// apart from the body's own.
func withParams(op *rest.Operation, u *url.URL, body []byte) (*jsontext.Form, []byte, error) {
	inner, ok := bytes.CutPrefix(bytes.TrimSpace(body), []byte("{"))
	if !ok {
		return nil, nil, errors.New("the body is no JSON object")
	}
	f := op.In.Form
	form := &jsontext.Form{Type: f.Type, Base: f.Base, Members: slices.Clone(f.Members), Attrs: f.Attrs, Text: f.Text, Rules: f.Rules}
	members := map[string]any{}
	values, query := pathValues(op, u), u.Query()
	elements, _ := f.Type.Own()
	for i, n := range elements {
		p := slices.IndexFunc(op.Params, func(p rest.Param) bool { return p.Name.Local == n.Local && p.Name.NS == n.NS })
		if p < 0 {
			continue
		}
		member := ":" + n.Local
		form.Members[i] = jsontext.Member{Name: member, Kind: jsontext.String}
		list, given := query[n.Local]
		switch {
		case !op.Params[p].Query:
			members[member] = values[n.Local]
		case n.Many && given:
			members[member] = list
		case given:
			members[member] = list[0]
		}
	}
	head, err := json.Marshal(members)
	if err != nil || len(members) == 0 {
		return form, body, err
	}
	head = head[:len(head)-1]
	if !bytes.HasPrefix(bytes.TrimSpace(inner), []byte("}")) {
		head = append(head, ',')
	}
	return form, append(head, inner...), nil
}
