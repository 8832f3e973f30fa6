package soap

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"

	"example.com/wsgen/runtime/xmltext"
)

// Credentials that stand in the body of each request. Generated code knows the fields; here is what fills them in time:
// behind all middleware, in a copy of the request.

// A Fill returns a copy of the request of op with the credentials in it. It changes nothing of in.
type Fill func(op *Operation, in xmltext.Node) (xmltext.Node, error)

// WithBodyCredentials has requests filled. Check tells whether the credentials can be used. It is for generated code.
func WithBodyCredentials(check func() error, fill Fill) Option {
	return clientOption(func(c *Client) error {
		c.fill = fill
		return check()
	})
}

// A FieldError reports a request that sets a field which is not the caller's to set. Nothing was sent.
type FieldError struct {
	Field  string // its path, as in a/b/c
	Reason string
}

// Error returns the field and the reason.
func (e *FieldError) Error() string { return "field " + e.Field + " " + e.Reason }

// Unfilled reports a field that the request sets to another value than the credentials. It is for generated code.
func Unfilled(field, has, value string) error {
	if has == "" || has == value {
		return nil
	}
	return &FieldError{field, "is set, to another value than that of the credentials, which fill it"}
}

// Absent reports a field that is set and must not be under the scope of the credentials. It is for generated code.
func Absent(field, scope string, set bool) error {
	if !set {
		return nil
	}
	return &FieldError{field, "must be absent under the scope " + scope}
}

// NoDocument reports a request without the document that a digest covers. It is for generated code.
func NoDocument(field string) error { return &FieldError{field, "must hold a document"} }

// KeyedDigest returns the digest of key and document, one behind the other, in lower-case hexadecimal. The algorithm is
// md5, sha1 or sha256, which the provider prescribes.
func KeyedDigest(algorithm, key string, document []byte) string {
	var h hash.Hash
	switch algorithm {
	case "md5":
		h = md5.New()
	case "sha1":
		h = sha1.New()
	default:
		h = sha256.New()
	}
	io.WriteString(h, key)
	h.Write(document)
	return hex.EncodeToString(h.Sum(nil))
}

// filled is the request with the credentials that stand in its body.
func (k *call) filled(in xmltext.Node) (xmltext.Node, error) {
	if k.c.fill == nil || isNil(in) {
		return in, nil
	}
	return k.c.fill(k.op, in)
}
