package rest_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"example.com/wsgen/runtime/rest"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A tokenServer gives tokens and wants the last one.
type tokenServer struct {
	mu               sync.Mutex
	logins, refreshs int
	calls            int
	access, refresh  string
	life             time.Duration
	now              func() time.Time
	failRefresh      bool
	failLogin        int // status
	refuse           int // how many calls are refused
}

func (s *tokenServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var in struct{ Token string }
	body, _ := io.ReadAll(r.Body)
	json.Unmarshal(body, &in)
	w.Header().Set("Content-Type", "application/json")
	switch r.URL.Path {
	case "/auth":
		if s.failLogin != 0 {
			w.WriteHeader(s.failLogin)
			fmt.Fprintf(w, `{"access":"leaked-%s"}`, in.Token)
			return
		}
		s.logins++
	case "/refresh":
		if in.Token != s.refresh || s.failRefresh {
			s.refresh = ""
			w.WriteHeader(400)
			return
		}
		s.refreshs++
	default:
		s.calls++
		if r.Header.Get("Authorization") != s.access || s.refuse > 0 {
			s.refuse--
			w.WriteHeader(401)
			fmt.Fprint(w, r.Header.Get("Authorization"))
			return
		}
		io.WriteString(w, `{"title":"ok"}`)
		return
	}
	s.access = fmt.Sprintf("access-%d", s.logins+10*s.refreshs)
	s.refresh = fmt.Sprintf("refresh-%d", s.logins+10*s.refreshs)
	fmt.Fprintf(w, `{"access":%q,"until":%d,"refresh":%q}`, s.access, s.now().Add(s.life).Unix(), s.refresh)
}

func (s *tokenServer) counts() [3]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return [3]int{s.logins, s.refreshs, s.calls}
}

// A clock is set by hand.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func tokenClient(t *testing.T) (*tokenServer, *clock, *rest.Client) {
	cl := &clock{now: time.Unix(1_700_000_000, 0)}
	h := &tokenServer{life: time.Hour, now: cl.Now}
	s := serve(t, h.ServeHTTP)
	request := func(now time.Time) (xmltext.Node, error) {
		return &Login{Token: xsd.Secret(fmt.Sprint("key-", now.Unix()))}, nil
	}
	return h, cl, newClient(t, &service, s.URL+"/api", rest.WithClock(cl.Now), rest.WithLogin(&login, func() error { return nil }, request))
}

func TestTokenIsKeptAndRenewed(t *testing.T) {
	h, cl, c := tokenClient(t)
	call := func(want [3]int) {
		t.Helper()
		if _, err := put(t.Context(), c, &Hook{ID: "1"}); err != nil {
			t.Error(err)
		}
		if got := h.counts(); got != want {
			t.Errorf("logins, refreshs, calls %v, want %v", got, want)
		}
	}
	call([3]int{1, 0, 1})
	call([3]int{1, 0, 2})
	cl.add(58 * time.Minute)
	call([3]int{1, 0, 3})
	cl.add(90 * time.Second) // less than a minute is left
	call([3]int{1, 1, 4})
	cl.add(61 * time.Minute)
	call([3]int{1, 2, 5})
	h.failRefresh = true // which uses the refresh token up
	cl.add(61 * time.Minute)
	call([3]int{2, 2, 6})
	h.failRefresh = false
	cl.add(61 * time.Minute)
	call([3]int{2, 3, 7})
}

// TestTokenThatIsRefused: one that was kept costs one new login and one more attempt; a fresh one neither.
func TestTokenThatIsRefused(t *testing.T) {
	h, _, c := tokenClient(t)
	h.refuse = 1
	var page *rest.HTTPError
	if _, err := put(t.Context(), c, &Hook{ID: "1"}); !errors.As(err, &page) || page.StatusCode != 401 || strings.Contains(string(page.Body), "access-") {
		t.Errorf("fresh token: error %v, page %s", err, page.Body)
	}
	if got := h.counts(); got != [3]int{1, 0, 1} {
		t.Errorf("fresh token: %v", got)
	}
	h.access = "another" // the service has forgotten the client's token
	var meta rest.Reply
	if _, err := put(t.Context(), c, &Hook{ID: "1"}, rest.ReplyInto(&meta)); err != nil || meta.Attempts != 2 {
		t.Errorf("kept token: error %v, %d attempts", err, meta.Attempts)
	}
	if got := h.counts(); got != [3]int{2, 0, 3} {
		t.Errorf("kept token: %v", got)
	}
	h.refuse = 2
	if _, err := put(t.Context(), c, &Hook{ID: "1"}); !errors.As(err, &page) || page.StatusCode != 401 {
		t.Errorf("kept token, refused for good: error %v", err)
	}
	if got := h.counts(); got != [3]int{3, 0, 5} {
		t.Errorf("kept token, refused for good: %v", got)
	}
}

// TestOneLoginAtATime: callers wait for the one that logs in.
func TestOneLoginAtATime(t *testing.T) {
	h, _, c := tokenClient(t)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if _, err := put(t.Context(), c, &Hook{ID: "1"}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	h.mu.Lock()
	h.access = "another"
	h.mu.Unlock()
	for range 20 {
		wg.Go(func() {
			if _, err := put(t.Context(), c, &Hook{ID: "1"}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := h.counts(); got[0] != 2 || got[1] != 0 {
		t.Errorf("logins, refreshs, calls %v", got)
	}
}

// TestFailedLogin: nothing is sent, and what the login answered is not shown.
func TestFailedLogin(t *testing.T) {
	h, _, c := tokenClient(t)
	h.failLogin = 403
	_, err := put(t.Context(), c, &Hook{ID: "1"})
	var page *rest.HTTPError
	if !errors.As(err, new(*rest.RequestError)) || !errors.As(err, &page) || page.Operation != "login" || len(page.Body) > 0 {
		t.Errorf("error %v", err)
	}
	if text := fmt.Sprintf("%v %+v %#v", err, err, page); strings.Contains(text, "leaked") || strings.Contains(text, "key-") {
		t.Errorf("shown: %s", text)
	}
	if got := h.counts(); got[2] != 0 {
		t.Errorf("%d calls without a token", got[2])
	}
}

// TestClocksThatDiffer: a token that seems to have expired when it comes is used until it is refused.
func TestClocksThatDiffer(t *testing.T) {
	h, cl, c := tokenClient(t)
	h.now = func() time.Time { return cl.Now().Add(-24 * time.Hour) }
	for range 3 {
		if _, err := put(t.Context(), c, &Hook{ID: "1"}); err != nil {
			t.Error(err)
		}
	}
	if got := h.counts(); got != [3]int{1, 0, 3} {
		t.Errorf("%v", got)
	}
}

// TestSignJWT: the example is computed with another implementation (openssl dgst -sha256 -hmac).
func TestSignJWT(t *testing.T) {
	got := rest.SignJWT("made-up key", time.Unix(1_700_000_000, 0), 2*time.Minute, rest.Claim{Name: "sub", Value: `a"b<ã`})
	header, rest, _ := strings.Cut(got, ".")
	if header != "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9" {
		t.Errorf("header %s", header)
	}
	if want := "eyJpYXQiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDEyMCwic3ViIjoiYVwiYjzDoyJ9.bx2FR9bkeGYCkh2kl4D2pucznxPdrb3NlctM7lRRD8c"; rest != want {
		t.Errorf("got  %s\nwant %s", rest, want)
	}
}
