package xsd

import (
	"slices"
	"sort"
)

// Residue is what a codec keeps in an [Extra]. It is for codecs; users have
// the methods of Extra. A decoder fills it and calls [Residue.Seal] at the end
// tag; from then on it is only read, so that values may share it.
//
// Fields are numbered as in the codec's tables. Of a field, occurrences are
// counted from 0 in document order.
type Residue struct {
	// Elements are the unknown elements in document order.
	Elements []Unknown `json:",omitzero"`
	// Attrs are the unknown attributes of the element itself, in document order.
	Attrs Attrs `json:",omitzero"`
	// Type is the value of xsi:type of the element itself, where there is no
	// parent to keep it.
	Type QName `json:",omitzero"`
	// Children says what is out of the ordinary about known children,
	// attributes and text, sorted by place once sealed.
	Children []Child `json:",omitzero"`
	// Absent lists the required members of groups that were not there: each with
	// the occurrence of its group. It is left out again while its field has the
	// zero value. Sorted once sealed.
	Absent []Place `json:",omitzero"`
	// Order lists the known children in document order, if that is not the
	// schema's. Children marked [ChildEmpty] are in it.
	Order []Place `json:",omitzero"`
	// InOrder is how many of Order came in the order of the schema. Children of
	// repeated groups that stood among these are not listed.
	InOrder int `json:",omitzero"`
}

// Place is the place of a child: its field, and which occurrence of it.
type Place struct {
	Field      int32
	Occurrence int32
}

// Unknown is an element that no field takes.
type Unknown struct {
	// After is the number of known children that stand before it. Children
	// marked [ChildEmpty] count.
	After int32
	Raw   Raw
}

// ChildState says whether a child stood in the document.
type ChildState uint8

// The states of a child.
const (
	// ChildPresent is an ordinary child.
	ChildPresent ChildState = iota
	// ChildMissing is a required child that was not there: it is left out
	// again while its field has the zero value.
	ChildMissing
	// ChildEmpty is a child that stood empty and was read as absent: it is
	// written empty again while its field is absent.
	ChildEmpty
)

// Child is what is out of the ordinary about one known child. It also serves
// for attributes and text, which have field numbers of their own.
type Child struct {
	Place
	State ChildState `json:",omitzero"`
	// Item is the occurrence of its group that a child marked ChildEmpty is of.
	Item int32 `json:",omitzero"`
	// Kept says that Lexical holds the text as it was written: it is written
	// again while it still reads as the field's value.
	Kept    bool   `json:",omitzero"`
	Lexical string `json:",omitzero"`
	// Form is the text that the codec writes for the value that Lexical was read
	// as; empty if it is Lexical but for white space around it. It is for types
	// whose text can't be compared otherwise, such as lists.
	Form string `json:",omitzero"`
	// Scope says what the prefixes in Lexical stand for, of a text that holds names.
	Scope Scope `json:",omitzero"`
	// Name is the element's name where it is not that of the codec's table.
	Name QName `json:",omitzero"`
	// Type is the value of xsi:type where the schema asks for none.
	Type QName `json:",omitzero"`
	// Attrs are the attributes of a child of simple type.
	Attrs Attrs `json:",omitzero"`
	// Untyped says that xsi:type was not there although the codec writes it.
	Untyped bool `json:",omitzero"`
	// Null says that xsi:nil="true" stood on a child that is not nillable: it
	// is written again while the field has the zero value.
	Null bool `json:",omitzero"`
	// Nil is the value of xsi:nil where it was another one than "true" that says the same.
	Nil string `json:",omitzero"`
	// Full says that a nil element had content all the same, which is written again while the field is nil: that of a
	// struct stands in its fields, the text of a simple type in Lexical, an element of any type is Lexical as a whole.
	Full bool `json:",omitzero"`
	// ValueFirst says of an entry of a map that its value stood before its key.
	ValueFirst bool `json:",omitzero"`
	// Entry is the residue of the element that is an entry of a map, whose key
	// is field 0, or of an array in SOAP encoding, which has no [Extra]; nil for
	// none. The type of an array's is that which it says its items have.
	Entry *Residue `json:",omitzero"`
}

