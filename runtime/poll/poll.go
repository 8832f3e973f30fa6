// Package poll asks how far a job is until it is done, and downloads the file that it made. Generated methods call it.
//
// The address of a file is as good as a password for it: it stands in no error and in no text that this package makes,
// and a request for it carries nothing of the caller's, neither credentials nor cookies.
package poll

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xsd"
)

// A Rule is how the replies of type R tell how far a job is. Generated code holds it in a static variable.
type Rule[R any] struct {
	// Operation is the name of the operation that is asked.
	Operation string
	// Found says that the job is known; nil where each is.
	Found *Condition[R]
	// Done says that the job has ended.
	Done *Condition[R]
	// OK says that a job that has ended went well; nil where each did, or the address tells.
	OK *Condition[R]
	// Empty says that a job went well and had nothing to give; nil for none.
	Empty *Condition[R]
	// Outcome is the outcome in words; nil for none.
	Outcome func(R) string
	// URL is the address of the file; nil where jobs make none.
	URL func(R) string
	// Interval is the time between the first two questions. It grows by half each time, up to MaxInterval.
	Interval, MaxInterval time.Duration
	// Valid is how long an address is; 0 when that is not known.
	Valid time.Duration
}

// A Condition is a field of a reply and the values that fulfil it, compared without regard to case and to white space
// around them.
type Condition[R any] struct {
	Of     func(R) string
	Values []string
}

// When makes a condition.
func When[R any](of func(R) string, values ...string) *Condition[R] {
	return &Condition[R]{of, values}
}

// holds reports whether r fulfils the condition; absent is the answer of none.
func (c *Condition[R]) holds(r R, absent bool) bool {
	if c == nil {
		return absent
	}
	v := strings.TrimSpace(c.Of(r))
	return slices.ContainsFunc(c.Values, func(want string) bool { return strings.EqualFold(v, want) })
}

// A State is how a job ended.
type State uint8

const (
	// Ready says that the job went well; its file, where jobs make one, can be downloaded.
	Ready State = iota + 1
	// NoData says that the job went well and had nothing to give.
	NoData
	// Failed says that the job did not go well: Outcome tells why.
	Failed
)

// String returns the state in words.
func (s State) String() string {
	switch s {
	case Ready:
		return "ready"
	case NoData:
		return "no data"
	case Failed:
		return "failed"
	}
	return "unknown state"
}

// A Job is a job that has ended.
type Job[R any] struct {
	// Operation is the name of the operation that told so.
	Operation string
	// ID names the job.
	ID    string
	State State
	// Outcome is what the service says of it.
	Outcome string
	// URL is the address of the file, empty without one. [Download] takes it, too.
	URL xsd.Secret
	// Reply is the last reply.
	Reply R

	// download opens the file; a function, in which fmt finds no address.
	download func(context.Context) (*File, error)
}

// Err returns a [*FailedError] for a job that failed.
func (j *Job[R]) Err() error {
	if j.State != Failed {
		return nil
	}
	return &FailedError{Operation: j.Operation, Job: j.ID, Outcome: j.Outcome}
}

// Download opens the file of a job that is ready; see [Download]. An address that is no longer valid gives an
// [*ExpiredError], a job without a file a [*NoFileError].
func (j *Job[R]) Download(ctx context.Context) (*File, error) {
	if j.download == nil {
		return nil, &NoFileError{Operation: j.Operation, Job: j.ID, State: j.State}
	}
	return j.download(ctx)
}

// Await asks until the job has ended. It asks at once, and then waits after each reply. Job names the job, for people.
func Await[R any](ctx context.Context, rule *Rule[R], job func() string, ask func(context.Context) (R, error), opts []Option) (*Job[R], error) {
	s, err := newSettings(rule.Operation, rule.Interval, rule.MaxInterval, opts)
	if err != nil {
		return nil, err
	}
	if ctx == nil {
		return nil, &transport.ConfigError{Operation: rule.Operation, Reason: "nil context"}
	}
	var last any
	for wait := s.interval; ; wait = min(wait+wait/2, s.max) {
		reply, err := ask(ctx)
		if err != nil {
			if ended := ctx.Err(); ended != nil && errors.Is(err, ended) {
				return nil, &PendingError{Operation: rule.Operation, Job: job(), Reply: last, Err: err}
			}
			return nil, err
		}
		last = reply
		if !rule.Found.holds(reply, true) {
			return nil, &UnknownJobError{Operation: rule.Operation, Job: job(), Text: strings.TrimSpace(rule.Found.Of(reply)), Reply: reply}
		}
		if rule.Done.holds(reply, false) {
			return rule.ended(s, job(), reply), nil
		}
		if err := s.wait(ctx, wait); err != nil {
			return nil, &PendingError{Operation: rule.Operation, Job: job(), Reply: last, Err: err}
		}
	}
}

// ended is the job of a reply that says that it has ended.
func (rule *Rule[R]) ended(s *settings, id string, reply R) *Job[R] {
	j := &Job[R]{Operation: rule.Operation, ID: id, State: Ready, Reply: reply}
	if rule.Outcome != nil {
		j.Outcome = rule.Outcome(reply)
	}
	url := ""
	if rule.URL != nil {
		url = strings.TrimSpace(rule.URL(reply))
	}
	switch {
	case rule.Empty.holds(reply, false):
		j.State = NoData
	case !rule.OK.holds(reply, true), rule.URL != nil && url == "":
		j.State = Failed
	case url != "":
		j.URL = xsd.Secret(url)
		got := s.now()
		j.download = func(ctx context.Context) (*File, error) {
			if age := s.now().Sub(got); rule.Valid > 0 && age >= rule.Valid {
				return nil, &ExpiredError{Operation: rule.Operation, Job: id, Valid: rule.Valid}
			}
			return s.download(ctx, id, url)
		}
	}
	return j
}
