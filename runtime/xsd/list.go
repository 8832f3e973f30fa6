package xsd

import (
	"bytes"
	"errors"
	"iter"
)

var (
	errItemEmpty = errors.New("item of a list is empty")
	errItemSpace = errors.New("item of a list holds white space")
)

// Items returns the items of a list in text, for generated lists. White space of XML separates them (Part 2, clause
// 2.5.1.2), and no other: an item can hold a no-break space.
func Items(text []byte) iter.Seq[[]byte] {
	return bytes.FieldsFuncSeq(text, func(r rune) bool { return r < 0x80 && isSpace(byte(r)) })
}

// CheckItems makes sure that text is what n items of a list read as, with a space between them: an item that is empty
// or holds white space would be none or several. It is for generated lists.
func CheckItems(text []byte, n int) error {
	if n == 0 {
		return nil
	}
	words := 0
	for word := range bytes.SplitSeq(text, []byte(" ")) {
		if words++; len(word) == 0 {
			return errItemEmpty
		}
		if bytes.ContainsAny(word, "\t\r\n") {
			return errItemSpace
		}
	}
	if words != n {
		return errItemSpace
	}
	return nil
}

// Listed reports whether v is one of a list: the values of an enumeration. It is for generated code, which it keeps
// small: it is not inlined, and all enumerations of a kind share it.
//
//go:noinline
func Listed[T comparable](v T, list []T) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}
