package session

import (
	"context"
	"errors"
	"slices"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// do opens a session for one call. A request that can't be sent opens none.
func (u *Sessions) do(ctx context.Context, group string, op *soap.Operation, in xmltext.Node, send func(context.Context, xmltext.Node) error) error {
	switch {
	case ctx == nil:
		return noContext(op.Name)
	case u == nil:
		return &MisuseError{op.Name, "nil sessions"}
	case u.manual != nil:
		return u.manual.once(ctx, op, in, send)
	case isNil(in):
		return &soap.RequestError{Operation: op.Name, Err: errNoRequest}
	case op.Key.Get(in) != "":
		return &MisuseError{op.Name, "the request carries a key, and the call takes a session of its own; leave it empty"}
	}
	if err := check(op, in); err != nil {
		return err
	}
	return u.Run(ctx, group, func(ctx context.Context, s *Session) error {
		return s.do(ctx, group, op, in, send)
	})
}

// check finds what the request breaks, the key aside, which it does not have yet.
func check(op *soap.Operation, in xmltext.Node) error {
	v, ok := in.(interface{ Validate() error })
	if !ok || !op.Validate {
		return nil
	}
	err := v.Validate()
	var broken *xsd.ValidationError
	if errors.As(err, &broken) {
		atKey := func(v xsd.Violation) bool { return v.Path == op.Key.Path }
		if !slices.ContainsFunc(broken.Violations, func(v xsd.Violation) bool { return !atKey(v) }) {
			return nil
		}
	}
	if err != nil {
		return &soap.RequestError{Operation: op.Name, Err: err}
	}
	return nil
}

// once makes a call of a session that is managed by hand and ends with its first success.
func (s *Session) once(ctx context.Context, op *soap.Operation, in xmltext.Node, send func(context.Context, xmltext.Node) error) error {
	return s.do(ctx, "", op, in, func(ctx context.Context, in xmltext.Node) error {
		err := send(ctx, in)
		if err == nil {
			s.done.Store(true)
		}
		return err
	})
}
