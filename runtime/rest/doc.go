// Package rest calls services over HTTP whose bodies are JSON. Generated clients describe each operation with a static
// [Operation] and call [Call], [Send] or [Build]; package jsontext reads and writes the bodies. [Receiver] is the other way
// around: a server of the user's for what a provider posts.
//
// What package soap promises holds here too: a reply is the decoded message or an error, a request is sent once (but for the
// one case below), credentials and tokens stand in the request and nowhere else, and a call ends. A GET, which must be safe,
// may be sent again by net/http when a kept connection breaks.
//
// # Tokens
//
// Where a service wants a token that a [Login] gives, the client asks for it before the first call and keeps it. One
// caller at a time asks while the others wait. A token is renewed before it expires, with the refresh token if there is one;
// a refresh token is used once. When a refresh fails, or a reply says 401 to a token that was kept, there is one new login,
// and after a 401 the request, which the service did not take, is sent once more.
//
// # Errors
//
// Every error names the operation and is found with [errors.As]: [*Refusal] for a reply whose own status says no, [*Fault] for an error body that the contract
// describes (it unwraps to the [*HTTPError]), [*HTTPError], [*DecodeError], [*TransportError], [*RequestError],
// [*InsecureError] and [*ConfigError].
package rest
