package mock

import (
	"slices"
	"strconv"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

// readRecords takes the records out of a request. Too many, and numbers that stand twice or not at all, are refused.
func (m *message) readRecords(c *checker) error {
	rule := m.op.Records
	if rule == nil {
		return nil
	}
	path := rule.Field
	holder, s := m.part, m.struc
	if len(path) > 1 {
		if holder = find(m.part, m.struc, path[:len(path)-1]); holder == nil {
			return nil
		}
		s, _ = path[len(path)-2].Element.Type.(*contract.Struct)
	}
	last := path[len(path)-1]
	inner, _ := last.Element.Type.(*contract.Struct)
	seen := map[string]bool{}
	for _, e := range holder.Children {
		if s == nil || !names(last, e.Name) {
			continue
		}
		r := &record{field: last, element: e, id: value(e, inner, contract.FieldPath{rule.ID}), fault: c.records[len(m.records)]}
		if r.id == "" || seen[r.id] {
			return refuse("the %s of record %d is missing or stands twice", rule.ID.Element.Name.Local, len(m.records)+1)
		}
		seen[r.id] = true
		m.records = append(m.records, r)
	}
	if rule.Max > 0 && len(m.records) > rule.Max {
		return refuse("%d records, and %d are the most", len(m.records), rule.Max)
	}
	return nil
}

// accept keeps the records that have no fault, under the session or at once, and answers for each.
func (s *Server) accept(m *message, x *session) change {
	rule := m.op.Records
	if rule == nil {
		return nil
	}
	var good []*record
	for _, r := range m.records {
		if r.fault == "" {
			good = append(good, r)
		}
	}
	if x != nil {
		x.records = append(x.records, &sent{m.op.api, good})
	} else {
		s.stored[m.op.api] = append(s.stored[m.op.api], good...)
	}
	return func(part *infoset.Element, t *contract.Struct) {
		entries, t := container(part, t, rule.Results)
		last := rule.Results[len(rule.Results)-1]
		result, _ := last.Element.Type.(*contract.Struct)
		clear(entries, t, last)
		for _, r := range m.records {
			e := add(entries, t, last, keyOf(last, r.id))
			fill(e, result, 0)
			code, message := first(rule.OKCodes), first(rule.OKMessages)
			if r.fault != "" {
				code, message = bad(rule), r.fault
			}
			if rule.Code != nil {
				put(e, result, contract.FieldPath{rule.Code}, code)
			}
			if rule.Message != nil {
				put(e, result, contract.FieldPath{rule.Message}, message)
			}
		}
	}
}

// keyOf is the key of an entry by the number that stands for # or * in it.
func keyOf(f *contract.Field, n string) string {
	return strings.NewReplacer("#", n, "*", n).Replace(f.Element.Name.Local)
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// bad is a code that is none of those of accepted records.
func bad(rule *contract.Records) string {
	for n := 1; ; n++ {
		if code := strconv.Itoa(n); !slices.Contains(rule.OKCodes, code) {
			return code
		}
	}
}

// container is the element that holds what the last step of a path means, with its type.
func container(part *infoset.Element, t *contract.Struct, path contract.FieldPath) (*infoset.Element, *contract.Struct) {
	for _, f := range path[:len(path)-1] {
		kid := child(part, t, f)
		if kid == nil {
			kid = add(part, t, f, f.Element.Name.Local)
		}
		part = kid
		t, _ = f.Element.Type.(*contract.Struct)
	}
	return part, t
}

// clear drops what stands for a field: of a map, the entries whose keys are numbers or no keys of other fields.
func clear(e *infoset.Element, t *contract.Struct, f *contract.Field) {
	var kept []*infoset.Element
	for _, kid := range e.Children {
		if t.Map == nil && !names(f, kid.Name) || t.Map != nil && fixed(t, kid) {
			kept = append(kept, kid)
		}
	}
	e.Children = kept
}

// fixed reports an entry of a map whose key the contract names.
func fixed(t *contract.Struct, entry *infoset.Element) bool {
	key := entry.Find(t.Map.Key.Local)
	for _, f := range fields(t) {
		if key != nil && key.Text == f.Element.Name.Local {
			return true
		}
	}
	return false
}

// page answers with a page of what was stored, in the way of the operation's rule.
func (s *Server) page(m *message) (change, error) {
	rule := m.op.Paging
	if rule == nil {
		return nil, nil
	}
	last := rule.Items[len(rule.Items)-1]
	var items []*record
	for _, r := range s.stored[m.op.api] {
		if r.field.Element.Type == last.Element.Type {
			items = append(items, r)
		}
	}
	if len(items) == 0 && len(m.op.replies) > 0 {
		return nil, nil // nothing was sent: the sample shows how a page looks
	}
	pages := max(1, (len(items)+s.options.PageSize-1)/s.options.PageSize)
	number, err := strconv.Atoi(value(m.part, m.struc, rule.Page))
	if err != nil || number < rule.First || number >= rule.First+pages {
		return nil, refuse("there is no such page: the last one is %d", rule.First+pages-1)
	}
	from := (number - rule.First) * s.options.PageSize
	items = items[from:min(from+s.options.PageSize, len(items))]
	return func(part *infoset.Element, t *contract.Struct) {
		put(part, t, rule.Pages, strconv.Itoa(pages))
		if rule.Current != nil {
			put(part, t, rule.Current, strconv.Itoa(number))
		}
		holder, t := container(part, t, rule.Items)
		clear(holder, t, last)
		for i, r := range items {
			e := add(holder, t, last, keyOf(last, strconv.Itoa(from+i)))
			e.Children, e.Text = clone(r.element).Children, r.element.Text
		}
	}, nil
}

// Stored returns how many records of a service's package were taken for good.
func (s *Server) Stored(pkg string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for api, list := range s.stored {
		if api.Package == pkg {
			n += len(list)
		}
	}
	return n
}
