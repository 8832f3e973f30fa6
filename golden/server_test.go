package golden_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"example.com/wsgen/golden/server/want/go/bells"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// bellTower serves the operations of package bells, one path each; docs/spec.md shows it.
func bellTower(admit func(ctx context.Context, username, password string) error) http.Handler {
	var last bells.Rung
	ring := func(_ context.Context, req *bells.Ring) (*bells.Rung, error) {
		if req.Bell < 1 {
			return nil, &soap.Fault{Code: xsd.QName{Local: "Client"}, Reason: "no such bell"}
		}
		last.Heard = req.Times.Or(1) > 0
		return &last, nil
	}
	check := soap.ServeCredentials(admit)
	mux := http.NewServeMux()
	mux.Handle("/ring", bells.NewRingHandler(ring, check))
	mux.Handle("/last", bells.NewLastHandler(func(context.Context) (*bells.Rung, error) { return &last, nil }, check))
	mux.Handle("/notice", bells.NewNoticeHandler(func(context.Context, *bells.Ring) error { return errors.New("deaf") }, check))
	mux.Handle("/stop", bells.NewStopHandler(func(context.Context) error { return nil }, check))
	return mux
}

func TestServer(t *testing.T) {
	server := httptest.NewServer(bellTower(func(_ context.Context, username, password string) error {
		if username != "U" || password != "P" {
			return errors.New("unknown")
		}
		return nil
	}))
	t.Cleanup(server.Close)
	client := func(path, password string) *bells.Client {
		c, err := bells.NewClient(server.URL+path, soap.UserPassword("U", password))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if got, err := client("/ring", "P").Ring(t.Context(), &bells.Ring{Bell: 1}); err != nil || !got.Heard {
		t.Errorf("ring: %+v, %v", got, err)
	}
	if got, err := client("/last", "P").Last(t.Context()); err != nil || !got.Heard {
		t.Errorf("last: %+v, %v", got, err)
	}
	if err := client("/stop", "P").Stop(t.Context()); err != nil {
		t.Errorf("stop: %v", err)
	}
	var fault *soap.Fault
	if _, err := client("/ring", "P").Ring(t.Context(), new(bells.Ring)); !errors.As(err, &fault) || fault.Reason != "no such bell" || fault.Code.Local != "Client" {
		t.Errorf("no bell: %v", err)
	}
	if err := client("/notice", "P").Notice(t.Context(), new(bells.Ring)); !errors.As(err, &fault) || fault.Reason != "internal error" {
		t.Errorf("notice: %v", err)
	}
	if _, err := client("/last", "p").Last(t.Context()); !errors.As(err, &fault) || fault.StatusCode != http.StatusUnauthorized {
		t.Errorf("a wrong password: %v", err)
	}
}
