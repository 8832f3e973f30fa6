package jsontext

import (
	"errors"
	"strconv"
	"strings"

	"example.com/wsgen/runtime/xmltext"
)

// A SyntaxError reports text that is not JSON, or JSON that leaves its meaning open: a member that stands twice.
type SyntaxError struct {
	Offset int64
	Msg    string
}

func (e *SyntaxError) Error() string {
	return "json: offset " + strconv.FormatInt(e.Offset, 10) + ": " + e.Msg
}

// A ValueError reports a value that does not fit its type. It never holds the value.
type ValueError struct {
	Path   string // as in /Uso[2]/Modulo; items are counted from 1
	Offset int64
	Type   string // such as "xs:int" or "object"
	Err    error  // may be nil; never quotes the value
}

func (e *ValueError) Error() string {
	return "json: " + rooted(e.Path) + " (offset " + strconv.FormatInt(e.Offset, 10) + "): value is not valid for " + e.Type
}

// Unwrap returns e.Err.
func (e *ValueError) Unwrap() error { return e.Err }

// An EncodeError reports a struct that can't be written.
type EncodeError struct {
	Path string
	Err  error
}

func (e *EncodeError) Error() string {
	var x *xmltext.EncodeError
	if errors.As(e.Err, &x) {
		inner := xmltext.EncodeError{Path: "", Msg: x.Msg, Err: x.Err}
		return "json: " + rooted(e.Path) + ": " + strings.TrimPrefix(inner.Error(), "xml: /: ")
	}
	return "json: " + rooted(e.Path) + ": " + e.Err.Error()
}

// Unwrap returns e.Err.
func (e *EncodeError) Unwrap() error { return e.Err }

// A LostError reports something that JSON has no place for, and that the contract does not state as lost.
type LostError struct{ Lost Lost }

func (e *LostError) Error() string { return "json: " + e.Lost.String() }

func rooted(path string) string {
	if path == "" {
		return "/"
	}
	return path
}

// encodeError gives an error of the encoder the path that the field has in JSON.
func encodeError(f *Form, err error) error {
	var x *xmltext.EncodeError
	if errors.As(err, &x) {
		return &EncodeError{Path: f.path(x.Path), Err: err}
	}
	return err
}

// decodeError gives an error of the decoder the place of the value in the JSON.
func (t *tree) decodeError(f *Form, err error) error {
	var value *xmltext.ValueError
	var limit *xmltext.LimitError
	switch {
	case errors.As(err, &value):
		path := f.path(value.Path)
		return &ValueError{Path: path, Offset: t.offset(path), Type: value.Type, Err: value.Err}
	case errors.As(err, &limit):
		return &xmltext.LimitError{Limit: limit.Limit, Max: limit.Max, Path: f.path(limit.Path)}
	}
	return err
}

// offset is the place of the value at a path, or of the last of its parents that is there.
func (t *tree) offset(path string) int64 {
	at := int32(0)
	for step := range strings.SplitSeq(strings.TrimPrefix(path, "/"), "/") {
		name, rest, indexed := strings.Cut(step, "[")
		m := t.member(at, name)
		if m == 0 {
			break
		}
		at = m
		if n, err := strconv.Atoi(strings.TrimSuffix(rest, "]")); indexed && err == nil && t.values[at].kind == '[' {
			item := t.values[at].first
			for ; n > 1 && item != 0; n-- {
				item = t.values[item].next
			}
			if item == 0 {
				break
			}
			at = item
		}
	}
	return int64(t.values[at].at)
}
