package rest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// A Login is how a service gives the token that requests carry.
type Login struct {
	// Operation trades what the caller knows for a token; Refresh, nil for none, a refresh token.
	Operation, Refresh *Operation
	// Token reads the reply of either.
	Token func(reply xmltext.Node) Token
	// RefreshRequest makes the request of Refresh.
	RefreshRequest func(refreshToken string) xmltext.Node
	// Scheme is the word before the token in Authorization; empty for none.
	Scheme string
}

// A LoginRequest makes the request of a login from what the caller knows, and from the time, which signatures hold.
type LoginRequest func(now time.Time) (xmltext.Node, error)

// A Token is what a login gives.
type Token struct {
	Access xsd.Secret
	// ExpiresAt is the zero time when the reply does not say it.
	ExpiresAt time.Time
	// Refresh is empty for none.
	Refresh          xsd.Secret
	RefreshExpiresAt time.Time
}

// tokens is the token that a client's calls share.
type tokens struct {
	busy    chan struct{} // holds the one caller that may look at the rest
	token   Token
	renewAt time.Time // zero for never
}

func newTokens() tokens { return tokens{busy: make(chan struct{}, 1)} }

// authorize returns the token for an attempt, and whether it was kept from an earlier call. A token that the service refused
// is replaced; by a login alone, since what else it gave is no better.
func (c *Client) authorize(ctx context.Context, refused xsd.Secret) (access xsd.Secret, kept bool, err error) {
	t := &c.tokens
	select {
	case t.busy <- struct{}{}:
		defer func() { <-t.busy }()
	case <-ctx.Done():
		return "", false, transport.Ended(ctx, ctx.Err())
	}
	if refused != "" && t.token.Access == refused { // no other caller has replaced it since
		t.token = Token{}
	}
	now := c.base.Now()
	if t.token.Access != "" && (t.renewAt.IsZero() || now.Before(t.renewAt)) {
		return t.token.Access, true, nil
	}
	next, err := c.renew(ctx, now)
	if err != nil {
		return "", false, err
	}
	t.token, t.renewAt = next, renewal(next, c.base.Now())
	return next.Access, false, nil
}

// renew asks for a token: with the refresh token, which is used once whatever comes of it, or else by a login.
func (c *Client) renew(ctx context.Context, now time.Time) (Token, error) {
	l, t := c.login, &c.tokens
	refresh, until := t.token.Refresh, t.token.RefreshExpiresAt
	t.token.Refresh = ""
	if l.Refresh != nil && refresh != "" && (until.IsZero() || now.Before(until)) {
		if next, err := c.ask(ctx, l.Refresh, l.RefreshRequest(string(refresh))); err == nil || ctx.Err() != nil {
			return next, err
		}
	}
	in, err := c.request(now)
	if err != nil {
		return Token{}, err
	}
	return c.ask(ctx, l.Operation, in)
}

// ask calls one of the login's operations. The middleware does not see it.
func (c *Client) ask(ctx context.Context, op *Operation, in xmltext.Node) (Token, error) {
	k, err := c.prepare(ctx, op, in, nil, nil)
	if err != nil {
		return Token{}, err
	}
	if err := k.exchange(ctx, k.x); err != nil {
		return Token{}, err
	}
	if k.x.Out == nil {
		return Token{}, k.Client.Misconfigured(op.Name, "a login without a reply gives no token")
	}
	t := c.login.Token(k.x.Out)
	if t.Access == "" {
		return Token{}, &DecodeError{Operation: op.Name, Path: "/", Offset: -1, StatusCode: k.x.Status, Err: errors.New("the reply has no token")}
	}
	return t, nil
}

// renewal is when to renew a token that came just now: when a tenth of its life is left, or a minute. One that has
// expired by the caller's clock as it comes says that the clocks differ: it is kept until the service refuses it.
func renewal(t Token, now time.Time) time.Time {
	life := t.ExpiresAt.Sub(now)
	if t.ExpiresAt.IsZero() || life <= 0 {
		return time.Time{}
	}
	return t.ExpiresAt.Add(-min(life/10, time.Minute))
}

// logsIn reports whether the call is one of the login itself: it carries no token, and its reply may hold one.
func (k *call) logsIn() bool {
	l := k.c.login
	return l != nil && (k.op == l.Operation || k.op == l.Refresh)
}

// token puts the login's token into an attempt.
func (k *call) token(ctx context.Context, a *Attempt, refused xsd.Secret) error {
	l := k.c.login
	if l == nil || k.logsIn() {
		return nil
	}
	access, kept, err := k.c.authorize(ctx, refused)
	if err != nil && refused != "" {
		err = fmt.Errorf("HTTP 401, and then the login failed: %w", err)
	} else if err != nil {
		err = fmt.Errorf("login: %w", err)
	}
	if err != nil {
		return k.RequestError(err)
	}
	k.access, k.kept = access, kept
	a.Hide(string(access))
	value := string(access)
	if l.Scheme != "" {
		value = l.Scheme + " " + value
	}
	a.Header.Set("Authorization", value)
	return nil
}
