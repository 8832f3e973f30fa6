package session

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"example.com/wsgen/runtime/xsd"
)

// A holder is served once at a time, holders beside each other, and nothing is remembered of them.
func TestDesk(t *testing.T) {
	var d Desk
	var busy [3]atomic.Int32
	var all sync.WaitGroup
	for i := range 300 {
		all.Go(func() {
			holder := i % len(busy)
			leave, err := d.enter(t.Context(), fmt.Sprint(holder))
			if err != nil {
				t.Error(err)
				return
			}
			if n := busy[holder].Add(1); n != 1 {
				t.Errorf("%d callers at a time", n)
			}
			busy[holder].Add(-1)
			leave()
		})
	}
	all.Wait()
	if len(d.queues) != 0 {
		t.Errorf("%d queues are left", len(d.queues))
	}
}

// Who gives up leaves the queue, and those behind keep their places.
func TestDeskGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d Desk
		leave, err := d.enter(t.Context(), "1")
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancelCause(t.Context())
		why := errors.New("no time")
		var order []int
		var all sync.WaitGroup
		for i := range 3 {
			at := t.Context()
			if i == 1 {
				at = ctx
			}
			all.Go(func() {
				leave, err := d.enter(at, "1")
				if err != nil {
					if i != 1 || !errors.Is(err, why) {
						t.Errorf("%d: %v", i, err)
					}
					return
				}
				order = append(order, i)
				leave()
			})
			synctest.Wait() // in the queue
		}
		cancel(why)
		synctest.Wait()
		leave()
		all.Wait()
		if fmt.Sprint(order) != "[0 2]" || len(d.queues) != 0 {
			t.Errorf("order %v, %d queues are left", order, len(d.queues))
		}
	})
}

// No text of an error shows a key.
func TestErrorsHideKeys(t *testing.T) {
	const key = "k-e-y"
	cause := errors.New("the token " + key)
	live := &Error{Step: StepOpen, Live: []xsd.Secret{key}, Err: cause, End: cause}
	for _, err := range []error{
		live,
		&OpenError{"open", key, cause},
		&ExpiredError{Operation: "call", Key: key, Err: cause},
		&CommitError{"commit", key, cause},
		&PanicError{cause, live},
	} {
		for _, verb := range []string{"%v", "%+v", "%s", "%q", "%#v"} {
			if text := fmt.Sprintf(verb, err); strings.Contains(text, key) {
				t.Errorf("%s of %T shows the key: %s", verb, err, text)
			}
		}
		if !errors.Is(err, cause) {
			t.Errorf("%T does not lead to its cause", err)
		}
	}
}
