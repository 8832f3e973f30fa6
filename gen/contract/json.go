package contract

// JSON is the form of a field or an attribute in JSON, where it is not a member of its own name.
type JSON struct {
	Name  string // of the member; "" for the name on the wire
	Kind  string // "string", "number" or "boolean"; "" for that of the type
	Items bool   // the member is the array of the items that the element groups
	Omit  bool   // no member: the value stands elsewhere in the request
}
