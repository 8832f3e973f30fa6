package mock

import (
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

// An endpoint is an operation over HTTP with JSON bodies.
type endpoint struct {
	*operation
	rest    *contract.REST
	samples [][]byte // replies, in order
}

// readJSON reads the replies that the spec names.
func (x *endpoint) readJSON(dir string) error {
	for _, sample := range x.Samples {
		if sample.Kind != contract.SampleReply || sample.Span.File == nil {
			continue
		}
		data, err := os.ReadFile(filepath.Join(within(dir, filepath.Dir(sample.Span.File.Path)), filepath.FromSlash(sample.File)))
		if err != nil {
			return err
		}
		x.samples = append(x.samples, data)
	}
	return nil
}

// restful lists the operations that a request can mean: those of its method whose path is the longest that fits. An
// address below a service's own means that service alone; a login can stand at the host itself.
func (s *Server) restful(r *http.Request) []*endpoint {
	var found []*endpoint
	longest := -1
	service, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	below := slices.ContainsFunc(s.endpoints, func(x *endpoint) bool { return x.api.Package == service })
	for _, x := range s.endpoints {
		_, ok := x.match(r.URL.Path)
		if !ok || x.HTTP.Method != r.Method || below && x.api.Package != service {
			continue
		}
		if n := len(segments(x.HTTP.Path)); n > longest {
			found, longest = nil, n
		} else if n < longest {
			continue
		}
		found = append(found, x)
	}
	return found
}

func segments(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
}

// match compares the end of an address with the path of an operation and returns the values that stand in it.
func (x *endpoint) match(path string) (map[string]string, bool) {
	want, got := segments(x.HTTP.Path), segments(path)
	if len(want) > len(got) {
		return nil, false
	}
	values := map[string]string{}
	for i, part := range got[len(got)-len(want):] {
		if name, ok := strings.CutPrefix(want[i], "{"); ok {
			values[strings.TrimSuffix(name, "}")] = part
		} else if want[i] != part {
			return nil, false
		}
	}
	return values, true
}

// answerREST answers a request as the operation that it fits best.
func (s *Server) answerREST(r *http.Request, candidates []*endpoint) *answer {
	a := &answer{status: http.StatusOK, media: "application/json", outcome: "ok"}
	body, _, err := unpack(r)
	slices.SortStableFunc(candidates, func(a, b *endpoint) int { return b.asked(r.URL) - a.asked(r.URL) })
	chosen := candidates[0]
	if err == nil {
		err = chosen.read(r, body)
		for _, x := range candidates[1:] { // told apart by their bodies
			if err == nil {
				break
			}
			if x.read(r, body) == nil {
				chosen, err = x, nil
			}
		}
	}
	a.operation = chosen.api.Package + "." + chosen.Name
	if denied := s.admit(chosen, r); denied != nil {
		err = denied
	}
	if err == nil {
		err = s.proved(chosen, body)
	}
	if err == nil {
		err = s.performREST(chosen, a)
	}
	if err == nil {
		return a
	}
	a.status, a.media, a.outcome = http.StatusBadRequest, "text/plain; charset=utf-8", err.Error()
	if denied, ok := err.(*denial); ok {
		a.status = denied.status
	}
	a.body = []byte(err.Error() + "\n")
	return a
}

// asked counts the fields of the operation that stand in the query.
func (x *endpoint) asked(u *url.URL) (n int) {
	for _, p := range x.HTTP.Params {
		if p.Query && u.Query().Has(jsonName(p.Field.Element.Name, p.Field.JSON)) {
			n++
		}
	}
	return n
}

// read compares a request with the contract.
func (x *endpoint) read(r *http.Request, body []byte) error {
	if r.UserAgent() == "" {
		return &denial{http.StatusBadRequest, "the header User-Agent is missing"}
	}
	if len(x.In.Body) == 0 {
		return nil
	}
	decl := x.In.Body[0].Element
	t, _ := decl.Type.(*contract.Struct)
	e := tree(decl.Name)
	given := x.params(e, t, r.URL)
	switch media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); {
	case len(body) == 0 && (len(given) > 0 || x.HTTP.NoBody(x.In)):
	case err != nil || media != "application/json":
		return &denial{http.StatusUnsupportedMediaType, "the content type must be application/json"}
	default:
		v, err := parseJSON(body)
		if err != nil {
			return fmt.Errorf("the body is no JSON: %w", err)
		}
		if err := fromJSON("", e, decl.Type, v, given); err != nil {
			return err
		}
	}
	if t != nil {
		e.Children = inOrder(e.Children, fields(t))
	}
	return (&checker{open: !x.ValidateRequests}).element("", e, decl, nil)
}

