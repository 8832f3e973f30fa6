package golden_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	vault "example.com/wsgen/golden/digest/want/go/vault"
	catalog "example.com/wsgen/golden/paging/want/go/catalog"
	stock "example.com/wsgen/golden/records/want/go/stock"
	"example.com/wsgen/internal/wiretest"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// A scene answers requests in order and keeps their bodies.
type scene struct {
	t       *testing.T
	replies []string // what stands in the body of the envelope
	bodies  []string
}

func (s *scene) Do(r *http.Request) (*http.Response, error) {
	s.bodies = append(s.bodies, string(wiretest.Body(s.t, r)))
	if len(s.replies) == 0 {
		return nil, errors.New("no further request is expected")
	}
	reply := `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>` + s.replies[0] + `</s:Body></s:Envelope>`
	s.replies = s.replies[1:]
	return (&wiretest.Server{Reply: []byte(reply)}).Do(r)
}

// play makes a client whose requests meet these replies.
func play[C any](t *testing.T, new func(string, ...soap.Option) (C, error), replies ...string) (C, *scene) {
	t.Helper()
	s := &scene{t: t, replies: replies}
	c, err := new("https://golden.invalid/x", soap.WithHTTPClient(s))
	if err != nil {
		t.Fatal(err)
	}
	return c, s
}

// verdicts is a reply of stock whose map holds these entries.
func verdicts(operation string, entries ...string) string {
	return `<g:` + operation + `Response xmlns:g="urn:golden" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><return><data>` + strings.Join(entries, "") +
		`</data><status>OK</status></return></g:` + operation + `Response>`
}

func verdict(key, content string) string {
	return `<entry><key>` + key + `</key><value i:type="g:verdict">` + content + `</value></entry>`
}

func TestRecordsWithStringNumbers(t *testing.T) {
	c, s := play(t, stock.NewClient, verdicts("move", verdict("movement 1", "<code>100</code>"), verdict("movement 7", "<code>3</code><text>no</text>")))
	req := new(stock.Move)
	req.Batch.Movement = []stock.Movement{{}, {Number: "7"}}
	r, err := c.Move(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(s.bodies[0], "<number>1</number>") || req.Batch.Movement[0].Number != "" {
		t.Errorf("sent %s for %+v", s.bodies[0], req)
	}
	if err := r.Err(); err == nil || err.Error() != "move: 1 of 2 records not accepted; record 7: 3" {
		t.Errorf("got %v", err)
	}
}

func TestRecordsThatTheCallerNumbers(t *testing.T) {
	c, _ := play(t, stock.NewClient, verdicts("tally", verdict("5", "<text>ok</text>")))
	r, err := c.Tally(context.Background(), &stock.Tally{Count: []stock.Count{{Number: xsd.NewInteger(5), Amount: 1}}})
	if err != nil || r.Err() != nil || !r.Records[0].Accepted {
		t.Fatalf("got %+v, %v", r, err)
	}
	var twice *soap.DuplicateRecordError
	if _, err := c.Tally(context.Background(), &stock.Tally{Count: make([]stock.Count, 2)}); !errors.As(err, &twice) {
		t.Errorf("got %v, want a *soap.DuplicateRecordError", err)
	}
}

func TestPagesFromZeroInAnOptionalPart(t *testing.T) {
	found := func(pages string, names ...string) string {
		return `<g:searchResponse xmlns:g="urn:golden"><name>` + strings.Join(names, "</name><name>") + `</name>` + pages + `</g:searchResponse>`
	}
	c, s := play(t, catalog.NewClient, found("<pages>2</pages>", "a", "b"), found("", "c"))
	var names []string
	for x, err := range c.SearchAll(context.Background(), new(catalog.Search)) {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, *x)
	}
	if !slices.Equal(names, []string{"a", "b", "c"}) || !strings.Contains(s.bodies[0], "<page>0</page>") || !strings.Contains(s.bodies[1], "<page>1</page>") {
		t.Errorf("got %v of %v", names, s.bodies)
	}
}

func TestPagesOfNoRequest(t *testing.T) {
	c, s := play(t, catalog.NewClient)
	n := 0
	for _, err := range c.ListAll(context.Background(), nil) {
		var request *soap.RequestError
		if n++; !errors.As(err, &request) {
			t.Errorf("got %v, want a *soap.RequestError", err)
		}
	}
	if n != 1 || len(s.bodies) > 0 {
		t.Errorf("%d errors, %d requests", n, len(s.bodies))
	}
}

func TestDigests(t *testing.T) {
	const sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // of abc
	answer := `<g:storeTextResponse xmlns:g="urn:golden"><sum>` + sum + `</sum></g:storeTextResponse>`
	c, _ := play(t, vault.NewClient, answer, answer, answer)
	if _, err := c.StoreText(context.Background(), &vault.StoreText{Text: "abc"}); err != nil {
		t.Error(err)
	}
	var digest *soap.DigestError
	if _, err := c.StoreText(context.Background(), &vault.StoreText{Text: "abd"}); !errors.As(err, &digest) || digest.Got != sum {
		t.Errorf("got %v, want a *soap.DigestError", err)
	}
	if _, err := c.StoreText(context.Background(), new(vault.StoreText)); err != nil {
		t.Errorf("nothing was sent whose digest could differ: %v", err)
	}
	files, _ := play(t, vault.NewClient, `<g:storeResponse xmlns:g="urn:golden"><id>1</id></g:storeResponse>`)
	if r, err := files.Store(context.Background(), &vault.Store{File: vault.File{Name: "f", Content: bytes.Repeat([]byte("x"), 9)}}); err != nil || r.Id != "1" {
		t.Errorf("got %+v, %v", r, err)
	}
}
