package session

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// Run opens a session of a group for the holder, waits until it is ready, and calls f in it. If f returns nil the session is
// committed. If f returns an error or panics, or the context ends, it is cancelled; Run then returns f's error, or panics.
//
// The context that f gets ends with f. It must not be used for another session of the same holder; nor must another context
// in f, which would wait for f until it ends.
//
// As long as the service says that the session is to wait, Run waits: only the context bounds that.
func (u *Sessions) Run(ctx context.Context, group string, f func(ctx context.Context, s *Session) error) error {
	if ctx == nil {
		return noContext(group)
	}
	if u == nil || u.manual != nil {
		return &MisuseError{group, "there is no operation that opens sessions"}
	}
	g := u.group(group)
	if g == nil {
		return &MisuseError{group, "there is no such group of sessions"}
	}
	if f == nil {
		return &MisuseError{group, "there is no function to run in a session"}
	}
	if u.desk != nil {
		mark := held{u.desk, u.holder}
		if ctx.Value(mark) != nil {
			return &MisuseError{group, "the context stands in a session of the same holder, who has one at a time"}
		}
		leave, err := u.desk.enter(ctx, u.holder)
		if err != nil {
			return &Error{Step: StepTurn, Err: err}
		}
		defer leave()
		ctx = context.WithValue(ctx, mark, true)
	}
	r := &run{u: u, group: g}
	returned := false
	defer func() {
		if returned {
			return
		}
		// A panic or runtime.Goexit goes on, unless there is a session to tell of.
		if err, _ := r.end(ctx, nil).(*Error); err != nil {
			if v := recover(); v != nil {
				panic(&PanicError{v, err})
			}
		}
	}()
	err := r.steps(ctx, f)
	returned = true
	return r.end(ctx, err)
}

// A run is one session from its opening to its end.
type run struct {
	u     *Sessions
	group *Group
	step  Step
	at    stage
	s     *Session // from live on
	state string
}

// A stage says what there is on the server's side.
type stage uint8

const (
	closed     stage = iota // nothing
	opening                 // maybe a session, whose key is not known
	live                    // a session
	doubtful                // a session, or its commit: the answer says no, but not that nothing was done
	committing              // maybe a session, maybe its commit
)