// params adds what stands in the address, and says which fields that are.
func (x *endpoint) params(e *infoset.Element, t *contract.Struct, u *url.URL) map[*contract.Field]bool {
	given := map[*contract.Field]bool{}
	values, _ := x.match(u.Path)
	for _, p := range x.HTTP.Params {
		given[p.Field] = true
		name := jsonName(p.Field.Element.Name, p.Field.JSON)
		value, ok := values[name]
		if p.Query {
			value, ok = u.Query().Get(name), u.Query().Has(name)
		}
		if ok && t != nil {
			e.Children = append(e.Children, leaf(p.Field.Element.Name, value))
		}
	}
	return given
}

// admit checks the credentials: HTTP Basic, or a token that a login has given.
func (s *Server) admit(x *endpoint, r *http.Request) error {
	if _, ok := security(x.api).(*contract.BasicAuth); ok {
		if user, password, ok := r.BasicAuth(); !ok || !s.knows(user, password) {
			return &denial{http.StatusUnauthorized, "the user name or the password is wrong"}
		}
	}
	login := x.rest.Login
	if login == nil || x.Operation == login.Operation || x.Operation == login.Refresh {
		return nil
	}
	token := r.Header.Get("Authorization")
	if login.Scheme != "" {
		var ok bool
		if token, ok = strings.CutPrefix(token, login.Scheme+" "); !ok {
			token = ""
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if token == "" || !s.tokens[token] {
		return &denial{http.StatusUnauthorized, "Authorization is not the token of a login"}
	}
	return nil
}

// performREST answers from the scenario, the samples or the contract.
func (s *Server) performREST(x *endpoint, a *answer) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	step := s.next(x.operation)
	a.delay = step.Delay
	switch {
	case step.Drop != NoDrop:
		a.drop, a.outcome = true, "dropped"
		return nil
	case step.Fault != "":
		return &denial{http.StatusInternalServerError, step.Fault}
	case step.Status != 0:
		a.status, a.body, a.outcome = step.Status, []byte(step.Body), "HTTP "+http.StatusText(step.Status)
		return nil
	case step.Reply != nil:
		a.body, a.outcome = step.Reply, "a reply of the scenario"
		return nil
	}
	if len(x.HTTP.Success) > 0 {
		a.status = x.HTTP.Success[0]
	}
	var err error
	if a.body, err = s.usualJSON(x); err != nil || x.rest.Login == nil {
		return err
	}
	if login := x.rest.Login; x.Operation == login.Operation || x.Operation == login.Refresh {
		s.grant(x, login, a.body)
	}
	return nil
}

// usualJSON is the first sample of a reply, else one of another operation with the same reply, else the least
// reply that the contract allows.
func (s *Server) usualJSON(x *endpoint) ([]byte, error) {
	if len(x.samples) > 0 {
		return x.samples[0], nil
	}
	if x.Out == nil || len(x.Out.Body) == 0 {
		return nil, nil
	}
	decl := x.Out.Body[0].Element
	for _, other := range s.endpoints {
		if other.api == x.api && other.Out != nil && len(other.Out.Body) > 0 && other.Out.Body[0].Element.Type == decl.Type && len(other.samples) > 0 {
			return other.samples[0], nil
		}
	}
	e := tree(decl.Name)
	fill(e, decl.Type, 0)
	return json.Marshal(toJSON(e, decl.Type))
}

// grant remembers the token that the answer of a login holds.
func (s *Server) grant(x *endpoint, login *contract.Login, body []byte) {
	v, err := parseJSON(body)
	for _, f := range login.Token {
		members, ok := v.(map[string]any)
		if err != nil || !ok {
			return
		}
		v = members[jsonName(f.Element.Name, f.JSON)]
	}
	if token, ok := v.(string); ok {
		s.tokens[token] = true
	}
}
