package tce_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"example.com/wsgen/generated/tce"
	"example.com/wsgen/generated/tce/arquivofisico"
	"example.com/wsgen/generated/tce/token"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// bubble runs a test by a clock of its own.
func bubble(t *testing.T, f func(t *testing.T, q *queue)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { f(t, newQueue(t)) })
}

func (q *queue) counts(op string) (n int) {
	for _, c := range q.calls {
		if c == op {
			n++
		}
	}
	return n
}

func TestOwnErrorComesBackAsItIs(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		if err := transfer(t.Context(), q.caller(), errOwn); err != errOwn {
			t.Errorf("got %v", err)
		}
		if q.counts("cancelarTransferencia") != 1 || q.stored > 0 || len(q.live) > 0 {
			t.Errorf("calls %v, live %v", q.calls, q.keys())
		}
	})
}

func TestPanicGoesOn(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		defer func() {
			if v := recover(); v != errOwn || len(q.live) > 0 || q.stored > 0 {
				t.Errorf("panic %v, live %v", v, q.keys())
			}
		}()
		q.caller().unit().Transfer(t.Context(), func(context.Context, *tce.Session) error { panic(errOwn) })
		t.Error("the panic was swallowed")
	})
}

// A panic after which the session can't be ended names it.
func TestPanicWithALostCancel(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		q.fail["cancelarTransferencia"] = &failures()[1]
		defer func() {
			v := recover()
			err, ok := v.(error)
			if !ok || !errors.Is(err, errOwn) || !slices.Equal(named(t, nil, v), q.keys()) || len(q.live) != 1 {
				t.Errorf("panic %v, live %v", v, q.keys())
			}
		}()
		q.caller().unit().Transfer(t.Context(), func(context.Context, *tce.Session) error { panic(errOwn) })
	})
}

// The end of the function's goroutine, as t.FailNow makes it, cancels.
func TestGoexitCancels(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		c := q.caller()
		var goroutine sync.WaitGroup
		goroutine.Go(func() {
			c.unit().Transfer(t.Context(), func(context.Context, *tce.Session) error { runtime.Goexit(); return nil })
		})
		goroutine.Wait()
		if q.counts("cancelarTransferencia") != 1 || len(q.live) > 0 || q.counts("finalizarTransferencia") > 0 {
			t.Errorf("calls %v, live %v", q.calls, q.keys())
		}
		if err := transfer(t.Context(), c, nil); err != nil {
			t.Errorf("the next session: %v", err)
		}
	})
}

func TestLostContextIsNotCommitted(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		ctx, cancel := context.WithCancel(t.Context())
		err := q.caller().unit().Transfer(ctx, func(ctx context.Context, s *tce.Session) error { cancel(); return nil })
		if !errors.Is(err, context.Canceled) || q.counts("cancelarTransferencia") != 1 || q.counts("finalizarTransferencia") > 0 {
			t.Errorf("got %v after %v", err, q.calls)
		}
	})
}

// A session is dead 360 seconds after its last call: the next one is not made, and nothing is committed or cancelled.
func TestExpiry(t *testing.T) {
	tests := []struct {
		name  string
		idle  time.Duration
		ask   bool // the function makes another call, whose error it returns
		alive bool
	}{
		{"one second before", 359 * time.Second, true, true},
		{"counted from before the last request", 360*time.Second - latency, true, false},
		{"exactly", 360 * time.Second, true, false},
		{"exactly, at the commit", 360 * time.Second, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, q *queue) {
				c := q.caller()
				calls := 0
				err := c.unit().Transfer(t.Context(), func(ctx context.Context, s *tce.Session) error {
					if _, err := c.people.Enviar(ctx, s, unkeyedEnviar()); err != nil {
						return err
					}
					calls = len(q.calls)
					time.Sleep(tt.idle)
					if !tt.ask {
						return nil
					}
					_, err := c.people.Enviar(ctx, s, unkeyedEnviar())
					return err
				})
				if tt.alive {
					if err != nil || q.stored != 2 {
						t.Errorf("got %v, stored %d", err, q.stored)
					}
					return
				}
				var expired *tce.ExpiredError
				if !errors.As(err, &expired) || !strings.Contains(err.Error(), "records are gone") || expired.Key == "" || strings.Contains(err.Error(), string(expired.Key)) {
					t.Fatalf("got %v, want a *tce.ExpiredError", err)
				}
				if len(q.calls) > calls {
					t.Errorf("calls %v", q.calls)
				}
			})
		})
	}
}