// Child returns the record of a child, new if the last one is of another
// place. The pointer is good until the next call.
func (r *Residue) Child(field, occurrence int32) *Child {
	p := Place{field, occurrence}
	if n := len(r.Children); n == 0 || r.Children[n-1].Place != p {
		r.Children = append(r.Children, Child{Place: p})
	}
	return &r.Children[len(r.Children)-1]
}

// Seal makes the residue ready for look-up, and those of entries and items within it.
func (r *Residue) Seal() {
	less := func(a, b Child) int { return a.compare(b.Place) }
	if !slices.IsSortedFunc(r.Children, less) {
		slices.SortStableFunc(r.Children, less)
	}
	if !slices.IsSortedFunc(r.Absent, Place.compare) {
		slices.SortFunc(r.Absent, Place.compare)
	}
	for i := range r.Children {
		if e := r.Children[i].Entry; e != nil {
			e.Seal()
		}
	}
}

// Lookup returns the record of a child, or nil if there is nothing to say
// about it. It works on nil and on a sealed residue.
func (r *Residue) Lookup(field, occurrence int32) *Child {
	if r == nil || len(r.Children) == 0 {
		return nil
	}
	p := Place{field, occurrence}
	i := sort.Search(len(r.Children), func(i int) bool { return r.Children[i].compare(p) >= 0 })
	if i < len(r.Children) && r.Children[i].Place == p {
		return &r.Children[i]
	}
	return nil
}

// IsAbsent reports whether a member of a group was not there in an occurrence
// of it. It works on nil and on a sealed residue.
func (r *Residue) IsAbsent(field, occurrence int32) bool {
	if r == nil || len(r.Absent) == 0 {
		return false
	}
	_, found := slices.BinarySearchFunc(r.Absent, Place{field, occurrence}, Place.compare)
	return found
}

// IsEmpty reports whether the residue holds nothing. It works on nil.
func (r *Residue) IsEmpty() bool {
	return r == nil || len(r.Elements) == 0 && len(r.Attrs) == 0 && len(r.Children) == 0 && len(r.Absent) == 0 && len(r.Order) == 0 && r.Type.IsZero()
}

// valid reports whether a codec can go by r, which did not come from one.
func (r *Residue) valid() bool {
	if r == nil {
		return true
	}
	for i := range r.Children {
		if c := &r.Children[i]; c.State > ChildEmpty || !c.valid() || !c.Entry.valid() {
			return false
		}
	}
	bad := func(p Place) bool { return !p.valid() }
	return !slices.ContainsFunc(r.Absent, bad) && !slices.ContainsFunc(r.Order, bad)
}

// valid allows for a choice without a branch, which is noted before the first occurrence.
func (c *Child) valid() bool {
	return c.Place.valid() || c.Field >= 0 && c.Occurrence < 0 && c.State == ChildMissing
}

func (p Place) valid() bool { return p.Field >= 0 && p.Occurrence >= 0 }

func (p Place) compare(o Place) int {
	switch {
	case p.Field != o.Field:
		return int(p.Field) - int(o.Field)
	default:
		return int(p.Occurrence) - int(o.Occurrence)
	}
}

func (r *Residue) equal(o *Residue) bool {
	if r == o {
		return true
	}
	if r.IsEmpty() || o.IsEmpty() {
		return r.IsEmpty() && o.IsEmpty()
	}
	return slices.Equal(r.Elements, o.Elements) &&
		r.Attrs.Equal(o.Attrs) &&
		slices.EqualFunc(r.Children, o.Children, Child.equal) &&
		slices.Equal(r.Absent, o.Absent) && slices.Equal(r.Order, o.Order) && r.InOrder == o.InOrder && r.Type == o.Type
}

func (c Child) equal(o Child) bool {
	return c.Place == o.Place && c.State == o.State && c.Item == o.Item && c.Kept == o.Kept && c.Lexical == o.Lexical && c.Form == o.Form && c.Scope == o.Scope &&
		c.Name == o.Name && c.Type == o.Type && c.Attrs.Equal(o.Attrs) &&
		c.Untyped == o.Untyped && c.ValueFirst == o.ValueFirst && c.Null == o.Null && c.Nil == o.Nil && c.Full == o.Full &&
		c.Entry.equal(o.Entry)
}
