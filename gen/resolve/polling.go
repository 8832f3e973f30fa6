package resolve

import (
	"slices"
	"time"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// What a rule of polling that states no times has.
const (
	usualInterval    = 5 * time.Second
	usualMaxInterval = time.Minute
)

// polling lowers the rules of the operations that tell how far a job is.
func (c *compiler) polling() {
	for _, b := range c.api.Bindings {
		for _, o := range b.Operations {
			if e := c.spec.Operations.Lookup(o.Name); e != nil && e.Value.Polling != nil {
				c.pollable(b, e.Value)
				c.poll(o, e.Value.Polling)
			}
		}
	}
}

// pollable reports an operation whose method is not one that polling could call: of a request for a reply.
func (c *compiler) pollable(b *contract.Binding, v *parser.SpecOperation) {
	if _, ok := b.Transport.(*contract.SOAP); !ok {
		c.diags.Errorf(v.Polling.Span, idBadPolling, "polling is for operations of SOAP alone")
	}
	if v.Session.Set() || v.Records != nil {
		c.diags.Errorf(v.Polling.Span, idConflictingKeys, "an operation that tells how far a job is stands in no session and sends no records")
	}
}

func (c *compiler) poll(o *contract.Operation, p *parser.SpecPolling) {
	if o.Out == nil {
		c.diags.Errorf(p.Span, idBadPolling, "the operation %s has no reply that could tell how far a job is", o.Name)
		return
	}
	x := &contract.Polling{
		Job:   c.pollField(o.In, p.Job),
		Found: c.condition(o.Out, p.Found), Done: c.condition(o.Out, p.Done), OK: c.condition(o.Out, p.OK), Empty: c.condition(o.Out, p.Empty),
		Valid: p.Valid.V, Interval: usualInterval, MaxInterval: usualMaxInterval,
	}
	if p.Outcome.Set() {
		x.Outcome = c.pollField(o.Out, p.Outcome)
	}
	if p.URL.Set() {
		x.URL = c.pollField(o.Out, p.URL)
		if n := len(x.URL); n > 0 && !x.URL[n-1].Secret {
			c.diags.Errorf(p.URL.Span, idBadPolling, "the field %s holds the address of a file, which is as good as a password, and is not secret", p.URL.V).Hint = "state secret: true for the field"
		}
	}
	c.pollStates(x, p)
	c.pollTimes(x, p)
	o.Polling = x
}

// pollTimes checks and sets the times of a rule.
func (c *compiler) pollTimes(x *contract.Polling, p *parser.SpecPolling) {
	for _, v := range []parser.Value[time.Duration]{p.Valid, p.Interval, p.MaxInterval} {
		if v.Set() && v.V <= 0 {
			c.diags.Errorf(v.Span, idBadPolling, "%v is no time to wait", v.V)
			return
		}
	}
	if p.Valid.Set() && !p.URL.Set() {
		c.diags.Errorf(p.Valid.Span, idConflictingKeys, "there is no address that could be valid").Hint = "state url"
	}
	if p.Interval.Set() {
		x.Interval = p.Interval.V
		x.MaxInterval = max(x.MaxInterval, x.Interval)
	}
	if p.MaxInterval.Set() {
		x.MaxInterval = p.MaxInterval.V
		if !p.Interval.Set() {
			x.Interval = min(x.Interval, x.MaxInterval)
		}
	}
	if x.MaxInterval < x.Interval {
		c.diags.Errorf(p.MaxInterval.Span, idBadPolling, "maxInterval is %v, less than the interval of %v", x.MaxInterval, x.Interval)
	}
}

// pollField finds a field with one value that reads as text.
func (c *compiler) pollField(m *contract.Message, name parser.Value[string]) contract.FieldPath {
	path := c.fieldPath(m, name, name.Span)
	if len(path) == 0 {
		return nil
	}
	f := path[len(path)-1]
	switch {
	case f.Max != 1:
		c.diags.Errorf(name.Span, idBadPolling, "the field %s repeats", name.V)
	case !isWord(f.Element.Type):
		c.diags.Errorf(name.Span, idBadPolling, "the field %s is neither text nor a whole number, but %s", name.V, typeText(f.Element.Type))
	default:
		return path
	}
	return nil
}

// isWord reports a type whose values are text, whole numbers or truth values.
func isWord(t contract.Type) bool {
	for s, ok := t.(*contract.Simple); ok; s, ok = s.Base.(*contract.Simple) {
		if s.Layout != "" {
			return false
		}
	}
	switch kind := kindOf(t); primitive(kind) {
	case "string", "boolean":
		return true
	default:
		return primitive(kind) == "decimal" && kind != "decimal"
	}
}

// condition lowers a condition on a reply; nil for none.
func (c *compiler) condition(m *contract.Message, s *parser.SpecCondition) *contract.Condition {
	if s == nil {
		return nil
	}
	x := &contract.Condition{Field: c.pollField(m, s.Field)}
	x.Values = ruleValues(c, idBadPolling, s.Values, typesOf(x.Field)...)
	return x
}

// pollStates reports conditions on one field that no job could fulfil together.
func (c *compiler) pollStates(x *contract.Polling, p *parser.SpecPolling) {
	for _, other := range []struct {
		what string
		c    *contract.Condition
		spec *parser.SpecCondition
	}{{"known", x.Found, p.Found}, {"successful", x.OK, p.OK}, {"empty", x.Empty, p.Empty}} {
		if other.c == nil || x.Done.Field == nil || !slices.Equal(other.c.Field, x.Done.Field) {
			continue
		}
		types := typesOf(x.Done.Field)
		done := func(v string) bool {
			same := func(d string) bool { return ruleKey(d, types) == ruleKey(v, types) }
			return slices.ContainsFunc(x.Done.Values, same)
		}
		if !slices.ContainsFunc(other.c.Values, done) {
			n := c.diags.Errorf(other.spec.Span, idBadPolling, "no job that is done is %s: the field %s would need two values", other.what, p.Done.Field.V)
			n.Related = append(n.Related, source.Note{Span: p.Done.Span, Message: "done is stated here"})
		}
	}
}
