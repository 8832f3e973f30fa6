package mock

import (
	"fmt"
	"regexp"
	"slices"
	"time"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

// A session is what a provider holds under a key (contract.Session).
type session struct {
	rule         *contract.Session
	key, holder  string
	group        *contract.SessionGroup // that was begun; nil before
	waits        int                    // how often it is still found waiting
	last, looked time.Time              // the last call that named it; the last that asked for its state
	records      []*sent
}

// sent is what a session keeps until it is committed.
type sent struct {
	api     *contract.API
	records []*record
}

func (x *session) state() string {
	switch {
	case x.rule.Ready == nil:
		return ""
	case x.waits > 0:
		return "waiting"
	case x.group != nil:
		return "in use"
	}
	return x.rule.Ready.Values[0]
}

// gone is what a provider says of a session that it does not hold any more.
func gone(rule *contract.Session) *refusal {
	if rule.Gone == "" {
		return refuse("the session is gone")
	}
	return refuse("%s", matching(rule.Gone, ""))
}

// live finds the session of a key; one that nobody named for too long is dropped with its records.
func (s *Server) live(rule *contract.Session, key string) (*session, error) {
	x := s.sessions[key]
	if x != nil && rule.Timeout > 0 && s.options.Now().Sub(x.last) > rule.Timeout {
		delete(s.sessions, key)
		x = nil
	}
	if x == nil || x.rule != rule {
		return nil, gone(rule)
	}
	x.last = s.options.Now()
	return x, nil
}

// A change is made to a reply's part by the rule that its operation is under.
type change func(part *infoset.Element, s *contract.Struct)

// inSession applies the rule of sessions to a call. done is called once the call has succeeded.
func (s *Server) inSession(m *message) (reply change, x *session, done func(), err error) {
	op := m.op
	done = func() {}
	if calls := op.calls; calls != nil {
		if op.Operation == calls.Open {
			reply, err = s.open(m, calls)
			return reply, nil, done, err
		}
		if op.Key != nil && op.Session == nil {
			if x, err = s.live(calls.Session, value(m.part, m.struc, op.Key)); err != nil {
				return nil, nil, done, err
			}
			reply, done, err = s.step(op.Operation, calls, x)
			return reply, x, done, err
		}
	}
	use := op.Session
	if use == nil || !s.serves(use.Session) {
		return nil, nil, done, nil
	}
	if x, err = s.live(use.Session, value(m.part, m.struc, op.Key)); err != nil {
		return nil, nil, done, err
	}
	switch {
	case use.Group.Begin != "" && x.group != use.Group:
		return nil, nil, done, refuse("the session is %q: %s comes first", x.state(), use.Group.Begin)
	case use.Group.Begin == "" && (x.waits > 0 || x.group != nil):
		return nil, nil, done, refuse("the session is %q", x.state())
	case use.Group.Single:
		done = func() { delete(s.sessions, x.key) }
	}
	return nil, x, done, nil
}

// serves reports whether the service that opens these sessions is one of the server's.
func (s *Server) serves(rule *contract.Session) bool {
	return slices.ContainsFunc(s.ops, func(op *operation) bool { return op.calls != nil && op.calls.Session == rule })
}

// open grants a session, one at a time for each holder.
func (s *Server) open(m *message, calls *contract.SessionCalls) (change, error) {
	rule := calls.Session
	holder := value(m.part, m.struc, calls.Per)
	for key, x := range s.sessions {
		if _, err := s.peek(rule, key); calls.Per != nil && err == nil && x.holder == holder {
			text := "a session is active"
			if re, err := regexp.Compile(rule.Active); err == nil && rule.Active != "" && re.NumSubexp() > 0 {
				text += ": " + matching(rule.Active, key)
			}
			return nil, &refusal{text: text, private: true}
		}
	}
	s.keys++
	x := &session{rule: rule, key: fmt.Sprintf("%08x-0000-4000-8000-%012x", s.keys, s.keys), holder: holder, waits: s.options.Wait, last: s.options.Now()}
	s.sessions[x.key] = x
	return func(part *infoset.Element, t *contract.Struct) {
		put(part, t, calls.OpenKey, x.key)
		if calls.OpenState != nil {
			put(part, t, calls.OpenState, x.state())
		}
	}, nil
}

// peek is live for a look that is no call.
func (s *Server) peek(rule *contract.Session, key string) (*session, error) {
	x := s.sessions[key]
	last := x.last
	x, err := s.live(rule, key)
	if x != nil {
		x.last = last
	}
	return x, err
}

// step applies a call that watches, begins or ends a session.
func (s *Server) step(op *contract.Operation, calls *contract.SessionCalls, x *session) (reply change, done func(), err error) {
	done = func() {}
	switch op {
	case calls.Watch:
		now := s.options.Now()
		if ready := x.rule.Ready; ready != nil && !x.looked.IsZero() && now.Sub(x.looked) < ready.Interval {
			delete(s.sessions, x.key)
			return nil, done, gone(x.rule)
		}
		x.looked = now
		state := x.state()
		x.waits = max(0, x.waits-1)
		return func(part *infoset.Element, t *contract.Struct) { put(part, t, calls.WatchState, state) }, done, nil
	case calls.Cancel:
		return nil, func() { delete(s.sessions, x.key) }, nil
	}
	for _, g := range calls.Groups {
		switch {
		case op == g.Begin && x.waits == 0 && x.group == nil:
			return nil, func() { x.group = g.Group }, nil
		case op == g.Commit && x.group == g.Group:
			return nil, func() {
				delete(s.sessions, x.key)
				for _, c := range x.records {
					s.stored[c.api] = append(s.stored[c.api], c.records...)
				}
			}, nil
		}
	}
	return nil, done, refuse("the session is %q", x.state())
}
