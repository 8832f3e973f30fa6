package xsd

// A ParseError reports text that is not in the lexical space of its type. It
// never holds the text itself.
type ParseError struct {
	Type   string // the local name of the XML Schema type, such as "dateTime"
	Reason string // the rule that was broken, such as "month is not 01 to 12"
}

// Error returns the type and the reason.
func (e *ParseError) Error() string { return "xs:" + e.Type + ": " + e.Reason }

// An UnsetError reports the attempt to write a value that was never set.
type UnsetError struct {
	Type string // the local name of the XML Schema type, such as "date"
}

// Error says which type of value is unset.
func (e *UnsetError) Error() string { return "xs:" + e.Type + ": value is not set" }
