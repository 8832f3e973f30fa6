package session

import (
	"context"
	"errors"
	"fmt"
)

// end ends what err, or a panic, has left behind, and returns the error that says so. A function's own error stays as it
// is when nothing is left.
func (r *run) end(ctx context.Context, err error) error {
	e := &Error{Step: r.step, Err: err}
	var refused *OpenError
	if errors.As(err, &refused) && r.step == StepOpen && refused.Active != "" {
		e.Live = append(e.Live, refused.Active)
	}
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), r.u.cleanup)
	defer stop()
	switch r.at {
	case opening:
		e.End = protect(func() error { return r.settle(ctx, e) })
		e.Unknown = r.at == opening && len(e.Live) == 0
	case live:
		e.End = r.cancel(ctx, e)
	case doubtful:
		r.doubt(ctx, e)
	case committing:
		e.Live = append(e.Live, r.s.key)
	}
	r.at = closed
	switch {
	case err == nil && e.End == nil && len(e.Live) == 0 && !e.Unknown:
		return nil
	case err != nil && r.step == StepRun && e.End == nil && len(e.Live) == 0:
		return err
	}
	return e
}

// cancel undoes the session. It names the key if that fails.
func (r *run) cancel(ctx context.Context, e *Error) error {
	var gone *ExpiredError
	if errors.As(e.Err, &gone) && gone.Key == r.s.key {
		return nil
	}
	op := r.u.calls.Cancel
	if op == nil {
		e.Live = append(e.Live, r.s.key)
		return nil
	}
	err := protect(func() error {
		_, err := r.keyed(ctx, op)
		return err
	})
	if err != nil && !errors.As(err, &gone) {
		e.Live = append(e.Live, r.s.key)
	}
	return err
}

// doubt cancels after a commit that was answered, but not refused. Only a cancel that succeeds shows that nothing was committed.
func (r *run) doubt(ctx context.Context, e *Error) {
	e.End = r.cancel(ctx, e)
	if e.End == nil && len(e.Live) == 0 {
		return
	}
	var gone *ExpiredError
	if errors.As(e.End, &gone) { // by its commit, it may be
		e.End = gone.Err
	}
	e.Err = &CommitError{r.group.Commit.Name, r.s.key, e.Err}
}

// settle finds out whether an opening that was lost has opened a session: where one is active, another opening is refused.
func (r *run) settle(ctx context.Context, e *Error) error {
	u := r.u
	if status := u.calls.Open.Status; status == nil || status.Active == "" {
		return nil // a refusal would not name it
	}
	start := u.calls.Client.Now()
	out, err := u.call(ctx, u.calls.Open, u.calls.Request)
	if err == nil {
		key, state := u.calls.opened(out)
		if key == "" {
			return fmt.Errorf("%s: the reply has no key", u.calls.Open.Name)
		}
		r.opened(key, state, start)
		return r.cancel(ctx, e)
	}
	err = u.refused(err)
	var refused *OpenError
	if errors.As(err, &refused) && refused.Active != "" {
		e.Live = append(e.Live, refused.Active)
	}
	return err
}

// protect makes a panic an error: what it would hide is worse.
func protect(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panic: %v", v)
		}
	}()
	return f()
}
