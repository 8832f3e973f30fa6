package contract

// JSON is the form of a field or an attribute in JSON, where it is not a member of its own name.
type JSON struct {
	Name  string // of the member; "" for the name on the wire
	Kind  string // "string", "number" or "boolean"; "" for that of the type
	Items bool   // the member is the array of the items that the element groups
	Omit  bool   // no member: the value stands elsewhere in the request
	// Refused says of what has no member that a struct with it has no form in JSON.
	Refused bool
}

// StructJSON says that a struct has a form in JSON, and what its fields don't say of it.
type StructJSON struct {
	Text  string // member of simple content; "" for none
	Rules []*JSONRule
}

// A JSONRule pairs an element or attribute with a member that stands elsewhere than it does.
type JSONRule struct {
	XML  FieldPath // from the struct that has the rule
	Attr *Attr     // of the last element; nil for none
	JSON string    // names of members with / between them, from the object of the struct
	// Values say that the element stands for a constant: it is there when the member has one of them.
	Values []string
	// Copy says that something else gives the member and that this one repeats it.
	Copy bool
}
