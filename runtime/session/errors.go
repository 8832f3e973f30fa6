package session

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"example.com/wsgen/runtime/xsd"
)

// ErrDone is what a call gets in a session whose function has returned.
var ErrDone = errors.New("the session's function has returned")

// A Step is a part of a session's life.
type Step string

// The steps of a session.
const (
	StepTurn   Step = "turn"   // waiting for another session of the holder to end
	StepOpen   Step = "open"   // opening
	StepReady  Step = "ready"  // waiting until it is ready
	StepBegin  Step = "begin"  // beginning
	StepRun    Step = "run"    // the function, or the one call
	StepCommit Step = "commit" // committing
)

// An Error says at which step a session failed, and which sessions may still be live.
type Error struct {
	Step Step
	// Live are the keys of sessions that may be live: that of this one, or that of the one which stood in its way. A
	// conversion to string reveals a key.
	Live []xsd.Secret
	// Unknown says that a session may be live whose key is not known.
	Unknown bool
	// Err is what failed; nil when a panic did. End is why the session could not be ended then; nil when it was.
	Err, End error
}

// Error returns the step, what failed, and whether a session may be live.
func (e *Error) Error() string {
	s := "session: " + string(e.Step)
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	if e.End != nil {
		s += "; ending it: " + e.End.Error()
	}
	switch {
	case len(e.Live) > 0:
		s += " (a session may be live: Live has its key)"
	case e.Unknown:
		s += " (a session may be live whose key is not known)"
	}
	return hide(s, e.Live...)
}

// Unwrap returns what failed, and then what failed at the session's end.
func (e *Error) Unwrap() []error {
	var all []error
	for _, err := range []error{e.Err, e.End} {
		if err != nil {
			all = append(all, err)
		}
	}
	return all
}

// GoString prints the error's text.
func (e *Error) GoString() string { return goString("Error", e) }

// An OpenError is a refused opening.
type OpenError struct {
	Operation string
	// Active is the key of the session that is active in its stead, "" when the refusal does not name it. It may be
	// another process's, so that nothing cancels it.
	Active xsd.Secret
	// Err is the provider's refusal.
	Err error
}

// Error returns the refusal, without the key.
func (e *OpenError) Error() string { return hide(e.Err.Error(), e.Active) }

// Unwrap returns the refusal. Its message does not show the key; its decoded reply does.
func (e *OpenError) Unwrap() error { return e.Err }

// GoString prints the error's text.
func (e *OpenError) GoString() string { return goString("OpenError", e) }

// An ExpiredError is a call that was not made, or failed, since the service has dropped the session and what was sent in
// it, or a session that ended before it was ready. Nothing can be committed any more.
type ExpiredError struct {
	// Operation is the call's.
	Operation string
	Key       xsd.Secret
	// Idle is the time since the last call, where that was too long.
	Idle time.Duration
	// State is the state in which the session was found, where that was one of an end.
	State string
	// Err is what the service said; nil where nothing was sent.
	Err error
}

// Error says how the session's end was noticed.
func (e *ExpiredError) Error() string {
	if e.State != "" { // nothing was sent in it
		return hide(fmt.Sprintf("%s: the session has ended before it was ready: its state is %q", e.Operation, e.State), e.Key)
	}
	s := e.Operation + ": the session has ended and its records are gone"
	switch {
	case e.Err != nil:
		s += ": " + e.Err.Error()
	case e.Idle > 0:
		s += fmt.Sprintf(": there was no call for %v", e.Idle)
	}
	return hide(s, e.Key)
}

// Unwrap returns what the service said.
func (e *ExpiredError) Unwrap() error { return e.Err }

// GoString prints the error's text.
func (e *ExpiredError) GoString() string { return goString("ExpiredError", e) }

// A CommitError is a commit whose answer is lost, or does not tell whether it took place: what was sent in the session may be
// stored, or be gone when the session's time is over.
type CommitError struct {
	Operation string
	Key       xsd.Secret
	Err       error
}

// Error says that the outcome is not known.
func (e *CommitError) Error() string {
	return hide("whether the session was committed is not known: "+e.Err.Error(), e.Key)
}

// Unwrap returns what happened to the call.
func (e *CommitError) Unwrap() error { return e.Err }

// GoString prints the error's text.
func (e *CommitError) GoString() string { return goString("CommitError", e) }

// A MisuseError is a call that does not fit the session that it was given. Nothing was sent.
type MisuseError struct {
	Operation string
	Reason    string
}

// Error returns the operation and the reason.
func (e *MisuseError) Error() string { return e.Operation + ": " + e.Reason }

// A PanicError is what a panic in a session's function turns into when the session could not be ended after it.
type PanicError struct {
	// Value is that of the panic.
	Value any
	Err   *Error
}

// Error returns the panic's value and what became of the session.
func (e *PanicError) Error() string {
	return hide(fmt.Sprintf("panic: %v; %v", e.Value, e.Err), e.Err.Live...)
}

// Unwrap returns what became of the session, and the panic's value if it is an error.
func (e *PanicError) Unwrap() []error {
	if err, ok := e.Value.(error); ok {
		return []error{e.Err, err}
	}
	return []error{e.Err}
}

const hidden = "[redacted]"

// hide takes keys out of a text.
func hide(s string, keys ...xsd.Secret) string {
	for _, k := range keys {
		if k != "" {
			s = strings.ReplaceAll(s, string(k), hidden)
		}
	}
	return s
}

func goString(name string, err error) string {
	return fmt.Sprintf("&session.%s{%q}", name, err.Error())
}