// A function that overlooks that its session is gone does not make it good.
func TestExpiryIsNotOverlooked(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		c := q.caller()
		err := c.unit().Transfer(t.Context(), func(ctx context.Context, s *tce.Session) error {
			clear(q.live) // as by a restart
			c.people.Enviar(ctx, s, unkeyedEnviar())
			return nil
		})
		var expired *tce.ExpiredError
		if !errors.As(err, &expired) || q.counts("finalizarTransferencia") > 0 || q.counts("enviar") != 1 {
			t.Errorf("got %v after %v", err, q.calls)
		}
	})
}

// The provider may say it in a fault, and break its text into lines.
func TestGoneByAFault(t *testing.T) {
	const fault = `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>soap:Server</faultcode><faultstring>%s</faultstring><detail><trace>Token timeout</trace></detail></soap:Fault></soap:Body></soap:Envelope>`
	for reason, want := range map[string]bool{"Token 1\nnão está mais na fila:\ninexistente": true, "pane": false} {
		bubble(t, func(t *testing.T, q *queue) {
			q.fail["enviar"] = &failure{breaks: say(500, fmt.Sprintf(fault, reason))}
			err := transfer(t.Context(), q.caller(), nil)
			var expired *tce.ExpiredError
			if got := errors.As(err, &expired); err == nil || got != want || q.counts("cancelarTransferencia") > 0 == want {
				t.Errorf("%q: got %v after %v", reason, err, q.calls)
			}
		})
	}
}

func TestNilContext(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		c := q.caller()
		var none context.Context
		_, query := c.people.Listar(none, c.unit(), unkeyedListar())
		_, byHand := c.people.Listar(none, tce.ManualSessions("k"), unkeyedListar())
		_, call := c.people.Enviar(none, tce.ManualSession("k"), unkeyedEnviar())
		for _, err := range []error{transfer(none, c, nil), query, byHand, call} {
			var config *soap.ConfigError
			if !errors.As(err, &config) || len(q.calls) > 0 {
				t.Errorf("got %v after %v", err, q.calls)
			}
		}
	})
}

func TestTokenThatEndsInTheQueue(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		q.state = "inativo timeout"
		err := transfer(t.Context(), q.caller(), nil)
		var expired *tce.ExpiredError
		if !errors.As(err, &expired) || expired.State != "inativo timeout" || strings.Contains(err.Error(), "records are gone") || !slices.Equal(q.calls, []string{"obterToken"}) {
			t.Errorf("got %v after %v", err, q.calls)
		}
	})
}

// A reply that does not tell the state is not waited with: it would be asked for again without end.
func TestStateThatIsMissing(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		q.waits = 2
		q.fail["obterSituacaoToken"] = &failure{breaks: say(200, envelope("obterSituacaoToken", entry("posicao", asInt, "2"), "ok", "OK"))}
		err := transfer(t.Context(), q.caller(), nil)
		if err == nil || !strings.Contains(err.Error(), "no state") || len(q.live) > 0 || !slices.Equal(q.calls, []string{"obterToken", "obterSituacaoToken", "cancelarTransferencia"}) {
			t.Errorf("got %v after %v, live %v", err, q.calls, q.keys())
		}
	})
}

