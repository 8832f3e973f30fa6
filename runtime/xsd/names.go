package xsd

import "strings"

// ExpandNames returns text with each word that is a name with a prefix, such as
// a:b, in the form {namespace}b. Words whose prefix ns does not know stay as
// they are. It is for generated unions, whose text may hold names.
func ExpandNames(text []byte, ns Namespaces) string {
	return string(eachWord(nil, string(text), func(b []byte, word string) []byte {
		prefix, local, ok := strings.Cut(word, ":")
		if !ok || ns == nil || !isNCName(prefix) || !isNCName(local) {
			return append(b, word...)
		}
		uri, ok := ns.Resolve(prefix)
		if !ok || uri == "" {
			return append(b, word...)
		}
		return append(b, QName{uri, local}.String()...)
	}))
}

// AppendNames appends text with each word of the form {namespace}b as a name
// with the prefix that ns gives to the namespace.
func AppendNames(b []byte, text string, ns Namespaces) []byte {
	return eachWord(b, text, func(b []byte, word string) []byte {
		if strings.HasPrefix(word, "{") {
			if q, err := ParseQName(word); err == nil {
				if b, err := q.AppendXML(b, ns); err == nil {
					return b
				}
			}
		}
		return append(b, word...)
	})
}

// eachWord appends text to b with its words as put writes them; white space
// stays.
func eachWord(b []byte, text string, put func(b []byte, word string) []byte) []byte {
	const space = " \t\r\n"
	for text != "" {
		n := len(text) - len(strings.TrimLeft(text, space))
		b, text = append(b, text[:n]...), text[n:]
		n = strings.IndexAny(text, space)
		if n < 0 {
			n = len(text)
		}
		if n > 0 {
			b, text = put(b, text[:n]), text[n:]
		}
	}
	return b
}