func (r *run) steps(ctx context.Context, f func(context.Context, *Session) error) error {
	for _, step := range []func(context.Context) error{
		r.open, r.ready, r.begin,
		func(ctx context.Context) error { return r.run(ctx, f) },
		r.commit,
	} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// call makes a call of the session itself and returns its reply, nil for none.
func (u *Sessions) call(ctx context.Context, op *soap.Operation, in xmltext.Node) (xmltext.Node, error) {
	if op.Out == nil || len(op.Out.Body) == 0 {
		return nil, soap.Send(ctx, u.calls.Client, op, in, nil)
	}
	return soap.Call(ctx, u.calls.Client, op, in, op.Out.Body[0].New(), nil)
}

// keyed makes a call of the session itself that carries its key.
func (r *run) keyed(ctx context.Context, op *soap.Operation) (out xmltext.Node, err error) {
	in := op.Key.Set(op.In.Body[0].New(), string(r.s.key))
	err = r.s.call(ctx, op.Name, false, func() (err error) {
		out, err = r.u.call(ctx, op, in)
		return err
	})
	return out, err
}

func (r *run) open(ctx context.Context) error {
	u, op := r.u, r.u.calls.Open
	r.step, r.at = StepOpen, opening
	start := u.calls.Client.Now()
	out, err := u.call(ctx, op, u.calls.Request)
	if err == nil {
		key, state := u.calls.opened(out)
		if key == "" {
			return fmt.Errorf("%s: the reply has no key", op.Name)
		}
		r.opened(key, state, start)
		return nil
	}
	if refused := refusal(err); refused != nil && refused.Status == "" {
		// Whether it succeeded is not said. A key is that of this session.
		if key, state := u.calls.opened(refused.Reply); key != "" {
			r.opened(key, state, start)
		}
		return err
	}
	if denied(err) || blamed(err) {
		r.at = closed
	}
	return u.refused(err)
}

func (r *run) opened(key, state string, start time.Time) {
	r.s, r.state, r.at = newSession(r.u, r.group.Name, xsd.Secret(key), start), state, live
}

// opened reads a reply of Open, or that of a refusal.
func (c *Calls) opened(out xmltext.Node) (key, state string) {
	if isNil(out) {
		return "", ""
	}
	if c.State != nil {
		state = c.State(out)
	}
	return c.Key(out), state
}

// refused makes a refusal to open an [*OpenError]; other errors stay.
func (u *Sessions) refused(err error) error {
	r := refusal(err)
	if r == nil || r.Status == "" {
		return err
	}
	key := r.Active
	if key == "" {
		held, _ := u.calls.opened(r.Reply)
		key = xsd.Secret(held)
	}
	return &OpenError{r.Operation, key, err}
}

// denied reports whether a call that failed did nothing for sure: it was not sent, or refused with a status.
func denied(err error) bool {
	r := refusal(err)
	return r != nil && r.Status != "" || !soap.MaybeArrived(err)
}

// blamed reports whether the answer to a call finds fault with the request: such calls do nothing, as a rule. A status that
// something on the way may have given up with is no such answer.
func blamed(err error) bool {
	var (
		fault *soap.Fault
		page  *soap.HTTPError
	)
	switch {
	case errors.As(err, &fault):
		return !slices.Contains([]string{"Server", "Receiver"}, fault.Code.Local)
	case errors.As(err, &page):
		gaveUp := []int{http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests, 499}
		return page.StatusCode/100 == 4 && !slices.Contains(gaveUp, page.StatusCode)
	}
	return false
}

// pause is the time between two questions for the state where the contract states none.
const pause = time.Second

func (r *run) ready(ctx context.Context) error {
	r.step = StepReady
	watch := r.u.calls.Watch
	for watch != nil && !among(r.state, r.u.rules.Ready) {
		if among(r.state, r.u.rules.Ended) {
			r.at = closed
			return &ExpiredError{Operation: watch.Name, Key: r.s.key, State: r.state}
		}
		if watch.Spacing == 0 {
			if err := r.u.calls.Client.Sleep(ctx, pause); err != nil {
				return err
			}
		}
		out, err := r.keyed(ctx, watch)
		if err != nil {
			return err
		}
		if r.state = r.u.calls.Watched(out); r.state == "" {
			return fmt.Errorf("%s: the reply has no state", watch.Name)
		}
	}
	return nil
}

// among reports whether a state is one of several.
func among(state string, list []string) bool {
	return slices.ContainsFunc(list, func(s string) bool { return strings.EqualFold(strings.TrimSpace(state), s) })
}

func (r *run) begin(ctx context.Context) error {
	if r.group.Begin == nil {
		return nil
	}
	r.step = StepBegin
	_, err := r.keyed(ctx, r.group.Begin)
	return err
}

func (r *run) run(ctx context.Context, f func(context.Context, *Session) error) error {
	r.step = StepRun
	inner, stop := context.WithCancel(ctx)
	defer r.s.done.Store(true)
	defer stop()
	if err := f(inner, r.s); err != nil || r.group.Single {
		return err
	}
	return context.Cause(ctx)
}

func (r *run) commit(ctx context.Context) error {
	op := r.group.Commit
	if op == nil { // it has ended by itself
		r.at = closed
		return nil
	}
	r.step, r.at = StepCommit, committing
	_, err := r.keyed(ctx, op)
	var (
		gone  *ExpiredError
		fault *soap.Fault
	)
	switch {
	case err == nil:
		r.at = closed
	case errors.As(err, &gone), denied(err):
		r.at = live
	case refusal(err) != nil, errors.As(err, &fault), blamed(err):
		r.at = doubtful
	default:
		return &CommitError{op.Name, r.s.key, err}
	}
	return err
}
