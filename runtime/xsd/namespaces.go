package xsd

// Namespaces resolves and declares the prefixes that values use in their text.
// The codec hands it to ParseXML and AppendXML; of the types of this package
// only [QName] uses it, so nil is fine for the others.
type Namespaces interface {
	// Resolve returns the namespace that prefix is bound to where the value
	// stands. The empty prefix asks for the default namespace; ok is true and
	// uri empty when there is none.
	Resolve(prefix string) (uri string, ok bool)
	// Prefix returns a prefix bound to uri where the value stands, and declares
	// one if there is none. An empty prefix is the default namespace; the empty
	// uri asks that no default namespace be in force.
	Prefix(uri string) string
}

// QName is an xs:QName or xs:NOTATION: a name in a namespace (Part 2, 3.3.18).
// The prefix is not kept; an empty Space is no namespace. The zero value is
// unset.
type QName struct {
	Space string // the namespace's URI
	Local string
}

// ParseQName reads the form that String returns: {uri}local, or local alone.
func ParseQName(s string) (QName, error) {
	var q QName
	err := q.UnmarshalText([]byte(s))
	return q, err
}

// String returns {uri}local, or local alone for a name in no namespace.
func (q QName) String() string {
	if q.Space == "" {
		return q.Local
	}
	return "{" + q.Space + "}" + q.Local
}

// Equal reports whether both names are the same.
func (q QName) Equal(o QName) bool { return q == o }

// IsZero reports whether q is unset.
func (q QName) IsZero() bool { return q == QName{} }

// MarshalText returns the form of String.
func (q QName) MarshalText() ([]byte, error) { return []byte(q.String()), nil }

// UnmarshalText reads the form that String returns. Empty text is unset.
func (q *QName) UnmarshalText(b []byte) error {
	s := string(collapse(b))
	if s == "" {
		*q = QName{}
		return nil
	}
	var space string
	if s[0] == '{' {
		end := 1
		for end < len(s) && s[end] != '}' {
			end++
		}
		if end == len(s) {
			return &ParseError{"QName", "namespace has no closing brace"}
		}
		space, s = s[1:end], s[end+1:]
	}
	if !isNCName(s) {
		return &ParseError{"QName", "local part is not a name"}
	}
	*q = QName{space, s}
	return nil
}

// ParseXML reads prefix:local or local and resolves the prefix with ns. A name
// without a prefix is in the default namespace. A nil ns knows no prefix and
// no default namespace.
func (q *QName) ParseXML(b []byte, ns Namespaces) error {
	s := string(collapse(b))
	prefix, local := "", s
	for i := range len(s) {
		if s[i] == ':' {
			prefix, local = s[:i], s[i+1:]
			if !isNCName(prefix) {
				return &ParseError{"QName", "prefix is not a name"}
			}
			break
		}
	}
	if !isNCName(local) {
		return &ParseError{"QName", "local part is not a name"}
	}
	var uri string
	if ns != nil {
		var ok bool
		if uri, ok = ns.Resolve(prefix); !ok && prefix != "" {
			return &ParseError{"QName", "prefix is not declared"}
		}
	} else if prefix != "" {
		return &ParseError{"QName", "prefix is not declared"}
	}
	*q = QName{uri, local}
	return nil
}

// AppendXML appends prefix:local, with the prefix that ns gives to the
// namespace. A name in a namespace can't be written without ns.
func (q QName) AppendXML(b []byte, ns Namespaces) ([]byte, error) {
	if q.Local == "" {
		return b, &UnsetError{"QName"}
	}
	if ns == nil {
		if q.Space != "" {
			return b, &ParseError{"QName", "no prefix for the namespace"}
		}
		return append(b, q.Local...), nil
	}
	if p := ns.Prefix(q.Space); p != "" {
		b = append(append(b, p...), ':')
	}
	return append(b, q.Local...), nil
}

// isNCName checks the ASCII part of the NCName production (Namespaces in XML,
// 3) and takes every other character: the codec has checked the text.
func isNCName(s string) bool {
	for i := range len(s) {
		c := s[i]
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z', c == '_', c >= 0x80:
		case i > 0 && ('0' <= c && c <= '9' || c == '-' || c == '.'):
		default:
			return false
		}
	}
	return s != ""
}
