package tce_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"example.com/wsgen/generated/tce"
	"example.com/wsgen/generated/tce/arquivofisico"
	"example.com/wsgen/generated/tce/servidor"
)

var errOwn = errors.New("the function's own error")

// transfer sends records in a session. The function returns end after that.
func transfer(ctx context.Context, c caller, end error) error {
	return c.unit().Transfer(ctx, func(ctx context.Context, s *tce.Session) error {
		if _, err := c.people.Enviar(ctx, s, unkeyedEnviar()); err != nil {
			return err
		}
		return end
	})
}

func unkeyedEnviar() *servidor.Enviar {
	req := *enviar
	req.ChaveToken = ""
	return &req
}

func unkeyedListar() *servidor.Listar {
	req := *listar
	req.ChaveToken = ""
	return &req
}

// A use is a way to use sessions, with the calls of one that goes well.
type use struct {
	name  string
	run   func(context.Context, caller) error
	calls []string
}

func uses() []use {
	opened := []string{"obterToken", "obterSituacaoToken", "obterSituacaoToken", "obterSituacaoToken"}
	query := func(op string, run func(context.Context, caller) error) use {
		return use{op, run, append(slices.Clone(opened), op)}
	}
	return []use{
		{"transfer", func(ctx context.Context, c caller) error { return transfer(ctx, c, nil) },
			append(slices.Clone(opened), "iniciarTransferencia", "enviar", "finalizarTransferencia")},
		query("listar", func(ctx context.Context, c caller) error {
			_, err := c.people.Listar(ctx, c.unit(), unkeyedListar())
			return err
		}),
		query("enviarArquivo", func(ctx context.Context, c caller) error {
			req := *enviarArquivo
			req.ChaveToken = ""
			_, err := c.files.EnviarArquivo(ctx, c.unit(), &req)
			return err
		}),
		query("listarArquivo", func(ctx context.Context, c caller) error {
			_, err := c.files.ListarArquivo(ctx, c.unit(), &arquivofisico.ListarArquivo{Competencia: 201401})
			return err
		}),
		query("downloadArquivo", func(ctx context.Context, c caller) error {
			_, err := c.files.DownloadArquivo(ctx, c.unit(), &arquivofisico.DownloadArquivo{Competencia: 201401, NomeArquivo: "a.txt"})
			return err
		}),
	}
}

// attempt runs a use and returns the value of its panic, or its error.
func attempt(ctx context.Context, c caller, u use) (panicked any, err error) {
	defer func() { panicked = recover() }()
	return nil, u.run(ctx, c)
}

// named are the keys that an error, or a panic, names as live.
func named(t *testing.T, err error, panicked any) []string {
	t.Helper()
	if e, ok := panicked.(error); ok {
		err = e
	}
	var failed *tce.SessionError
	if !errors.As(err, &failed) {
		return nil
	}
	if failed.Unknown {
		t.Error("the error says that it does not know whether a session is live")
	}
	var keys []string
	for _, k := range failed.Live {
		keys = append(keys, string(k))
		if strings.Contains(err.Error(), string(k)) {
			t.Errorf("the text shows a key: %v", err)
		}
	}
	return keys
}

// after are the calls that follow one that failed.
func after(op string, f failure) []string {
	switch op {
	case "obterToken":
		switch {
		case f.class == unsent || f.class == refused || f.class == blamed:
			return nil
		case f.after: // the second opening is refused, and names the session
			return []string{"obterToken"}
		}
		return []string{"obterToken", "cancelarTransferencia"}
	case "finalizarTransferencia":
		if f.class == unknown || f.class == panics {
			return nil
		}
	case "cancelarTransferencia":
		return nil
	}
	return []string{"cancelarTransferencia"}
}

// TestSessionMatrix breaks each call of a session in every way. Whatever happens, no token stays live that the caller's
// error does not name, nothing is committed after an error, and no call is made that need not be.
func TestSessionMatrix(t *testing.T) {
	for _, u := range uses() {
		ops := slices.Compact(slices.Clone(u.calls))
		for _, op := range append(ops, "cancelarTransferencia") {
			for _, f := range failures() {
				t.Run(u.name+"/"+op+"/"+f.name, func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) { breakCall(t, u, op, f) })
				})
			}
		}
	}
}

func breakCall(t *testing.T, u use, op string, f failure) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	q := newQueue(t)
	q.waits, q.cancel = 2, cancel
	q.fail[op] = &f
	want := u.calls[:min(len(u.calls), slices.Index(u.calls, op)+1)]
	if op == "cancelarTransferencia" { // after an error of the last call before the commit
		last := "enviar"
		if u.name != "transfer" {
			last = u.name
		}
		q.fail[last] = &failures()[3]
		want = append(slices.Clone(u.calls[:slices.Index(u.calls, last)+1]), op)
	}
	want = append(slices.Clone(want), after(op, f)...)
	panicked, err := attempt(ctx, q.caller(), u)
	if err == nil && panicked == nil {
		t.Fatal("the call that broke is no error")
	}
	if re := f.class == panics && op != "cancelarTransferencia"; re != (panicked != nil) {
		t.Errorf("panic %v after %v", panicked, err)
	}
	if !slices.Equal(q.calls, want) {
		t.Errorf("calls %v\nwant  %v", q.calls, want)
	}
	names := named(t, err, panicked)
	for _, key := range q.keys() {
		if !slices.Contains(names, key) {
			t.Errorf("the token %s is live and not named in %v %v", key, err, panicked)
		}
	}
	committed := op == "finalizarTransferencia" && f.after
	if q.stored > 0 && !committed {
		t.Error("something was committed")
	}
	// A cancel after an unclear answer shows that nothing was committed; it fails if something was.
	unclear := op == "finalizarTransferencia" && (f.class == unknown || f.after && f.class != panics)
	var lost *tce.CommitError
	if unclear != errors.As(err, &lost) {
		t.Errorf("got %v, want a *tce.CommitError: %v", err, unclear)
	}
	var expired *tce.ExpiredError
	if committed && errors.As(err, &expired) {
		t.Errorf("the records are stored, and the error says that they are gone: %v", err)
	}
}

// A session that goes well makes the calls that it must, and no other.
func TestSessionsThatGoWell(t *testing.T) {
	for _, u := range uses() {
		t.Run(u.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				q := newQueue(t)
				q.waits = 2
				if err := u.run(t.Context(), q.caller()); err != nil {
					t.Fatal(err)
				}
				if !slices.Equal(q.calls, u.calls) || len(q.live) > 0 {
					t.Errorf("calls %v, live %v\nwant  %v", q.calls, q.keys(), u.calls)
				}
				if q.stored > 0 != (u.name == "transfer") {
					t.Errorf("%d calls of enviar were committed", q.stored)
				}
			})
		})
	}
}