// A token of another process stands in the way: the error names it, and it is left alone.
func TestActiveToken(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		other, err := q.caller().tokens.ObterToken(t.Context(), obterToken)
		if err != nil {
			t.Fatal(err)
		}
		err = transfer(t.Context(), q.caller(), nil)
		var open *tce.OpenError
		var refusal *tce.Refusal
		if !errors.As(err, &open) || open.Active != other.Dados.ChaveToken || !errors.As(err, &refusal) {
			t.Errorf("got %v", err)
		}
		if !slices.Equal(named(t, err, nil), q.keys()) || q.counts("cancelarTransferencia") > 0 || len(q.calls) != 2 {
			t.Errorf("live %v after %v", q.keys(), q.calls)
		}
		if refusal.Message != "Sua unidade gestora já obteve o token com chave [[redacted]]" {
			t.Errorf("message %q", refusal.Message)
		}
		for _, err := range []error{err, open, errors.Unwrap(open), refusal, &refusal.Refusal} {
			for _, verb := range []string{"%v", "%+v", "%#v"} {
				if text := fmt.Sprintf(verb, err); strings.Contains(text, string(open.Active)) {
					t.Errorf("%s of a %T shows the key: %s", verb, err, text)
				}
			}
		}
	})
}

// A password that is a part of the active token does not garble it, and what is left of the token is not shown either.
func TestActiveTokenThatHoldsThePassword(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		c := q.caller(soap.WithCredentials(soap.UserPassword("user", "4000")))
		other, err := c.tokens.ObterToken(t.Context(), obterToken)
		if err != nil {
			t.Fatal(err)
		}
		err = transfer(t.Context(), c, nil)
		var open *tce.OpenError
		if !errors.As(err, &open) || open.Active != other.Dados.ChaveToken || strings.Contains(err.Error(), "00000001") {
			t.Errorf("got %v", err)
		}
	})
}

// An opening by hand that is refused does not show the active token either; the error has it in a field.
func TestActiveTokenByHand(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		c := q.caller()
		other, err := c.tokens.ObterToken(t.Context(), obterToken)
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.tokens.ObterToken(t.Context(), obterToken)
		var refusal *tce.Refusal
		if !errors.As(err, &refusal) || refusal.Active != other.Dados.ChaveToken {
			t.Fatalf("got %v", err)
		}
		for _, verb := range []string{"%v", "%+v", "%#v", "%s"} {
			if text := fmt.Sprintf(verb, err); strings.Contains(text, string(refusal.Active)) {
				t.Errorf("%s shows the key: %s", verb, text)
			}
		}
		if refusal.Message != "Sua unidade gestora já obteve o token com chave [[redacted]]" {
			t.Errorf("message %q", refusal.Message)
		}
	})
}

// Without a function nothing is opened.
func TestTransferOfNothing(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		var misuse *tce.MisuseError
		if err := q.caller().unit().Transfer(t.Context(), nil); !errors.As(err, &misuse) || len(q.calls) > 0 {
			t.Errorf("got %v after %v", err, q.calls)
		}
	})
}

// Sessions of two clients take turns where they share a desk: the queue refuses a unit's second token.
func TestSharedDesk(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		var all sync.WaitGroup
		for range 5 {
			c := q.caller()
			all.Go(func() {
				err := inTurn(c.tokens, obterToken).Transfer(t.Context(), func(ctx context.Context, s *tce.Session) error {
					_, err := c.people.Enviar(ctx, s, unkeyedEnviar())
					return err
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if n := q.counts("finalizarTransferencia"); n != 5 || len(q.live) > 0 {
			t.Errorf("%d sessions were committed, live %v", n, q.keys())
		}
	})
}

// A variant of the refusal names no token.
func TestActiveTokenWithoutAName(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		f := failure{breaks: say(200, envelope("obterToken", "", "Sua unidade gestora já obteve o token", "ERRO"))}
		q.fail["obterToken"] = &f
		err := transfer(t.Context(), q.caller(), nil)
		var open *tce.OpenError
		if !errors.As(err, &open) || open.Active != "" || len(q.calls) != 1 {
			t.Errorf("got %v after %v", err, q.calls)
		}
	})
}

// A reply without a status that has a token: it is live, and this caller's.
func TestOpenedWithoutAStatus(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		q.fail["obterToken"] = &failure{after: true, breaks: say(200, envelope("obterToken", entry("chaveToken", asString, "00000000-0000-4000-8000-000000000001"), "m", ""))}
		err := transfer(t.Context(), q.caller(), nil)
		if err == nil || len(q.live) > 0 || !slices.Equal(q.calls, []string{"obterToken", "cancelarTransferencia"}) {
			t.Errorf("got %v after %v, live %v", err, q.calls, q.keys())
		}
	})
}

