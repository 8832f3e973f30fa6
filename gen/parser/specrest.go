package parser

import "time"

// What is not SOAP: JSON over HTTP, out and in. As in spec.go, the comments of the fields describe
// their keys to people.

// A SpecREST is operations over plain HTTP with JSON bodies.
type SpecREST struct {
	Block
	// How a caller proves who it is, where it is more than HTTP Basic.
	Login *SpecLogin `yaml:"login"`
	// Type of the body of a reply that says what went wrong.
	Error Value[string] `yaml:"error"`
}

// A SpecLogin is an operation that gives a token, which later requests carry.
type SpecLogin struct {
	Block
	// Operation that trades the credentials for a token.
	Operation Value[string] `yaml:"operation,required"`
	// What the caller supplies; each value's to is a field of the login's request.
	Credentials *SpecBodyCredentials `yaml:"credentials,required"`
	// JSON Web Token that proves a key, in the login's request.
	JWT *SpecJWT `yaml:"jwt"`
	// Operation that trades the refresh token for a new token; its reply is of the login's type.
	Refresh Value[string] `yaml:"refresh"`
	// Field of the reply that holds the token, a secret string.
	Token Value[string] `yaml:"token,required"`
	// Field of the reply that holds when the token expires, in Unix seconds.
	ExpiresAt Value[string] `yaml:"expiresAt"`
	// Field of the reply that holds the refresh token, a secret string; also of the refresh's request.
	RefreshToken Value[string] `yaml:"refreshToken"`
	// Field of the reply that holds when the refresh token expires, in Unix seconds.
	RefreshExpiresAt Value[string] `yaml:"refreshExpiresAt"`
	// Word before the token in Authorization; none unless stated.
	Scheme Value[string] `yaml:"scheme"`
}

// A SpecJWT is a JSON Web Token that is signed with HMAC-SHA-256; it holds when it was issued, when it expires, and claims.
type SpecJWT struct {
	Block
	// Field of the login's request that carries the token.
	To Value[string] `yaml:"to,required"`
	// Value of the credentials that signs.
	Key Value[string] `yaml:"key,required"`
	// Time for which the token is valid, as in 120s.
	Lifetime Value[time.Duration] `yaml:"lifetime,required"`
	// Claims of all callers, by name: values of the credentials. Those of a scope stand there.
	Claims Map[Value[string]] `yaml:"claims"`
}

// A SpecHTTP is the HTTP request of an operation.
type SpecHTTP struct {
	Block
	// Method.
	Method Value[string] `yaml:"method,required" enum:"GET,POST,PUT,DELETE"`
	// Path below the endpoint, with {field} for fields of the request.
	Path Value[string] `yaml:"path"`
	// Whether the path stands below the endpoint's host, whatever path the endpoint has.
	FromHost Value[bool] `yaml:"fromHost"`
	// Fields of the request that stand in the query; the others are members of the body.
	Query []Value[string] `yaml:"query"`
	// Type that is the whole body of the request, instead of fields.
	Body Value[string] `yaml:"body"`
	// Type that is the whole body of the reply, instead of response.
	Reply Value[string] `yaml:"reply"`
	// How success and refusal are told apart in a reply that comes with a status code of success.
	Status *SpecStatus `yaml:"status"`
	// Status codes of success, any of 2xx unless stated.
	Success []Value[int] `yaml:"success"`
	// Those of them whose reply may have no body; the call then returns nil.
	Empty []Value[int] `yaml:"empty"`
}

// A SpecJSON is the form of a field in JSON; a plain string is its name.
type SpecJSON struct {
	Block
	// Name of the member.
	Name Value[string] `yaml:"name,short"`
	// Kind of the value, where it is not that of the type.
	Kind Value[string] `yaml:"kind" enum:"string,number,boolean"`
	// Whether the member is the array of the items that the element groups: the element itself is dropped.
	Items Value[bool] `yaml:"items"`
}

// A SpecTypeJSON is the form of a type in JSON, where its fields don't say it. An empty one gives the type its form.
type SpecTypeJSON struct {
	Block
	// Member that the text of the type is, beside its attributes.
	Text Value[string] `yaml:"text"`
	// Members that stand elsewhere than their elements do.
	Rules []*SpecJSONRule `yaml:"rules"`
	// Elements and attributes without a member, as paths from the type.
	NotCarried []Value[string] `yaml:"notCarried"`
	// Elements without a member, as paths from the type, with which a value has no form in JSON: writing it is an error.
	Refused []Value[string] `yaml:"refused"`
}

// A SpecJSONRule pairs an element or attribute with a member.
type SpecJSONRule struct {
	Block
	// Path of the element from the type, or with @name at its end of an attribute.
	XML Value[string] `yaml:"xml,required"`
	// Path of the member from the object of the type.
	JSON Value[string] `yaml:"json,required"`
	// Values of the member for which the element stands; it carries none itself, and the first is written where nothing else gives the member.
	Values []Value[string] `yaml:"values"`
	// Whether another element gives the member and this one repeats it.
	Copy Value[bool] `yaml:"copy"`
}

// A SpecReceiver is notifications that the provider posts to the user's server.
type SpecReceiver struct {
	Block
	// Documentation of the Go type.
	Doc Value[string] `yaml:"doc"`
	// Go name of the http.Handler, Receiver unless stated.
	Name Value[string] `yaml:"name"`
	// What the provider can be told to send in Authorization: none, basic, bearer; any of them unless stated.
	Authorization []Value[string] `yaml:"authorization"`
	// Kinds of notifications, by Go name.
	Kinds Map[*SpecKind] `yaml:"kinds"`
}

// A SpecKind is a kind of notification.
type SpecKind struct {
	Block
	// Documentation of the Go field.
	Doc Value[string] `yaml:"doc"`
	// Member of the root object that holds the notification.
	Member Value[string] `yaml:"member,required"`
	// Member of the notification that only this kind has.
	Has Value[string] `yaml:"has"`
	// Type of the notification.
	Type Value[string] `yaml:"type,required"`
}
