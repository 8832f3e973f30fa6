package resolve

import (
	"regexp"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// session lowers the sessions that the file declares, and finds the operations that open and end those of its
// provider and stand in them.
func (c *compiler) session() {
	if rule := c.spec.Session; rule != nil {
		c.declareSession(rule)
	}
	s, rule := c.sessionRule()
	if s != nil {
		for _, b := range c.api.Bindings {
			r := &sessionRule{c, b, s, rule}
			b.Sessions = r.calls()
		}
	}
	for i := range c.spec.Operations.Entries {
		if e := &c.spec.Operations.Entries[i]; e.Value.Session.Set() {
			c.stand(e, s, rule)
		}
	}
}

// sessionRule is the declaration that holds for the file: its own or the provider's.
func (c *compiler) sessionRule() (*contract.Session, *parser.SpecSession) {
	for x := c; x != nil; x = x.shared {
		if x.api.Session != nil {
			return x.api.Session, x.spec.Session
		}
	}
	return nil, nil
}

func (c *compiler) declareSession(rule *parser.SpecSession) {
	if c.shared != nil && c.shared.api.Session != nil {
		c.diags.Errorf(rule.Span, idConflictingKeys, "the provider file declares the sessions of this service")
	}
	s := &contract.Session{
		Node: contract.Node{Path: "session", Doc: doc(rule.Doc), Rename: c.goName(rule.Name), Span: rule.Span},
		Open: rule.Open.V, Cancel: rule.Cancel.V, Key: rule.Key.V, Per: rule.Per.V,
		Active: c.expression(rule.Active, 1), Gone: c.expression(rule.Gone, 0), Timeout: rule.Timeout.V,
	}
	if r := rule.Ready; r != nil {
		s.Ready = &contract.Ready{Field: r.Field.V, Values: texts(r.Values), Ended: texts(r.Ended), Watch: r.Watch.V, Interval: r.Interval.V}
		if s.Timeout > 0 && r.Interval.V >= s.Timeout {
			c.diags.Errorf(r.Interval.Span, idBadSession, "a session that is watched every %v has ended after %v", r.Interval.V, s.Timeout)
		}
		for _, v := range r.Ended {
			same := func(ready string) bool { return strings.EqualFold(strings.TrimSpace(ready), strings.TrimSpace(v.V)) }
			if slices.ContainsFunc(s.Ready.Values, same) {
				c.diags.Errorf(v.Span, idConflictingKeys, "%s is a state in which the session is ready", v.V)
			}
		}
	}
	c.sessionRoles(rule)
	for i := range rule.Groups.Entries {
		s.Groups = append(s.Groups, c.sessionGroup(&rule.Groups.Entries[i]))
	}
	if len(s.Groups) == 0 {
		c.diags.Errorf(rule.Span, idMissingKey, "session states no groups that operations could stand in")
	}
	c.api.Session = s
}

// sessionRoles reports an operation that a session would call for two purposes. Groups may share theirs.
func (c *compiler) sessionRoles(rule *parser.SpecSession) {
	type role struct {
		name string
		at   source.Span
	}
	roles := map[string]role{}
	take := func(name string, o parser.Value[string]) {
		if !o.Set() {
			return
		}
		first, taken := roles[o.V]
		switch {
		case !taken:
			roles[o.V] = role{name, o.Span}
		case first.name != name:
			x := c.diags.Errorf(o.Span, idBadSession, "the operation %s is that of %s and can't be that of %s, too", o.V, first.name, name)
			x.Related = append(x.Related, source.Note{Span: first.at, Message: first.name + " is stated here"})
		}
	}
	take("open", rule.Open)
	if rule.Ready != nil {
		take("watch", rule.Ready.Watch)
	}
	take("cancel", rule.Cancel)
	for _, g := range rule.Groups.Entries {
		take("begin", g.Value.Begin)
		take("commit", g.Value.Commit)
	}
}

func (c *compiler) sessionGroup(e *parser.Entry[*parser.SpecSessionGroup]) *contract.SessionGroup {
	v := e.Value
	switch {
	case v.Single.V && v.Commit.Set():
		c.diags.Errorf(v.Commit.Span, idConflictingKeys, "a session that ends by itself after one call has nothing to commit")
	case !v.Single.V && !v.Commit.Set():
		c.diags.Errorf(e.Key.Span, idMissingKey, "the group %s states neither commit nor single: nothing would end its sessions", e.Key.V)
	}
	return &contract.SessionGroup{
		Node: contract.Node{Path: "session/" + e.Key.V, Doc: doc(v.Doc), Rename: c.goName(v.Name), Span: e.Key.Span},
		Name: e.Key.V, Begin: v.Begin.V, Commit: v.Commit.V, Single: v.Single.V,
	}
}

func texts(list []parser.Value[string]) (out []string) {
	for _, v := range list {
		out = append(out, v.V)
	}
	return out
}

// expression checks a regular expression of Go's syntax that has so many groups, or any number for 0.
func (c *compiler) expression(v parser.Value[string], groups int) string {
	if !v.Set() {
		return ""
	}
	re, err := regexp.Compile(v.V)
	switch {
	case err != nil:
		c.diags.Errorf(v.Span, idBadSession, "%q is no regular expression: %v", v.V, err)
	case groups > 0 && re.NumSubexp() != groups:
		c.diags.Errorf(v.Span, idBadSession, "%q has %d groups and must have one: the key", v.V, re.NumSubexp())
	}
	return v.V
}

// A sessionRule is a declaration applied to a binding.
type sessionRule struct {
	*compiler
	b    *contract.Binding
	s    *contract.Session
	rule *parser.SpecSession
}

// calls finds the operations of the binding that open, watch and end sessions; nil when it opens none.
func (r *sessionRule) calls() *contract.SessionCalls {
	open := operationOf(r.b, r.s.Open)
	if open == nil {
		return nil
	}
	x := &contract.SessionCalls{Session: r.s, Open: open}
	if r.s.Active != "" && (open.Out == nil || open.Out.Reply == nil) {
		r.diags.Errorf(r.rule.Active.Span, idBadSession, "the reply of %s has no status, so that it is never a refusal that could name a session", open.Name)
	}
	if _, soap := r.b.Transport.(*contract.SOAP); !soap {
		r.diags.Errorf(r.rule.Open.Span, idBadSession, "the operation %s is not SOAP, and only those open sessions", open.Name)
		return nil
	}
	x.OpenKey = r.any(r.text(r.fieldPath(open.Out, r.rule.Key, r.rule.Key.Span), r.rule.Key.Span), r.rule.Key.Span)
	if r.rule.Per.Set() {
		x.Per = r.holder(r.fieldPath(open.In, r.rule.Per, r.rule.Per.Span))
	}
	if ready := r.rule.Ready; ready != nil {
		x.OpenState = r.text(r.fieldPath(open.Out, ready.Field, ready.Field.Span), ready.Field.Span)
		if x.Watch = r.keyed(ready.Watch); x.Watch != nil {
			x.Watch.Spacing = ready.Interval.V
			x.WatchState = r.text(r.fieldPath(x.Watch.Out, ready.Field, ready.Field.Span), ready.Field.Span)
		}
		states := typesOf(x.OpenState, x.WatchState)
		ruleValues(r.compiler, idBadSession, ready.Values, states...)
		ruleValues(r.compiler, idBadSession, ready.Ended, states...)
	}
	x.Cancel = r.keyed(r.rule.Cancel)
	for i, g := range r.s.Groups {
		v := r.rule.Groups.Entries[i].Value
		x.Groups = append(x.Groups, &contract.SessionGroupCalls{Group: g, Begin: r.keyed(v.Begin), Commit: r.keyed(v.Commit)})
	}
	return x
}

// operationOf finds an operation of a binding; nil for none.
func operationOf(b *contract.Binding, name string) *contract.Operation {
	i := slices.IndexFunc(b.Operations, func(o *contract.Operation) bool { return o.Name == name })
	if i < 0 {
		return nil
	}
	return b.Operations[i]
}

// keyed finds an operation whose request carries the key and, since nobody else fills it in, nothing else that must be there.
func (r *sessionRule) keyed(name parser.Value[string]) *contract.Operation {
	if !name.Set() {
		return nil
	}
	o := operationOf(r.b, name.V)
	if o == nil {
		x := r.diags.Errorf(name.Span, idOverlayUnmatched, "the service that has %s has no operation %s", r.s.Open, name.V)
		x.Hint = r.didYouMean(name.V, func() (names []string) {
			for _, o := range r.b.Operations {
				names = append(names, o.Name)
			}
			return names
		})
		return nil
	}
	r.key(o, name.Span)
	if len(o.Key) == 1 && len(o.In.Body) == 1 {
		eachField(o.In.Body[0].Element.Type.(*contract.Struct).Own, func(f *contract.Field) {
			if f != o.Key[0] && f.Min > 0 && f.Element.Fixed == nil {
				x := r.diags.Errorf(name.Span, idBadSession, "the request of %s has the field %s, which a session can't fill", o.Name, f.Element.Name.Local)
				x.Related = append(x.Related, source.Note{Span: f.Span, Message: "it is declared here"})
			}
		})
	}
	return o
}

// key finds the field of an operation's request that carries the key.
func (r *sessionRule) key(o *contract.Operation, at source.Span) {
	if o.Key == nil {
		o.Key = r.any(r.text(r.fieldPath(o.In, r.rule.Key, at), at), at)
	}
}

// any reports a key that is one of a few values: the provider makes keys up.
func (r *sessionRule) any(p contract.FieldPath, at source.Span) contract.FieldPath {
	if p == nil {
		return nil
	}
	f := p[len(p)-1]
	for t, ok := f.Element.Type.(*contract.Simple); ok; t, ok = t.Base.(*contract.Simple) {
		if len(t.Enum) > 0 && !t.Open {
			x := r.diags.Errorf(at, idBadSession, "%s carries keys, which the provider makes up, and it is an enumeration", f.Path)
			x.Related = append(x.Related, source.Note{Span: f.Span, Message: "it is declared here"})
			return nil
		}
	}
	return p
}

// text reports a field that is no single string.
func (r *sessionRule) text(p contract.FieldPath, at source.Span) contract.FieldPath {
	return r.must(p, at, "one string", func(f *contract.Field) bool { return primitive(kindOf(f.Element.Type)) == "string" })
}

// holder reports a field that is neither a string nor an integer.
func (r *sessionRule) holder(p contract.FieldPath) contract.FieldPath {
	return r.must(p, r.rule.Per.Span, "one string or integer", func(f *contract.Field) bool {
		kind := primitive(kindOf(f.Element.Type))
		return kind == "string" || kind == "decimal" && kindOf(f.Element.Type) != "decimal"
	})
}

func (r *sessionRule) must(p contract.FieldPath, at source.Span, what string, is func(*contract.Field) bool) contract.FieldPath {
	if p == nil {
		return nil
	}
	if f := p[len(p)-1]; f.Max != 1 || !is(f) {
		x := r.diags.Errorf(at, idBadSession, "%s must be %s, and it is %s", f.Path, what, typeText(f.Element.Type))
		x.Related = append(x.Related, source.Note{Span: f.Span, Message: "it is declared here"})
		return nil
	}
	return p
}

// stand puts the operations of an entry into the sessions of a group.
func (c *compiler) stand(e *parser.Entry[*parser.SpecOperation], s *contract.Session, rule *parser.SpecSession) {
	at := e.Value.Session
	if s == nil {
		c.diags.Errorf(at.Span, idOverlayUnmatched, "no sessions are declared that %s could stand in", e.Key.V).Hint = "state session in the provider file"
		return
	}
	i := slices.IndexFunc(s.Groups, func(g *contract.SessionGroup) bool { return g.Name == at.V })
	if i < 0 {
		var names []string
		for _, g := range s.Groups {
			names = append(names, g.Name)
		}
		x := c.diags.Errorf(at.Span, idOverlayUnmatched, "the session has no group %s", at.V)
		x.Hint = c.didYouMean(at.V, list(names))
		x.Related = append(x.Related, source.Note{Span: rule.Span, Message: "the session is declared here"})
		return
	}
	for _, b := range c.api.Bindings {
		o := operationOf(b, e.Key.V)
		if o == nil {
			continue
		}
		r := &sessionRule{c, b, s, rule}
		switch _, soap := b.Transport.(*contract.SOAP); {
		case !soap:
			c.diags.Errorf(at.Span, idBadSession, "the operation %s is not SOAP, and only those stand in sessions", o.Name)
			continue
		case r.own(o):
			c.diags.Errorf(at.Span, idConflictingKeys, "%s makes and ends sessions, and stands in none", o.Name)
			continue
		}
		if r.key(o, at.Span); o.Key != nil {
			o.Session = &contract.SessionUse{Session: s, Group: s.Groups[i]}
		}
	}
}

// own reports an operation that the session itself calls.
func (r *sessionRule) own(o *contract.Operation) bool {
	x := r.b.Sessions
	if x == nil {
		return false
	}
	own := []*contract.Operation{x.Open, x.Watch, x.Cancel}
	for _, g := range x.Groups {
		own = append(own, g.Begin, g.Commit)
	}
	return slices.Contains(own, o)
}

// checkOpeners reports sessions that no service at hand opens, where one has an operation of a similar name, or the file that
// declares them has operations itself. Otherwise a service may be generated without the one that opens its provider's sessions.
func (r *resolver) checkOpeners() {
	for spec, c := range r.specs {
		if c.api.Session == nil {
			continue
		}
		var names []string
		for _, x := range r.specs {
			if s, _ := x.sessionRule(); s == c.api.Session {
				names = append(names, operationNames(x.api)...)
			}
		}
		open := spec.Session.Open
		if slices.Contains(names, open.V) {
			continue
		}
		if hint := source.DidYouMean(open.V, sorted(names)); hint != "" || len(operationNames(c.api)) > 0 {
			r.diags.Errorf(open.Span, idOverlayUnmatched, "no service has the operation %s", open.V).Hint = hint
		}
	}
}

func operationNames(api *contract.API) (names []string) {
	for _, b := range api.Bindings {
		for _, o := range b.Operations {
			names = append(names, o.Name)
		}
	}
	return names
}
