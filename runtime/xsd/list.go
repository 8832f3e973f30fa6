package xsd

import (
	"bytes"
	"errors"
)

var (
	errItemEmpty = errors.New("item of a list is empty")
	errItemSpace = errors.New("item of a list holds white space")
)

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