// Nothing is known of a session when the call that would settle it is lost, too; the error says so.
func TestUnsettled(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		q.fail["obterToken"] = &failure{after: true, breaks: func(q *queue, _ *http.Request, op string) (*http.Response, error) {
			q.fail[op] = &failures()[1]
			return lose(nil, nil, "")
		}}
		var failed *tce.SessionError
		if err := transfer(t.Context(), q.caller(), nil); !errors.As(err, &failed) || !failed.Unknown || len(q.calls) != 2 {
			t.Errorf("got %v after %v", err, q.calls)
		}
	})
}

// Many callers of several units: each unit has one token at a time, and units don't wait for each other.
func TestSessionsOfManyCallers(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		q.waits = 1
		c := q.caller()
		var all sync.WaitGroup
		for i := range 30 {
			open := *obterToken
			open.CodigoUg = fmt.Sprint(10000 + i%3)
			all.Go(func() {
				var err error
				if unit := c.tokens.Sessions(&open); i%2 == 0 {
					err = unit.Transfer(t.Context(), func(ctx context.Context, s *tce.Session) error {
						_, err := c.people.Enviar(ctx, s, unkeyedEnviar())
						return err
					})
				} else {
					_, err = c.people.Listar(t.Context(), unit, unkeyedListar())
				}
				if err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if q.n != 30 || q.stored != 15 || len(q.live) > 0 {
			t.Errorf("%d tokens, %d stored, live %v", q.n, q.stored, q.keys())
		}
	})
}

func TestWaitForAnotherSessionEnds(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		c := q.caller()
		started, end := make(chan bool), make(chan bool)
		var other sync.WaitGroup
		other.Go(func() {
			if err := c.unit().Transfer(t.Context(), func(context.Context, *tce.Session) error { close(started); <-end; return nil }); err != nil {
				t.Error(err)
			}
		})
		<-started
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		before := len(q.calls)
		err := transfer(ctx, c, nil)
		var failed *tce.SessionError
		if !errors.As(err, &failed) || failed.Step != "turn" || !errors.Is(err, context.DeadlineExceeded) || len(q.calls) != before {
			t.Errorf("got %v after %v", err, q.calls)
		}
		close(end)
		other.Wait()
		if err := transfer(t.Context(), c, nil); err != nil {
			t.Error(err)
		}
	})
}

