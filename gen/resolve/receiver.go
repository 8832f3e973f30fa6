package resolve

import (
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// receiver lowers the notifications that the file states.
func (c *compiler) receiver() {
	s := c.spec.Receiver
	if s == nil {
		return
	}
	r := &contract.Receiver{Node: contract.Node{Path: "receiver", Doc: doc(s.Doc), Rename: c.goName(s.Name), Span: s.Span}}
	for _, v := range s.Authorization {
		if !slices.Contains([]string{"none", "basic", "bearer"}, v.V) {
			c.diags.Errorf(v.Span, idBadHTTP, "there is no authorization %s", v.V).Hint = "it is none, basic or bearer"
		}
		if slices.Contains(r.Authorization, v.V) {
			c.diags.Errorf(v.Span, idBadHTTP, "the authorization %s stands twice", v.V)
		}
		r.Authorization = append(r.Authorization, v.V)
	}
	if len(r.Authorization) == 0 {
		c.diags.Errorf(s.Span, idMissingKey, "the receiver states no authorization, and so admits nobody").Hint = "state none, basic or bearer"
	}
	if len(s.Kinds.Entries) == 0 {
		c.diags.Errorf(s.Span, idMissingKey, "the receiver states no kinds")
	}
	seen := map[[2]string]parser.Value[string]{}
	for i := range s.Kinds.Entries {
		e := &s.Kinds.Entries[i]
		v := e.Value
		k := &contract.Kind{Node: contract.Node{Path: "receiver/" + e.Key.V, Doc: doc(v.Doc), Span: e.Key.Span}, Name: c.goName(e.Key), Member: v.Member.V, Has: v.Has.V}
		if first, ok := seen[[2]string{k.Member, k.Has}]; ok {
			c.diags.Errorf(e.Key.Span, idConflictingKeys, "%s and %s are told apart by nothing", first.V, e.Key.V).Hint = "state with has a member that one of them alone has"
		}
		seen[[2]string{k.Member, k.Has}] = e.Key
		if x := c.typeElement(v.Type); x != nil {
			k.Type = x.Type.(*contract.Struct)
			if v.Has.Set() && memberOf(k.Type, v.Has.V) == nil {
				c.diags.Errorf(v.Has.Span, idOverlayUnmatched, "%s has no field %s", k.Type.Path, v.Has.V).Hint = c.didYouMean(v.Has.V, list(fieldNames(k.Type)))
			}
			r.Kinds = append(r.Kinds, k)
		}
	}
	for _, k := range r.Kinds {
		c.alone(r, k, s)
	}
	c.api.Receiver = r
}

// alone reports a member that is to tell a kind, and that another kind has as well.
func (c *compiler) alone(r *contract.Receiver, k *contract.Kind, s *parser.SpecReceiver) {
	for _, other := range r.Kinds {
		if other == k || k.Has == "" || other.Member != k.Member || memberOf(other.Type, k.Has) == nil {
			continue
		}
		for _, e := range s.Kinds.Entries {
			if e.Key.Span == k.Span {
				c.diags.Errorf(e.Value.Has.Span, idConflictingKeys, "%s has %s, too", other.Type.Path, k.Has).Hint = "state a member that this kind alone has"
			}
		}
	}
}
