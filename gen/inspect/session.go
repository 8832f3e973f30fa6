package inspect

import (
	"time"

	"example.com/wsgen/gen/contract"
)

// session prints the sessions that a contract declares.
func (p *printer) session(s *contract.Session) {
	if s == nil {
		return
	}
	p.block(&s.Node, func() {
		if r := s.Ready; r != nil {
			p.line("ready", "field="+r.Field, "values="+quotedList(r.Values), list("ended", r.Ended), "watch="+r.Watch, duration("interval", r.Interval))
		}
		for _, g := range s.Groups {
			p.block(&g.Node, nil, "group", label(s.Path, g.Path), flag(label(s.Path, g.Path) != g.Name, text("name", g.Name)), word("begin", g.Begin), word("commit", g.Commit), flag(g.Single, "single"))
		}
	}, "session", s.Path, "open="+s.Open, "key="+s.Key, word("per", s.Per), word("cancel", s.Cancel), duration("timeout", s.Timeout), text("active", s.Active), text("gone", s.Gone))
}

// sessionCalls prints where a binding's operations carry what sessions need.
func (p *printer) sessionCalls(x *contract.SessionCalls) {
	if x == nil {
		return
	}
	p.line("sessions", "open="+x.Open.Name, word("per", steps(x.Per)), word("key", steps(x.OpenKey)), word("state", steps(x.OpenState)), word("watched", steps(x.WatchState)))
}

// operationRules prints the provider's rules for an operation.
func (p *printer) operationRules(o *contract.Operation) {
	if o.Session != nil {
		p.line("session", o.Session.Group.Name)
	}
	if o.Key != nil || o.Spacing > 0 {
		p.line("calls", word("key", steps(o.Key)), duration("spacing", o.Spacing))
	}
}

func word(key, v string) string {
	return flag(v != "", key+"="+v)
}

func duration(key string, d time.Duration) string {
	return flag(d > 0, key+"="+d.String())
}

func list(key string, values []string) string {
	return flag(len(values) > 0, key+"="+quotedList(values))
}
