package diff

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/source"
)

// A fact is a provider's rule in a form that can be compared, and what it gives the Go API.
type fact struct {
	name     string
	old, new any
	was, is  surface
	// request and reply are the verdicts where it differs; "" for those of the rule.
	request, reply Wire
}

func differs(name string, old, new any) fact { return fact{name: name, old: old, new: new} }

// wire says what messages show of a fact that differs.
func (f fact) wire(request, reply Wire) fact {
	f.request, f.reply = request, reply
	return f
}

// in says what a fact gives the Go API.
func (f fact) in(was, is surface) fact {
	f.was, f.is = was, is
	return f
}

// ruled reports the rules that differ. One that differs in Go alone shows in no message.
func (c *comparer) ruled(at *pair, o, n *contract.Node, facts ...fact) {
	for _, f := range facts {
		api := f.is.api(f.was)
		switch said := fmt.Sprintf("the rule %s is another one", f.name); {
		case c.differs(f):
			found := at.changed("rule-changed", o, n, said)
			found.wire(cmp.Or(f.request, found.request), cmp.Or(f.reply, found.reply)).api = api
		case api != GoNone:
			at.changed("rule-changed", o, n, said+" in Go").wire(Compatible, Compatible).api = api
		}
	}
}

// written reports rules of how requests are written that say nothing to who reads XML: a prefix is a placeholder for its namespace
// (Namespaces in XML 1.0, clause 4), and text is the same in a CDATA section (XML 1.0, clause 2.7).
func (c *comparer) written(at *pair, o, n *contract.Node, facts ...fact) {
	for _, f := range facts {
		if c.differs(f) {
			at.changed("rule-changed", o, n, fmt.Sprintf("the rule %s is another one; what requests say in XML is the same", f.name)).wire(Compatible, Compatible)
		}
	}
}

func (c *comparer) differs(f fact) bool { return c.plain(f.old, true) != c.plain(f.new, false) }

// askedFor is the verdict on requests whose credentials go as they went. Those that nobody asks for may be refused, and what is no credential
// of a user name token may be missed.
func askedFor(old, new contract.Security) Wire {
	was, token := old.(*contract.UsernameToken)
	is, still := new.(*contract.UsernameToken)
	if new == nil || token && still && was.Digest == is.Digest && (was.Timestamp || !is.Timestamp) {
		return Unknown
	}
	return Breaking
}

// filled is the verdict on requests that hold credentials where the old contract has them.
func (c *comparer) filled(o, n *contract.CredentialUse) Wire {
	if o == nil || n == nil {
		return Unknown
	}
	other := func(x, y any) bool { return c.differs(differs("", x, y)) }
	digest, now := o.Credentials.Digest, n.Credentials.Digest
	if now != nil && (digest == nil || digest.Algorithm != now.Algorithm || digest.Key != now.Key || other(o.Document, n.Document) || other(o.Digest, n.Digest)) {
		return Breaking
	}
	for _, was := range o.Values {
		for _, is := range n.Values {
			if was.Credential.Name == is.Credential.Name && scopeName(was.Scope) == scopeName(is.Scope) && other(was.Path, is.Path) {
				return Breaking
			}
		}
	}
	for _, is := range n.Absent {
		if !slices.ContainsFunc(o.Absent, func(was contract.AbsentField) bool {
			return scopeName(was.Scope) == scopeName(is.Scope) && !other(was.Path, is.Path)
		}) {
			return Breaking
		}
	}
	return Unknown
}

func scopeName(s *contract.Scope) string {
	if s == nil {
		return ""
	}
	return s.Name
}

// refused is the verdict on requests with values that the new contract refuses.
func (c *comparer) refused(old, new []*contract.Refuse) Wire {
	for _, is := range new {
		for _, v := range is.Values {
			if !slices.ContainsFunc(old, func(was *contract.Refuse) bool {
				return !c.differs(differs("", was.Field, is.Field)) && slices.ContainsFunc(was.Values, func(w string) bool { return strings.EqualFold(v, w) })
			}) {
				return Breaking
			}
		}
	}
	return Compatible
}

// digested is the verdict on replies whose digests the old client checks.
func (c *comparer) digested(old, new []*contract.Digest) Wire {
	verdict := Compatible
	for _, was := range old {
		i := slices.IndexFunc(new, func(is *contract.Digest) bool { return !c.differs(differs("", was.Field, is.Field)) })
		switch {
		case i < 0:
			verdict = worse(verdict, Unknown)
		case c.differs(differs("", was, new[i])):
			verdict = Breaking
		}
	}
	return verdict
}

// plain prints a rule with its declarations by name, so that what changes inside of them is not the rule's change.
func (c *comparer) plain(v any, old bool) string {
	return fmt.Sprintf("%#v", c.value(reflect.ValueOf(v), old)) // with the quotes of texts
}

// value replaces declarations by their names and leaves out where they stand.
func (c *comparer) value(v reflect.Value, old bool) any {
	if !v.IsValid() || (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && v.IsNil() {
		return nil
	}
	switch x := v.Interface().(type) {
	case *contract.Field:
		return lastStep(x.Path) // its name on the wire is told of itself
	case *contract.Element:
		return c.sided(x.Name, old)
	case *contract.Operation:
		return x.Name
	case contract.Type:
		return c.sided(typeName(x), old)
	case contract.QName:
		return c.sided(x, old)
	case contract.Node, source.Span:
		return nil
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		return c.value(v.Elem(), old)
	case reflect.Slice:
		list := make([]any, v.Len())
		for i := range list {
			list[i] = c.value(v.Index(i), old)
		}
		return list
	case reflect.Struct:
		list := make([]any, v.NumField())
		for i := range list {
			list[i] = c.value(v.Field(i), old)
		}
		return list
	}
	return v.Interface()
}

func (c *comparer) sided(q contract.QName, old bool) string {
	if old {
		q = c.name(q)
	}
	return q.String()
}