// Calls that don't fit a session are refused before anything is sent.
func TestMisuse(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		c := q.caller()
		unit := c.unit()
		var kept *tce.Session
		check := func(name string, err error) {
			t.Helper()
			var misuse *tce.MisuseError
			if !errors.As(err, &misuse) {
				t.Errorf("%s: got %v, want a *tce.MisuseError", name, err)
			}
		}
		err := unit.Transfer(t.Context(), func(ctx context.Context, s *tce.Session) error {
			before := len(q.calls)
			kept = s
			_, err := c.people.Listar(ctx, unit, unkeyedListar())
			check("a session within a session of the same unit", err)
			_, err = c.people.Enviar(ctx, s, enviar)
			check("a request with another key", err)
			_, err = c.people.Enviar(ctx, nil, unkeyedEnviar())
			check("no session", err)
			_, err = c.people.Enviar(ctx, new(tce.Session), unkeyedEnviar())
			check("a zero session", err)
			_, err = c.people.Listar(ctx, nil, unkeyedListar())
			check("no sessions", err)
			if len(q.calls) != before {
				t.Errorf("calls %v", q.calls[before:])
			}
			req := unkeyedEnviar()
			req.ChaveToken = s.Key()
			if _, err := c.people.Enviar(ctx, s, req); err != nil {
				t.Errorf("a request with the session's key: %v", err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		before := len(q.calls)
		_, err = c.people.Listar(t.Context(), unit, listar)
		check("a query with a key", err)
		if _, err := c.people.Enviar(t.Context(), kept, unkeyedEnviar()); !errors.Is(err, tce.ErrDone) {
			t.Errorf("after the end: %v", err)
		}
		_, err = c.files.DownloadArquivo(t.Context(), unit, nil)
		var refused *soap.RequestError
		if !errors.As(err, &refused) {
			t.Errorf("no request: %v", err)
		}
		_, err = c.files.EnviarArquivo(t.Context(), unit, &arquivofisico.EnviarArquivo{Competencia: 201401})
		var invalid *xsd.ValidationError
		if !errors.As(err, &invalid) {
			t.Errorf("a request that breaks a facet: %v", err)
		}
		if len(q.calls) != before {
			t.Errorf("calls %v", q.calls[before:])
		}
	})
}

// A caller's request is not changed, whatever is sent.
func TestRequestsAreLeftAlone(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		c, req, open := q.caller(), unkeyedListar(), *obterToken
		unit := c.tokens.Sessions(&open)
		open.CodigoUg = "x" // the sessions have a copy
		if _, err := c.people.Listar(t.Context(), unit, req); err != nil || req.ChaveToken != "" {
			t.Errorf("got %v, key %q", err, string(req.ChaveToken))
		}
	})
}

// A token that is managed by hand: it serves a query once, and any number of calls of a transfer.
func TestManualSessions(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		c := q.caller()
		got, err := c.tokens.ObterToken(t.Context(), obterToken)
		if err != nil {
			t.Fatal(err)
		}
		by := tce.ManualSessions(got.Dados.ChaveToken)
		q.fail["listar"] = &failures()[3]
		var refusal *tce.Refusal
		if _, err := c.people.Listar(t.Context(), by, unkeyedListar()); !errors.As(err, &refusal) {
			t.Errorf("got %v", err)
		}
		if _, err := c.people.Listar(t.Context(), by, unkeyedListar()); err != nil {
			t.Error(err)
		}
		if _, err := c.people.Listar(t.Context(), by, unkeyedListar()); err == nil {
			t.Error("a token was used twice")
		}
		if q.counts("listar") != 2 || q.counts("cancelarTransferencia") > 0 {
			t.Errorf("calls %v", q.calls)
		}
	})
}

// The state is asked for by hand as a session does: 5 seconds after the last reply.
func TestSpacingByHand(t *testing.T) {
	bubble(t, func(t *testing.T, q *queue) {
		c := q.caller()
		got, err := c.tokens.ObterToken(t.Context(), obterToken)
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		for range 3 { // the queue complains of calls that come too soon
			if _, err := c.tokens.ObterSituacaoToken(t.Context(), &token.ObterSituacaoToken{ChaveToken: got.Dados.ChaveToken}); err != nil {
				t.Error(err)
			}
		}
		if took := time.Since(start); took != 2*5*time.Second+3*latency {
			t.Errorf("took %v", took)
		}
	})
}

// All goes by the client's clock.
func TestInjectedClock(t *testing.T) {
	now := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	pass := func(d time.Duration) { now = now.Add(d) }
	q := newQueue(t)
	q.waits, q.now, q.sleep = 100, func() time.Time { return now }, pass
	c := q.caller(soap.WithClock(q.now), soap.WithSleep(func(_ context.Context, d time.Duration) error { pass(d); return nil }))
	start := now
	if err := transfer(t.Context(), c, nil); err != nil {
		t.Fatal(err)
	}
	if took := now.Sub(start); took < 100*5*time.Second {
		t.Errorf("100 waits took %v", took)
	}
	err := c.unit().Transfer(t.Context(), func(context.Context, *tce.Session) error { pass(360 * time.Second); return nil })
	var expired *tce.ExpiredError
	if !errors.As(err, &expired) || expired.Idle != 360*time.Second+latency {
		t.Errorf("got %v", err)
	}
}
