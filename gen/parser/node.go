package parser

import "example.com/wsgen/gen/source"

// A Value is a scalar of a document with its place. The zero Span says that the document has
// none; V is then the zero value or the default that the field's comment names.
type Value[T any] struct {
	V    T
	Span source.Span
}

// Set reports whether the document states the value.
func (v Value[T]) Set() bool { return v.Span.File != nil }

// A QName is an expanded name (Namespaces in XML 1.0, clause 2.1). Space "" is no namespace.
type QName struct{ Space, Local string }

// String returns the name in the form {space}local, or local alone without a namespace.
func (n QName) String() string {
	if n.Space == "" {
		return n.Local
	}
	return "{" + n.Space + "}" + n.Local
}

// A Node is what every construct of a WSDL or of a schema has.
type Node struct {
	// Span is the start tag: what a diagnostic about the construct underlines.
	Span source.Span
	// XML is the element as written, with all its attributes, foreign ones too.
	XML *XML
	// Doc is the text of wsdl:documentation or xs:documentation, without common indentation.
	Doc string
	// AppInfo holds the xs:appinfo elements.
	AppInfo []*XML
}

// An XML is an element as written.
type XML struct {
	Name     QName
	Prefix   string
	Span     source.Span // the start tag
	NameSpan source.Span // the name in the start tag
	End      int         // offset after the end tag
	Attrs    []XMLAttr   // without namespace declarations
	Children []*XML
	Text     []XMLText // character data, in order
	scope    *scope
}

// An XMLAttr is an attribute as written.
type XMLAttr struct {
	Name     QName
	Prefix   string
	Value    string // normalized (XML 1.0, clause 3.3.3)
	Span     source.Span
	NameSpan source.Span
	// ValueSpan is the text between the quotes.
	ValueSpan source.Span
}

// An XMLText is a run of character data. After says after how many children it stands.
type XMLText struct {
	After int
	Data  string
	Span  source.Span
}

// Attr returns the attribute of that name, or nil.
func (x *XML) Attr(space, local string) *XMLAttr {
	for i := range x.Attrs {
		if a := &x.Attrs[i]; a.Name.Local == local && a.Name.Space == space {
			return a
		}
	}
	return nil
}

// Resolve returns the namespace that a prefix is bound to at the element; the prefix "" gives
// the default namespace.
func (x *XML) Resolve(prefix string) (uri string, ok bool) { return x.scope.resolve(prefix) }

// A scope is one level of namespace declarations.
type scope struct {
	parent *scope
	prefix []string
	uri    []string
}

func (s *scope) resolve(prefix string) (string, bool) {
	if prefix == "xml" {
		return nsXML, true
	}
	for ; s != nil; s = s.parent {
		for i, p := range s.prefix {
			if p == prefix {
				return s.uri[i], s.uri[i] != "" || prefix == ""
			}
		}
	}
	return "", prefix == ""
}

// undeclared reports a prefix that nothing in scope declares. Only the first reports of a run carry
// a suggestion: a document can have more of them than there is time to guess.
func (s *scope) undeclared(diags *source.List, at source.Span, prefix string) {
	const guesses = 200
	d := diags.Errorf(at, idUndeclaredPrefix, "prefix %s is not declared", prefix)
	if len(*diags) > guesses {
		return
	}
	var known []string
	for ; s != nil && len(known) < guesses; s = s.parent {
		known = append(known, s.prefix...)
	}
	d.Hint = source.DidYouMean(prefix, known)
}
