package soap_test

import (
	"errors"
	"strings"
	"testing"

	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

// TestErrorsNameTheOperation: in their text and by the method that works across copies of the package.
func TestErrorsNameTheOperation(t *testing.T) {
	cause := errors.New("the cause")
	for _, err := range []error{
		&soap.ConfigError{Operation: "op", Binding: "svc", Reason: "x"},
		&soap.InsecureError{Operation: "op", Binding: "svc", Endpoint: "http://example.com/"},
		&soap.RequestError{Operation: "op", Err: cause},
		&soap.TransportError{Operation: "op", Err: cause},
		&soap.DecodeError{Operation: "op", Path: "/Envelope", Err: cause},
		&soap.HTTPError{Operation: "op", StatusCode: 999, Body: []byte("x")},
		&soap.HeaderError{Operation: "op", Header: xsd.QName{Local: "a"}},
		&soap.Fault{Operation: "op"},
		&soap.Refusal{Operation: "op"},
	} {
		named, ok := err.(interface{ OperationName() string })
		if !ok || named.OperationName() != "op" || !strings.HasPrefix(err.Error(), "op: ") {
			t.Errorf("%T: %v", err, err)
		}
		if inner := errors.Unwrap(err); inner != nil && inner != cause {
			t.Errorf("%T unwraps to %v", err, inner)
		}
	}
	for _, err := range []error{&soap.ConfigError{Binding: "svc", Reason: "x"}, &soap.InsecureError{Binding: "svc"}} {
		if !strings.HasPrefix(err.Error(), "svc: ") {
			t.Errorf("%T without an operation: %v", err, err)
		}
	}
	status, message := (&soap.Refusal{Status: "ERRO", Message: "m"}).RefusalStatus()
	if status != "ERRO" || message != "m" {
		t.Errorf("RefusalStatus() = %q, %q", status, message)
	}
}
