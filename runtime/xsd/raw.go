package xsd

import "slices"

// Raw is one element kept as XML text. The text is self-contained: every
// prefix that it uses is declared on the element itself. Writing one that is
// not is an error. Its JSON is an object with Name and XML.
type Raw struct {
	Name QName  // the element's name; zero for a run of character data in an [Extra]
	XML  string // start tag to end tag
}

// Equal reports whether both have the same name and the same bytes.
func (r Raw) Equal(o Raw) bool { return r == o }

// IsZero reports whether there is no element.
func (r Raw) IsZero() bool { return r == Raw{} }

// String returns the element's text.
func (r Raw) String() string { return r.XML }

// Attr is an attribute with its resolved name and its normalised value.
type Attr struct {
	Name  QName
	Value string
	// Scope holds the prefixes in Value that were declared where it was read: those of a name keep their namespaces.
	Scope Scope `json:",omitzero"`
}

// Attrs are attributes in document order.
type Attrs []Attr

// Get returns the value of the attribute name, and whether it is there.
func (a Attrs) Get(name QName) (string, bool) {
	for i := range a {
		if a[i].Name == name {
			return a[i].Value, true
		}
	}
	return "", false
}

// Set gives the attribute name a value, in place or at the end.
func (a *Attrs) Set(name QName, value string) {
	for i := range *a {
		if (*a)[i].Name == name {
			(*a)[i] = Attr{Name: name, Value: value}
			return
		}
	}
	*a = append(*a, Attr{Name: name, Value: value})
}

// Equal reports whether both hold the same attributes, in any order (XML
// Information Set, 2.2).
func (a Attrs) Equal(o Attrs) bool {
	if len(a) != len(o) {
		return false
	}
	if slices.Equal(a, o) {
		return true
	}
	for _, x := range a {
		if v, ok := o.Get(x.Name); !ok || v != x.Value {
			return false
		}
	}
	return true
}

// IsZero reports whether there are no attributes.
func (a Attrs) IsZero() bool { return len(a) == 0 }

// Any is the content of an xs:anyType element, kept as XML text.
type Any struct {
	Type QName // the value of xsi:type; zero for none
	Raw  Raw
}

// Equal reports whether both have the same type and the same bytes.
func (a Any) Equal(o Any) bool { return a == o }

// IsZero reports whether there is no element.
func (a Any) IsZero() bool { return a == Any{} }

// String returns the element's text.
func (a Any) String() string { return a.Raw.XML }

// Entry is an entry of a map whose keys are data. A slice of entries keeps
// their order, and a key that stands twice.
type Entry[T any] struct {
	Key   string
	Value T
}

// Equal reports whether both have the same key and equal values, by the rule
// of [Opt.Equal].
func (e Entry[T]) Equal(o Entry[T]) bool { return e.Key == o.Key && equal(e.Value, o.Value) }
