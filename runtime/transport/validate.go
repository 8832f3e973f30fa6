package transport

import "fmt"

// Directions are those of the messages of a call.
type Directions uint8

// The directions.
const (
	Requests Directions = 1 << iota
	Replies
)

// A Validation says which messages a client or a call validates. The zero Validation leaves it to the operation, which
// may ask for it in requests.
type Validation struct {
	stated bool
	which  Directions
}

// Validate returns the Validation of some directions; 0 is none.
func Validate(which Directions) Validation { return Validation{true, which} }

// ValidateRequest validates a request where the call asks for it or, unless the call says something else, the operation
// does.
func (k *Call) ValidateRequest(x any, operation bool) error {
	switch {
	case k.Validation.stated && k.Validation.which&Requests != 0:
		return validate(x)
	case k.Validation.stated || !operation:
		return nil
	}
	if v, ok := x.(interface{ Validate() error }); ok {
		return v.Validate()
	}
	return nil
}

// ValidateReply validates a reply where the call asks for it.
func (k *Call) ValidateReply(x any, status int) error {
	if k.Validation.which&Replies == 0 || x == nil {
		return nil
	}
	if err := validate(x); err != nil {
		return k.DecodeErrorAt("/", -1, status, err)
	}
	return nil
}

func validate(x any) error {
	if v, ok := x.(interface{ Validate() error }); ok {
		return v.Validate()
	}
	return fmt.Errorf("%T has no method Validate: generate it with validate: true", x)
}
