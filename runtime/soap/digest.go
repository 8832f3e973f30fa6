package soap

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// A DigestError says that the provider received other bytes than were sent: the digest in its reply is not theirs. What it
// stored is not what the caller has.
type DigestError struct {
	Operation string
	// Algorithm is md5, sha1 or sha256.
	Algorithm string
	// Want is the digest of what was sent, Got that of the reply, in hexadecimal.
	Want, Got string
}

// Error returns both digests.
func (e *DigestError) Error() string {
	return fmt.Sprintf("%s: reply: %s is %q, and %s was sent", e.Operation, e.Algorithm, e.Got, e.Want)
}

// OperationName returns the operation's name.
func (e *DigestError) OperationName() string { return e.Operation }

// CheckDigest compares a digest of a reply, in hexadecimal digits of any case, with that of what was sent. Generated
// methods call it.
func CheckDigest(op *Operation, algorithm, got string, sent []byte) error {
	var sum []byte
	switch algorithm {
	case "md5":
		x := md5.Sum(sent)
		sum = x[:]
	case "sha1":
		x := sha1.Sum(sent)
		sum = x[:]
	case "sha256":
		x := sha256.Sum256(sent)
		sum = x[:]
	default:
		return &ConfigError{Operation: op.Name, Reason: "unknown digest " + algorithm}
	}
	if want := hex.EncodeToString(sum); !strings.EqualFold(strings.TrimSpace(got), want) {
		return &DigestError{op.Name, algorithm, want, got}
	}
	return nil
}
