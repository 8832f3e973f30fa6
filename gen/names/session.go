package names

import "example.com/wsgen/gen/contract"

// A Session is the Go view of the sessions that a contract declares.
type Session struct {
	Go    string // the type of one; those of a holder have an s behind it
	Rules string // the variable of the provider's rules
	Src   *contract.Session
	// Groups are those that a function runs in, with their methods.
	Groups []*SessionGroup
}

// A SessionGroup is a group with its method.
type SessionGroup struct {
	Go  string
	Src *contract.SessionGroup
}

// Holder is the type of a holder's sessions.
func (s *Session) Holder() string { return s.Go + "s" }

// SessionErrors are the names of the errors of sessions, in the order of the file.
var SessionErrors = []string{"CommitError", "ExpiredError", "MisuseError", "OpenError"}

// sessionName is the Go name of a session.
func sessionName(s *contract.Session) string {
	if s.Rename != "" {
		return s.Rename
	}
	return "Session"
}

// reserveSession takes the names of what is generated for sessions.
func (p *planner) reserveSession(s *scope, x *contract.Session) {
	Go := sessionName(x)
	for _, further := range append([]string{Go, Go + "s", "New" + Go + "s", "Manual" + Go, "Manual" + Go + "s", Go + "Option", Go + "Error", "ErrDone"}, SessionErrors...) {
		if _, taken := s.taken[further]; taken {
			p.collision(&x.Node, name{s, further}, Go)
			return
		}
		s.reserve(further)
	}
}

// session names the sessions that the contract declares.
func (p *planner) session() {
	src := p.api.Session
	if src == nil {
		return
	}
	s := &Session{Go: sessionName(src), Src: src}
	s.Rules = unexported(s.Go) + "Rules"
	p.vars.reserve(s.Rules)
	methods := p.newScope("the methods of "+s.Holder(), "methods session")
	for _, g := range src.Groups {
		if !g.Single {
			s.Groups = append(s.Groups, &SessionGroup{p.claim(methods, "session-group", &g.Node, wish{own: Exported(g.Name)}), g})
		}
	}
	p.pkg.Session = s
}

// SessionOf returns the Go view of a session and the package that declares it.
func (p *Package) SessionOf(s *contract.Session) (*Session, *Package) {
	for _, owner := range p.table.packages {
		if owner.Session != nil && owner.Session.Src == s {
			return owner.Session, owner
		}
	}
	return nil, nil
}
