package parser

import (
	"strconv"

	"example.com/wsgen/gen/source"
)

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
	// assumes says that prefixes which nothing declares have their usual meaning; it is the outermost scope's.
	assumes bool
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

// usual are the namespaces that prefixes of contracts are for, where nothing declares them.
var usual = map[string]string{
	"xsd": nsXSD, "xs": nsXSD, "xsi": "http://www.w3.org/2001/XMLSchema-instance", "wsdl": nsWSDL, "soap": nsSOAP11, "soap12": nsSOAP12,
	"soapenc": nsSOAPEnc, "http": nsHTTP, "mime": nsMIME, "xmime": "http://www.w3.org/2005/05/xmlmime",
}

// undeclared returns the namespace of a prefix that nothing in scope declares, and says so: the usual one, which is bound
// from there on, or one that equals none that exists. Only the first reports of a run carry a suggestion: a document can
// have more of them than there is time to guess.
func (s *scope) undeclared(diags *source.List, at source.Span, prefix string) string {
	const guesses = 200
	outer := s
	for outer != nil && outer.parent != nil {
		outer = outer.parent
	}
	if uri := usual[prefix]; uri != "" && outer != nil && outer.assumes {
		outer.prefix, outer.uri = append(outer.prefix, prefix), append(outer.uri, uri)
		diags.Warnf(at, idUndeclaredPrefix, "prefix %s is not declared; it is taken for that of %s", prefix, uri).Hint =
			"declare it: xmlns:" + prefix + "=" + strconv.Quote(uri)
		return uri
	}
	d := diags.Errorf(at, idUndeclaredPrefix, "prefix %s is not declared", prefix)
	if len(*diags) <= guesses {
		var known []string
		for ; s != nil && len(known) < guesses; s = s.parent {
			known = append(known, s.prefix...)
		}
		d.Hint = source.DidYouMean(prefix, known)
	}
	if d.Hint == "" {
		d.Hint = "declare it in a copy of the document: xmlns:" + prefix + `="…"`
	}
	return unbound + prefix
}
