package soap

import (
	"context"
	"fmt"
	"net/url"
	"sync"
	"time"

	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
)

// A Key is the field of an operation's requests that names what a call belongs to, such as a session.
type Key struct {
	// Path is the field's, as violations name it: /listar/chaveToken.
	Path string
	// Get returns the key of a request, "" for none.
	Get func(in xmltext.Node) string
	// Set returns a shallow copy of a request with the key.
	Set func(in xmltext.Node, key string) xmltext.Node
}

// Now returns the time of the client's clock; see [WithClock].
func (c *Client) Now() time.Time { return c.base.Now() }

// Sleep waits by the client's clock; see [WithSleep].
func (c *Client) Sleep(ctx context.Context, d time.Duration) error { return c.base.Sleep(ctx, d) }

// turns keep requests apart that carry the same key. What they remember is forgotten once it is of no use.
type turns struct {
	mu    sync.Mutex
	m     map[turnKey]*turn
	sweep int // size at which m is swept next
}

type turnKey struct {
	op  *Operation
	key string
}

// A turn is held by one call at a time.
type turn struct {
	free chan struct{} // full while no call holds the turn
	last time.Time     // when the last call ended that may have arrived
	refs int           // calls that hold it or wait for it
}

// minTurns is the number of turns that are kept without looking for old ones.
const minTurns = 64

func (s *turns) get(k turnKey, now time.Time) *turn {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.m[k]
	if t == nil {
		if s.m == nil {
			s.m = map[turnKey]*turn{}
		}
		if len(s.m) >= max(s.sweep, minTurns) {
			for k, t := range s.m {
				if t.refs == 0 && now.Sub(t.last) >= k.op.Spacing {
					delete(s.m, k)
				}
			}
			s.sweep = 2 * len(s.m)
		}
		t = &turn{free: make(chan struct{}, 1)}
		t.free <- struct{}{}
		s.m[k] = t
	}
	t.refs++
	return t
}

// drop gives a reference back; a turn that never led to a request is forgotten.
func (s *turns) drop(k turnKey, t *turn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t.refs--; t.refs == 0 && t.last.IsZero() {
		delete(s.m, k)
	}
}

// spaced performs an attempt in its turn: after the last attempt with the same key has ended, and the spacing since. The
// time runs from the end of the reply, so that nothing on the way can shorten it.
func (k *call) spaced(ctx context.Context, x *Exchange, attempt func() error) error {
	op := k.op
	if op.Spacing <= 0 || op.Key == nil {
		return attempt()
	}
	key := turnKey{op, op.Key.Get(x.In)}
	t := k.c.turns.get(key, k.c.base.Now())
	defer k.c.turns.drop(key, t)
	if err := k.await(ctx, t); err != nil {
		u, _ := url.Parse(x.Endpoint)
		return k.TransportError(u, false, fmt.Errorf("waiting until %v have passed since the last reply: %w", op.Spacing, transport.Ended(ctx, err)))
	}
	arrived := true // also when it panics
	defer func() {
		if arrived {
			t.last = k.c.base.Now()
		}
		t.free <- struct{}{}
	}()
	err := attempt()
	arrived = err == nil || MaybeArrived(err)
	return err
}

// await waits for the turn, and holds it unless it returns an error.
func (k *call) await(ctx context.Context, t *turn) error {
	select {
	case <-t.free:
	case <-ctx.Done():
		return ctx.Err()
	}
	if t.last.IsZero() {
		return nil
	}
	if d := k.op.Spacing - k.c.base.Now().Sub(t.last); d > 0 {
		if err := k.c.base.Sleep(ctx, d); err != nil {
			t.free <- struct{}{}
			return err
		}
	}
	return nil
}

// MaybeArrived reports whether the request of a call that ended in err may have reached the server. It may unless the error
// says that nothing was sent.
func MaybeArrived(err error) bool { return transport.MaybeArrived(err) }
