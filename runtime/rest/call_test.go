package rest_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/wsgen/runtime/rest"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

func put(ctx context.Context, c *rest.Client, in *Hook, opts ...rest.CallOption) (*Hook, error) {
	return rest.Call(ctx, c, &opPut, in, new(Hook), opts)
}

// TestAddressAndBody: values stand where the operation says, whatever characters they have.
func TestAddressAndBody(t *testing.T) {
	c := newClient(t, &service, "https://example.com/api%2Fv1/?tenant=7")
	for _, test := range []struct {
		id   string
		tags []string
		url  string // empty for a refusal
	}{
		{"a", nil, "https://example.com/api%2Fv1/hooks/a?tenant=7"},
		{"a/b?c#d", []string{"x y", "&z=1"}, "https://example.com/api%2Fv1/hooks/a%2Fb%3Fc%23d?tenant=7&tag=x+y&tag=%26z%3D1"},
		{"%2e%2e", nil, "https://example.com/api%2Fv1/hooks/%252e%252e?tenant=7"},
		{"ã\r\n", nil, "https://example.com/api%2Fv1/hooks/%C3%A3%0D%0A?tenant=7"},
		{"..", nil, ""}, {".", nil, ""}, {"", nil, ""},
	} {
		r, err := rest.Build(t.Context(), c, &opPut, &Hook{ID: test.id, Tags: test.tags, Title: "t"})
		if test.url == "" {
			if !errors.As(err, new(*rest.RequestError)) {
				t.Errorf("%q: error %v", test.id, err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%q: %v", test.id, err)
			continue
		}
		body, _ := io.ReadAll(r.Body)
		if r.URL.String() != test.url || r.Method != "PUT" || string(body) != `{"title":"t"}` || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("%q: %s %s %s %v", test.id, r.Method, r.URL, body, r.Header)
		}
	}
	r, err := rest.Build(t.Context(), c, &opList, &Hook{})
	if err != nil || r.Body != http.NoBody || r.URL.String() != "https://example.com/api%2Fv1/?tenant=7" || r.Header.Get("Content-Type") != "" {
		t.Errorf("%v, error %v", r, err)
	}
}

func answer(status int, contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

const js = "application/json; charset=utf-8"

func TestReplies(t *testing.T) {
	for _, test := range []struct {
		name        string
		status      int
		contentType string
		body        string
		want        any // *Hook, or the kind of error
		text        string
	}{
		{"reply", 200, js, `{"title":"a"}`, &Hook{Title: "a"}, ""},
		{"reply without a media type", 200, "text/plain", ` {"title":"a"}`, &Hook{Title: "a"}, ""},
		{"no body where none is due", 202, js, "", (*Hook)(nil), ""},
		{"no body", 200, js, " ", new(*rest.DecodeError), "put: reply: /: empty reply"},
		{"other success", 204, js, "", new(*rest.HTTPError), "put: HTTP 204 No Content with an empty body"},
		{"page", 200, "text/html", "<html>", new(*rest.HTTPError), "put: HTTP 200 OK with text/html that is not JSON"},
		{"redirect", 302, js, "", new(*rest.HTTPError), "put: HTTP 302 Found with an empty body"},
		{"broken", 200, js, `{"title":`, new(*rest.DecodeError), ""},
		{"not a string", 200, js, `{"title":{}}`, new(*rest.DecodeError), ""},
		{"fault", 400, js, `{"Code":"FE001","Message":"no"}`, new(*rest.Fault), "put: HTTP 400 with an error that the contract describes"},
		{"fault as page", 400, js, `{"Code":"FE001","Message":"no"}`, new(*rest.HTTPError), ""},
		{"error page", 502, "text/html", "<html>", new(*rest.HTTPError), "put: HTTP 502 Bad Gateway with text/html"},
	} {
		s := serve(t, answer(test.status, test.contentType, test.body))
		got, err := put(t.Context(), newClient(t, &service, s.URL), &Hook{ID: "1"})
		if want, ok := test.want.(*Hook); ok {
			if err != nil || !cmp.Equal(got, want, cmp.Comparer(func(a, b xsd.Extra) bool { return a.Equal(b) })) {
				t.Errorf("%s: %+v, error %v", test.name, got, err)
			}
			continue
		}
		if !errors.As(err, test.want) || got != nil || !strings.HasPrefix(err.Error(), test.text) {
			t.Errorf("%s: %+v, error %v", test.name, got, err)
		}
		var fault *rest.Fault
		if errors.As(err, &fault) && (fault.StatusCode != 400 || fault.Detail.(*Problem).Code != "FE001") {
			t.Errorf("%s: %+v", test.name, fault.Detail)
		}
	}
}

// TestDriftAndStrict: unknown members are kept and reported with their path, and an error in strict calls.
func TestDriftAndStrict(t *testing.T) {
	s := serve(t, answer(200, js, `{"title":"a","new":1}`))
	var drifts []rest.Drift
	c := newClient(t, &service, s.URL, rest.OnDrift(func(_ context.Context, d rest.Drift) { drifts = append(drifts, d) }))
	got, err := put(t.Context(), c, &Hook{ID: "1"})
	if err != nil || got.Extra.IsZero() || len(drifts) != 1 || drifts[0].Path != "/new" || drifts[0].Kind != xmltext.UnknownElement || drifts[0].Operation != "put" {
		t.Errorf("%+v, drift %v, error %v", got, drifts, err)
	}
	if _, err := put(t.Context(), c, &Hook{ID: "1"}, rest.Strict()); !errors.As(err, new(*rest.DecodeError)) {
		t.Errorf("strict: error %v", err)
	}
}

func TestLimits(t *testing.T) {
	s := serve(t, answer(200, js, `{"title":"`+strings.Repeat("a", 5000)+`"}`))
	var limit *xmltext.LimitError
	_, err := put(t.Context(), newClient(t, &service, s.URL, rest.WithLimits(xmltext.Limits{Document: 1000})), &Hook{ID: "1"})
	if !errors.As(err, &limit) || limit.Max != 1000 || !errors.As(err, new(*rest.DecodeError)) {
		t.Errorf("error %v", err)
	}
}

// TestSecretsStayOut of errors and of what middleware sees, whatever a server repeats.
func TestSecretsStayOut(t *testing.T) {
	const secret = `s3cr&t"pass`
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		w.WriteHeader(500)
		fmt.Fprintf(w, "%s %s %s", b, r.URL, r.Header.Get("Authorization"))
	})
	var shown []byte
	c := newClient(t, &service, s.URL+"?key=k3y!", rest.WithMiddleware(func(next rest.Handler) rest.Handler {
		return func(ctx context.Context, x *rest.Exchange) error {
			shown, _ = x.Request()
			return next(ctx, x)
		}
	}))
	_, err := put(t.Context(), c, &Hook{ID: "1", Title: "t", Secret: secret})
	var page *rest.HTTPError
	if !errors.As(err, &page) || len(page.Body) == 0 {
		t.Fatalf("error %v", err)
	}
	for _, text := range []string{fmt.Sprintf("%v %+v %#v %s", err, err, err, page.Body), string(shown)} {
		if strings.Contains(text, "s3cr") || strings.Contains(text, "k3y!") {
			t.Errorf("shown: %s", text)
		}
	}
	if string(shown) != `{"title":"[redacted]","secret":"[redacted]"}` {
		t.Errorf("middleware sees %s", shown)
	}
}

func TestBasic(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if user, password, ok := r.BasicAuth(); !ok || user != "ana" || password != "pw" || r.Method != "DELETE" {
			w.WriteHeader(401)
		}
	})
	c := newClient(t, &basic, s.URL, rest.WithCredentials(rest.UserPassword("ana", "pw")))
	if err := rest.Send(t.Context(), c, &opDelete, nil, nil); err != nil {
		t.Error(err)
	}
	if _, err := rest.NewClient(&basic, s.URL); !errors.As(err, new(*rest.ConfigError)) {
		t.Errorf("without credentials: %v", err)
	}
}
