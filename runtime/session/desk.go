package session

import (
	"context"
	"sync"
)

// A Desk gives each holder one session at a time. The zero Desk is ready for use; it must not be copied.
type Desk struct {
	mu     sync.Mutex
	queues map[string]*queue
}

// A queue is those of one holder that have a session or wait for one.
type queue struct {
	free chan struct{} // full while nobody has a session
	refs int
}

// A held is the context key of a session that a context stands in.
type held struct {
	desk   *Desk
	holder string
}

// enter waits for the holder's turn, until the context ends. The caller must leave.
func (d *Desk) enter(ctx context.Context, holder string) (leave func(), err error) {
	q := d.join(holder)
	select {
	case <-q.free:
		return func() {
			q.free <- struct{}{}
			d.quit(holder, q)
		}, nil
	case <-ctx.Done():
		d.quit(holder, q)
		return nil, context.Cause(ctx)
	}
}

func (d *Desk) join(holder string) *queue {
	d.mu.Lock()
	defer d.mu.Unlock()
	q := d.queues[holder]
	if q == nil {
		q = &queue{free: make(chan struct{}, 1)}
		q.free <- struct{}{}
		if d.queues == nil {
			d.queues = map[string]*queue{}
		}
		d.queues[holder] = q
	}
	q.refs++
	return q
}

func (d *Desk) quit(holder string, q *queue) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if q.refs--; q.refs == 0 {
		delete(d.queues, holder)
	}
}
