package transport

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

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

// ValidateReply validates a reply where the call asks for it: it refuses one that breaks a rule or, where facets are to be
// reported, tells of each that is broken. The reply stands at the path at of the message.
func (k *Call) ValidateReply(ctx context.Context, x any, at string, status int, strict bool) error {
	refuses := k.Validation.which&Replies != 0
	if x == nil || !refuses && !k.Facets {
		return nil
	}
	err := validate(x)
	if err == nil {
		return nil
	}
	if refuses {
		return k.DecodeErrorAt("/", -1, status, err)
	}
	var invalid *xsd.ValidationError
	if !errors.As(err, &invalid) {
		return nil // a type without rules
	}
	for _, v := range invalid.Violations {
		_, below, _ := strings.Cut(strings.TrimPrefix(v.Path, "/"), "/") // the root goes by another name there
		drift := xmltext.Drift{Path: strings.TrimSuffix(at+"/"+below, "/"), Kind: broken(v.Rule)}
		if drift.Kind == xmltext.UnknownType {
			drift.Path = strings.TrimSuffix(drift.Path, "/@type")
		}
		if drift.Kind == 0 || drift.Kind == xmltext.UnknownType && k.AnyType || slices.Contains(k.found, makeFound(drift.Kind, drift.Path)) {
			continue // reading has reported it
		}
		if k.Drift(ctx, drift.Kind, drift.Path); strict {
			return k.DecodeError("", status, &xmltext.DriftError{Drift: drift})
		}
	}
	return nil
}

// A found is a place that reading has reported and validating may find again, whichever of several elements of its name it is in.
type found struct {
	kind xmltext.Kind
	path string
}

func makeFound(kind xmltext.Kind, path string) found {
	return found{kind, ordinals.ReplaceAllString(path, "$1")}
}

// find notes drift of reading that validating may find again.
func (k *Call) find(kind xmltext.Kind, path string) {
	switch kind {
	case xmltext.OtherType:
		kind = xmltext.UnknownType // to the rules both are one
	case xmltext.UnknownEnum, xmltext.UnknownType:
	default:
		return
	}
	if len(k.found) < maxDrifts {
		k.found = append(k.found, makeFound(kind, path))
	}
}

// broken is the kind of drift that a broken rule is, 0 for a rule about what reading reports by itself. Of enumerations it
// knows those of texts.
func broken(rule string) xmltext.Kind {
	switch rule {
	case "length", "minLength", "maxLength", "pattern", "layout", "totalDigits", "fractionDigits",
		"minInclusive", "maxInclusive", "minExclusive", "maxExclusive":
		return xmltext.Facet
	case "enumeration":
		return xmltext.UnknownEnum
	case "xsi:type":
		return xmltext.UnknownType
	}
	return 0
}

func validate(x any) error {
	if v, ok := x.(interface{ Validate() error }); ok {
		return v.Validate()
	}
	return fmt.Errorf("%T has no method Validate: generate it with validate: true", x)
}
