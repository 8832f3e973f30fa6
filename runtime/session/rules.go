package session

import (
	"regexp"
	"time"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// Rules are what a provider says of its sessions. Generated code holds them in a static variable.
type Rules struct {
	// Ready are the states in which a session is ready; without any it is ready once it is open. Ended are those
	// from which it never becomes ready. States are compared without regard to case and outer white space.
	Ready, Ended []string
	// Timeout is the time without a call after which the service has dropped a session; 0 for none.
	Timeout time.Duration
	// Gone is a regular expression of the messages of refusals, and reasons of faults, that say that a session is gone; "" for
	// none. A dot stands for a line break, too.
	Gone string
}

// Calls are the operations of a client that open, watch and end sessions. All but Open have a [soap.Key].
type Calls struct {
	Client *soap.Client
	Open   *soap.Operation
	// Request opens the sessions.
	Request xmltext.Node
	// Key and State read a reply of Open; "" is what is not there. State is nil when sessions are ready once they are open.
	Key, State func(out xmltext.Node) string
	// Watch tells the state, which Watched reads; nil when sessions are ready once they are open.
	Watch   *soap.Operation
	Watched func(out xmltext.Node) string
	// Cancel undoes a session; nil when none can be.
	Cancel *soap.Operation
	Groups []Group
}

// A Group is one use of sessions.
type Group struct {
	Name string
	// Begin is called once the session is ready, Commit at its end; nil for none.
	Begin, Commit *soap.Operation
	// Single says that a session ends by itself after one successful call.
	Single bool
}

// An Option configures [Sessions].
type Option func(*Sessions)

// defaultCleanup is the time that ending a session may take.
const defaultCleanup = 30 * time.Second

// CleanupTimeout replaces the limit of 30 seconds for what is done after a session went wrong, when the caller's own
// context no longer counts.
func CleanupTimeout(d time.Duration) Option {
	return func(u *Sessions) { u.cleanup = d }
}

// SharedDesk makes sessions take turns with all that share the desk, whatever clients open them. Usually those of one client
// do. It has no effect where a holder may have several sessions at a time.
func SharedDesk(d *Desk) Option {
	return func(u *Sessions) {
		if u.desk != nil && d != nil {
			u.desk = d
		}
	}
}

// Sessions are the sessions of one holder. They are safe for concurrent use: one session is open at a time.
type Sessions struct {
	rules   *Rules
	gone    *regexp.Regexp // nil for none
	calls   Calls
	desk    *Desk // nil when there is no limit to sessions at a time
	holder  string
	cleanup time.Duration
	manual  *Session // a session that the caller has opened
}

// New returns the sessions that the operations of a client open for a holder. Those made with the same desk take turns;
// without one they don't.
func New(rules *Rules, desk *Desk, holder string, calls Calls, opts ...Option) *Sessions {
	u := &Sessions{rules: rules, calls: calls, desk: desk, holder: holder, cleanup: defaultCleanup}
	if rules.Gone != "" {
		u.gone = regexp.MustCompile("(?s)" + rules.Gone) // a message may be broken into lines anywhere
	}
	for _, o := range opts {
		o(u)
	}
	return u
}

// Manual returns a session that the caller has opened, and ends, by hand. Nothing is known of it but its key.
func Manual(key xsd.Secret) *Session {
	return newSession(nil, "", key, time.Time{})
}

// ManualSingle returns sessions that consist of one that the caller has opened by hand: it serves calls until one succeeds.
func ManualSingle(key xsd.Secret) *Sessions {
	return &Sessions{rules: new(Rules), manual: Manual(key)}
}

// group finds a group by its name; nil for none.
func (u *Sessions) group(name string) *Group {
	for i := range u.calls.Groups {
		if u.calls.Groups[i].Name == name {
			return &u.calls.Groups[i]
		}
	}
	return nil
}
