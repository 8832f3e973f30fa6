package testserver

import (
	"io"
	"net/http"
	"sync"
	"time"

	"example.com/wsgen/runtime/xmltext"
)

// An Answer is what a call of an operation gets. Answers are used in the order in which they were made.
type Answer struct {
	mu    *sync.Mutex // of the server
	times int         // calls left; less than 0 for any number
	delay time.Duration
	drop  bool
	raw   *raw
	reply xmltext.Node
	err   error
}

type raw struct {
	status            int
	contentType, body string
}

// Raw answers with that status, content type and body.
func Raw(status int, contentType, body string) *Answer {
	return &Answer{raw: &raw{status, contentType, body}}
}

// Drop closes the connection.
func Drop() *Answer { return &Answer{drop: true} }

// Message answers with a message, or an error, that [Result] returns.
func Message(reply xmltext.Node, err error) *Answer { return &Answer{reply: reply, err: err} }

// Result is what a [Message] is of.
func Result(a *Answer) (xmltext.Node, error) { return a.reply, a.err }

// Times makes the answer one for n calls.
func (a *Answer) Times(n int) *Answer {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.times = max(0, n)
	return a
}

// Always makes the answer one for any number of calls, none among them.
func (a *Answer) Always() *Answer {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.times = -1
	return a
}

// After delays the answer, until the caller leaves at most.
func (a *Answer) After(d time.Duration) *Answer {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.delay = d
	return a
}

// Give waits as long as the answer says, and gives it, unless it is a [Message]: then it reports false.
func Give(a *Answer, w http.ResponseWriter, r *http.Request) bool {
	a.wait(r)
	if a.drop {
		panic(http.ErrAbortHandler) // which closes the connection
	}
	if a.raw == nil {
		return false
	}
	if a.raw.contentType != "" {
		w.Header().Set("Content-Type", a.raw.contentType)
	}
	w.WriteHeader(a.raw.status)
	_, _ = io.WriteString(w, a.raw.body) // the caller left: nobody to tell
	return true
}

func (a *Answer) wait(r *http.Request) {
	a.mu.Lock()
	d := a.delay
	a.mu.Unlock()
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
	}
}
