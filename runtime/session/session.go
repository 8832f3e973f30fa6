package session

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync/atomic"
	"time"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A Session is open work under a key. It is safe for concurrent use; one call is made at a time.
type Session struct {
	of    *Sessions // nil for one that is managed by hand
	group string
	key   xsd.Secret
	done  atomic.Bool // its function has returned

	turn chan struct{} // full while no call is under way; guards what follows
	last time.Time     // before the last call that may have arrived was sent: the service counts from then on at the earliest
	dead *ExpiredError // once the session is known to be gone
}

// newSession returns a session that a call opened which was sent after a time.
func newSession(of *Sessions, group string, key xsd.Secret, after time.Time) *Session {
	s := &Session{of: of, group: group, key: key, last: after, turn: make(chan struct{}, 1)}
	s.turn <- struct{}{}
	return s
}

// Key returns the key that the session's calls carry.
func (s *Session) Key() xsd.Secret { return s.key }

// call makes a call that carries the key, unless the session is gone by then.
func (s *Session) call(ctx context.Context, op string, outer bool, send func() error) (err error) {
	select {
	case <-s.turn:
	case <-ctx.Done():
		err := fmt.Errorf("waiting for another call of the session: %w", context.Cause(ctx))
		return &soap.RequestError{Operation: op, Err: err}
	}
	defer func() { s.turn <- struct{}{} }()
	switch {
	case outer && s.done.Load():
		return fmt.Errorf("%s: %w", op, ErrDone)
	case s.of == nil:
		return send()
	}
	if err := s.alive(op); err != nil {
		return err
	}
	start, arrived := s.of.calls.Client.Now(), true // also when it panics
	defer func() {
		if arrived {
			s.last = start
		}
	}()
	err = send()
	arrived = err == nil || soap.MaybeArrived(err)
	if said := message(err); said != "" && s.of.gone != nil && s.of.gone.MatchString(said) {
		s.dead = &ExpiredError{Operation: op, Key: s.key, Err: err}
		return s.dead
	}
	return err
}

// alive returns an error when the service must have dropped the session, by what it said or by the time.
func (s *Session) alive(op string) error {
	if limit := s.of.rules.Timeout; s.dead == nil && limit > 0 {
		if idle := s.of.calls.Client.Now().Sub(s.last); idle >= limit {
			s.dead = &ExpiredError{Key: s.key, Idle: idle}
		}
	}
	if s.dead == nil {
		return nil
	}
	x := *s.dead
	x.Operation = op
	return &x
}

// A Caller is a [*Session] or [*Sessions]: what a call can stand in.
type Caller interface {
	do(ctx context.Context, group string, op *soap.Operation, in xmltext.Node, send func(context.Context, xmltext.Node) error) error
}

// Call is [soap.Call] in a session: the request is sent with its key. Of [Sessions] it takes one for the call alone.
func Call[R xmltext.Node](ctx context.Context, by Caller, group string, c *soap.Client, op *soap.Operation, in xmltext.Node, out R, opts []soap.CallOption) (R, error) {
	var none R
	err := by.do(ctx, group, op, in, func(ctx context.Context, in xmltext.Node) (err error) {
		out, err = soap.Call(ctx, c, op, in, out, opts)
		return err
	})
	if err != nil {
		return none, err
	}
	return out, nil
}

// Send is [soap.Send] in a session; see [Call].
func Send(ctx context.Context, by Caller, group string, c *soap.Client, op *soap.Operation, in xmltext.Node, opts []soap.CallOption) error {
	return by.do(ctx, group, op, in, func(ctx context.Context, in xmltext.Node) error {
		return soap.Send(ctx, c, op, in, opts)
	})
}

func (s *Session) do(ctx context.Context, group string, op *soap.Operation, in xmltext.Node, send func(context.Context, xmltext.Node) error) error {
	switch {
	case ctx == nil:
		return noContext(op.Name)
	case s == nil || s.turn == nil: // nil, or a zero value that nothing opened
		return &MisuseError{op.Name, "no session"}
	case s.of != nil && s.group != group:
		return &MisuseError{op.Name, "the operation stands in sessions of the group " + group + ", and this one is of " + s.group}
	}
	in, err := s.sign(op, in)
	if err != nil {
		return err
	}
	return s.call(ctx, op.Name, true, func() error { return send(ctx, in) })
}

// sign returns a copy of the request with the key.
func (s *Session) sign(op *soap.Operation, in xmltext.Node) (xmltext.Node, error) {
	if isNil(in) {
		return nil, &soap.RequestError{Operation: op.Name, Err: errNoRequest}
	}
	if k := op.Key.Get(in); k != "" && k != string(s.key) {
		return nil, &MisuseError{op.Name, "the request carries another key than the session's; leave it empty"}
	}
	return op.Key.Set(in, string(s.key)), nil
}

var errNoRequest = errors.New("no request")

func noContext(operation string) error {
	return &soap.ConfigError{Operation: operation, Reason: "nil context"}
}

// isNil reports whether there is no node, or a nil pointer to one, as generated methods pass a caller's nil on.
func isNil(x xmltext.Node) bool {
	if x == nil {
		return true
	}
	v := reflect.ValueOf(x)
	return v.Kind() == reflect.Pointer && v.IsNil()
}

// message is what the service said in a refusal, or as the reason of a fault. A fault's detail is left out: where it holds a
// trace of the service's own code any word may stand in it.
func message(err error) string {
	var fault *soap.Fault
	if errors.As(err, &fault) {
		return fault.Reason
	}
	if r := refusal(err); r != nil {
		return r.Message
	}
	return ""
}

// refusal finds the runtime's refusal in an error; nil for none.
func refusal(err error) *soap.Refusal {
	var r *soap.Refusal
	if errors.As(err, &r) {
		return r
	}
	return nil
}
