package rest_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/wsgen/runtime/rest"
	"example.com/wsgen/runtime/xmltext"
)

// A receiver as wsgen makes it: two kinds share a member.
type receiver struct {
	rest.Receiver
	OnHook    func(context.Context, *Hook) error
	OnProblem func(context.Context, *Problem) error
}

var (
	kindProblem = rest.Kind{Name: "problem", Member: "thing", Has: "Code", Form: &jProblem}
	kindHook    = rest.Kind{Name: "hook", Member: "thing", Form: &jReply}
)

func (r *receiver) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	r.Receive(w, req, []string{"none", "bearer"}, rest.On(&kindProblem, r.OnProblem), rest.On(&kindHook, r.OnHook))
}

// post sends a notification to r and returns the status.
func post(r *receiver, body string, fields ...string) int {
	req := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
	for i := 0; i < len(fields); i += 2 {
		req.Header.Add(fields[i], fields[i+1])
	}
	w := httptest.NewRecorder()
	r.ServeHTTP(w, req)
	return w.Code
}

func TestReceiver(t *testing.T) {
	var took []string
	r := &receiver{
		Receiver:  rest.Receiver{Authorization: rest.NoAuthorization(), Limits: xmltext.Limits{Document: 1000}},
		OnHook:    func(_ context.Context, x *Hook) error { took = append(took, "hook "+x.Title); return nil },
		OnProblem: func(_ context.Context, x *Problem) error { return errors.New("not now") },
	}
	r.OnRefused = func(_ context.Context, status int, err error) { took = append(took, fmt.Sprint(status, " ", err)) }
	gzipped := func(s string) string {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write([]byte(s))
		w.Close()
		return b.String()
	}
	for _, test := range []struct {
		body   string
		fields []string
		status int
		took   string
	}{
		{`{"thing":{"title":"a","new":{}}}`, nil, 200, "hook a"},
		{"\ufeff" + `{"thing":{"title":"b"}}`, nil, 200, "hook b"},
		{`{"other":1,"thing":{"title":7}}`, nil, 200, "hook 7"},
		{gzipped(`{"thing":{"title":"z"}}`), []string{"Content-Encoding", "gzip"}, 200, "hook z"},
		{`{"thing":{"Code":"1"}}`, nil, 500, "500 not now"},
		{`{"thing":{"title":{}}}`, nil, 400, ""},
		{`{"thing":[]}`, nil, 400, ""},
		{`{"stuff":{}}`, nil, 501, `501 nothing takes notifications "stuff"`},
		{`{}`, nil, 501, ""},
		{`[]`, nil, 400, "400 the body is no JSON object"},
		{``, nil, 400, ""},
		{`{"thing":{}`, nil, 400, ""},
		{`{"thing":{}} x`, nil, 400, "400 something follows the JSON object"},
		{`{"thing":{},"thing":{}}`, nil, 400, `400 the member "thing" stands twice`},
		{`{"thing":{"title":"` + strings.Repeat("a", 1000) + `"}}`, nil, 413, ""},
		{gzipped(`{"thing":{"title":"` + strings.Repeat("a", 1000) + `"}}`), []string{"Content-Encoding", "gzip"}, 413, ""},
		{"xx", []string{"Content-Encoding", "gzip"}, 400, ""},
		{"xx", []string{"Content-Encoding", "br"}, 415, ""},
	} {
		took = nil
		if got := post(r, test.body, test.fields...); got != test.status || len(took) != 1 || !strings.HasPrefix(took[0], test.took) {
			t.Errorf("%.40s: status %d, took %q", test.body, got, took)
		}
	}
	w := httptest.NewRecorder()
	if r.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil)); w.Code != 405 || w.Header().Get("Allow") != "POST" {
		t.Errorf("GET: %d %v", w.Code, w.Header())
	}
}

// TestNothingIsLost: what no func takes, and what can't be decoded, goes to OnOther as it came.
func TestNothingIsLost(t *testing.T) {
	var got rest.Notification
	r := &receiver{Receiver: rest.Receiver{
		Authorization: rest.NoAuthorization(),
		OnOther:       func(_ context.Context, n rest.Notification) error { got = n; return nil },
	}}
	for _, test := range []struct {
		body, member string
		undecoded    bool
	}{
		{`{"stuff": {"a":1}}`, "stuff", false},
		{`{"thing":{"title":"no func"}}`, "thing", false},
		{`{}`, "", false},
	} {
		if status := post(r, test.body); status != 200 || string(got.Body) != test.body || got.Member != test.member || got.Err != nil {
			t.Errorf("%s: status %d, %s %s %v", test.body, status, got.Member, got.Body, got.Err)
		}
	}
	r.OnHook = func(context.Context, *Hook) error { t.Error("a hook"); return nil }
	if status := post(r, `{"thing":{"title":["s3cr"]}}`); status != 200 || got.Err == nil || strings.Contains(fmt.Sprintf("%v %+v", got, got.Err), "s3cr") {
		t.Errorf("status %d, %v", status, got.Err)
	}
}

func TestAuthorization(t *testing.T) {
	const token = "YW5hOnB3"
	for name, test := range map[string]struct {
		auth   rest.Authorization
		fields []string
		status int
	}{
		"nothing is stated":          {rest.Authorization{}, nil, 401},
		"none":                       {rest.NoAuthorization(), []string{"Authorization", "x"}, 200},
		"bearer":                     {rest.BearerAuthorization(token), []string{"Authorization", "Bearer " + token}, 200},
		"bearer, lower case":         {rest.BearerAuthorization(token), []string{"Authorization", "bearer " + token}, 200},
		"no field":                   {rest.BearerAuthorization(token), nil, 401},
		"two fields":                 {rest.BearerAuthorization(token), []string{"Authorization", "Bearer " + token, "Authorization", "Bearer " + token}, 401},
		"other scheme":               {rest.BearerAuthorization(token), []string{"Authorization", "Basic " + token}, 401},
		"token alone":                {rest.BearerAuthorization(token), []string{"Authorization", token}, 401},
		"other token":                {rest.BearerAuthorization(token), []string{"Authorization", "Bearer " + token + "x"}, 401},
		"start of the token":         {rest.BearerAuthorization(token), []string{"Authorization", "Bearer YW5h"}, 401},
		"no token":                   {rest.BearerAuthorization(""), []string{"Authorization", "Bearer "}, 401},
		"scheme not in the contract": {rest.BasicAuthorization(token), []string{"Authorization", "Basic " + token}, 401},
	} {
		took := false
		r := &receiver{Receiver: rest.Receiver{Authorization: test.auth}, OnHook: func(context.Context, *Hook) error { took = true; return nil }}
		if got := post(r, `{"thing":{}}`, test.fields...); got != test.status || took != (got == 200) {
			t.Errorf("%s: status %d, taken %v", name, got, took)
		}
		if text := fmt.Sprintf("%v %+v %#v %s", test.auth, r, test.auth, test.auth); strings.Contains(text, token) {
			t.Errorf("%s: printed %s", name, text)
		}
	}
}
