package golden_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	stock "example.com/wsgen/golden/rest/want/go/stock"
	"example.com/wsgen/runtime/rest"
	"example.com/wsgen/runtime/xsd"
)

// A request as the warehouse sees it.
type seen struct{ Method, URL, Authorization, Body string }

// warehouse answers requests, logins aside, with a status and a body.
func warehouse(t *testing.T, status int, body string) (*stock.Client, *[]seen) {
	t.Helper()
	var list []seen
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		list = append(list, seen{r.Method, r.URL.String(), r.Header.Get("Authorization"), string(b)})
		if r.URL.Path == "/oauth2/sign-in" {
			io.WriteString(w, `{"access":"A1","until":"1700003600","renewal":"R1"}`)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		io.WriteString(w, body)
	}))
	t.Cleanup(s.Close)
	credentials := stock.Credentials{Contract: "12", Scope: stock.House{Number: "H7", Key: "k3y"}}
	c, err := stock.NewClient(s.URL+"/stock/v2", credentials, rest.AllowInsecureLoopback(), rest.WithClock(func() time.Time { return time.Unix(1_700_000_000, 0) }))
	if err != nil {
		t.Fatal(err)
	}
	return c, &list
}

func sample(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile("rest/samples/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestRESTRequests: a login, and then what each method sends.
func TestRESTRequests(t *testing.T) {
	c, list := warehouse(t, 200, sample(t, "store.response.json"))
	price, err := xsd.ParseDecimal("12.00")
	if err != nil {
		t.Fatal(err)
	}
	item := &stock.Item{Name: "Nut", Price: xsd.Some(price), Kind: stock.Kind1, Tags: &stock.ItemTags{Tag: []string{"a", "b"}}}
	got, err := c.Store(t.Context(), item)
	if err != nil {
		t.Fatal(err)
	}
	if id, _ := got.Id.Get(); id != "7" || got.Kind.Known() || got.Extra.IsZero() {
		t.Errorf("reply %+v", got)
	}
	login := rest.SignJWT("k3y", time.Unix(1_700_000_000, 0), 2*time.Minute, rest.Claim{Name: "sub", Value: "H7"}, rest.Claim{Name: "contract", Value: "12"})
	if d := cmp.Diff([]seen{{"POST", "/oauth2/sign-in", "", `{"proof":"` + login + `","desk":"1"}`}}, (*list)[:1]); d != "" {
		t.Error(d)
	}
	var want, sent any
	if err := errors.Join(json.Unmarshal([]byte(sample(t, "store.request.json")), &want), json.Unmarshal([]byte((*list)[1].Body), &sent)); err != nil || !cmp.Equal(want, sent) {
		t.Errorf("sent %s, error %v", (*list)[1].Body, err)
	}
	if !strings.Contains((*list)[1].Body, "12.00") {
		t.Errorf("sent %s", (*list)[1].Body)
	}
	*list = nil
	if _, err := c.Change(t.Context(), &stock.Change{Shelf: 3, Id: "a/b", Dry: xsd.Some(true), Name: "n"}); err != nil {
		t.Error(err)
	}
	since, err := xsd.ParseDate("2024-02-29")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Find(t.Context(), &stock.Find{Tag: []string{"x y", "z"}, Since: xsd.Some(since)}); err != nil {
		t.Error(err)
	}
	if err := c.Ping(t.Context()); err != nil {
		t.Error(err)
	}
	wanted := []seen{
		{"PUT", "/stock/v2/shelves/3/items/a%2Fb?dry=true", "Bearer A1", `{"name":"n"}`},
		{"GET", "/stock/v2?tag=x+y&tag=z&since=2024-02-29", "Bearer A1", ""},
		{"GET", "/stock/v2/ping", "Bearer A1", ""},
	}
	if d := cmp.Diff(wanted, *list); d != "" {
		t.Error(d)
	}
}

// TestRESTRoundTrip: what a reply held can be sent again, unknown members included.
func TestRESTRoundTrip(t *testing.T) {
	var item stock.Item
	if err := json.Unmarshal([]byte(sample(t, "store.response.json")), &item); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(&item)
	if err != nil {
		t.Fatal(err)
	}
	var want, got any
	if err := errors.Join(json.Unmarshal([]byte(strings.Replace(sample(t, "store.response.json"), `"12.00"`, "12.00", 1)), &want), json.Unmarshal(b, &got)); err != nil || !cmp.Equal(want, got) {
		t.Errorf("%s, error %v", b, err)
	}
}

func TestRESTErrors(t *testing.T) {
	c, _ := warehouse(t, 409, `{"Code":"FULL","Message":"no room"}`)
	err := c.Drop(t.Context(), &stock.Drop{Id: "7"})
	var fault *rest.Fault
	if !errors.As(err, &fault) || fault.Detail.(*stock.Problem).Code != "FULL" || fault.StatusCode != 409 {
		t.Errorf("error %v", err)
	}
	_, err = c.Store(t.Context(), &stock.Item{Name: "longer than ten"})
	if !errors.As(err, new(*xsd.ValidationError)) {
		t.Errorf("error %v", err)
	}
	c, _ = warehouse(t, 200, `{"items":[],"notes":[{"code":0},{"code":"7","text":"counting"}]}`)
	var refusal *rest.Refusal
	if _, err := c.Find(t.Context(), new(stock.Find)); !errors.As(err, &refusal) || refusal.Status != "7" || refusal.Message != "counting" || refusal.Reply.(*stock.Found).Notes == nil {
		t.Errorf("error %v", err)
	}
	c, _ = warehouse(t, 202, "")
	if got, err := c.Store(t.Context(), &stock.Item{Name: "n", Kind: 1}); got != nil || err != nil {
		t.Errorf("%+v, error %v", got, err)
	}
	for name, credentials := range map[string]stock.Credentials{
		"nothing": {}, "no scope": {Contract: "12"}, "no key": {Contract: "12", Scope: stock.Chain{}}, "pattern": {Contract: "x", Scope: stock.Chain{Key: "k"}},
	} {
		if _, err := stock.NewClient(stock.EndpointProduction, credentials); !errors.As(err, new(*rest.ConfigError)) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if text := fmt.Sprintf("%v %+v %#v", stock.Credentials{Scope: stock.Chain{Key: "k3y"}}, stock.Chain{Key: "k3y"}, stock.House{Key: "k3y"}); strings.Contains(text, "k3y") {
		t.Errorf("printed: %s", text)
	}
}
