package parser

import "time"

// The provider's rules that are more than the form of a message: what several calls have to do with
// each other. As in spec.go, the comments of the fields describe their keys to people.

// A SpecSession is work that stands under a key: a call opens it, calls carry the key, a call ends it.
type SpecSession struct {
	Block
	// Documentation of the Go type.
	Doc Value[string] `yaml:"doc"`
	// Go name of the type, Session unless stated.
	Name Value[string] `yaml:"name"`
	// Operation that opens a session. The service that has it declares the operations below, too.
	Open Value[string] `yaml:"open,required"`
	// Field that carries the session's key: of every request in a session, and of open's reply.
	Key Value[string] `yaml:"key,required"`
	// Field of open's request that names who holds the session: one session at a time for each value.
	Per Value[string] `yaml:"per"`
	// Regular expression with one group: where a refusal of open names the key of the session that is active.
	Active Value[string] `yaml:"active"`
	// How a session becomes ready.
	Ready *SpecReady `yaml:"ready"`
	// Time after the last call at which the provider drops a session, as in 360s.
	Timeout Value[time.Duration] `yaml:"timeout"`
	// Regular expression: a refusal whose message matches, or a fault whose reason does, says that the session is gone.
	Gone Value[string] `yaml:"gone"`
	// Operation that ends a session after an error, and undoes it.
	Cancel Value[string] `yaml:"cancel"`
	// What sessions are used for, by name.
	Groups Map[*SpecSessionGroup] `yaml:"groups"`
}

// A SpecReady is how a session becomes ready.
type SpecReady struct {
	Block
	// Field that holds the state: of open's reply and of watch's.
	Field Value[string] `yaml:"field,required"`
	// States in which a session is ready.
	Values []Value[string] `yaml:"values,required"`
	// States in which a session has ended and never becomes ready.
	Ended []Value[string] `yaml:"ended"`
	// Operation that tells the state.
	Watch Value[string] `yaml:"watch,required"`
	// Least time from a reply of watch to its next request for the same key, as in 5s; whoever calls it.
	Interval Value[time.Duration] `yaml:"interval"`
}

// A SpecSessionGroup is one use of sessions.
type SpecSessionGroup struct {
	Block
	// Documentation of the Go method that runs such a session.
	Doc Value[string] `yaml:"doc"`
	// Go name.
	Name Value[string] `yaml:"name"`
	// Operation to call once the session is ready.
	Begin Value[string] `yaml:"begin"`
	// Operation that ends a session that went well.
	Commit Value[string] `yaml:"commit"`
	// Whether the session ends by itself after one successful call.
	Single Value[bool] `yaml:"single"`
}

// A SpecRecords is an operation that sends many records and answers for each.
type SpecRecords struct {
	Block
	// Field of the request that holds the records.
	Field Value[string] `yaml:"field,required"`
	// Field of a record that numbers it: assigned 1 to n where unset. One that is required is the caller's to fill.
	ID Value[string] `yaml:"id,required"`
	// Greatest number of records in one request.
	Max Value[int] `yaml:"max" min:"1"`
	// Entry of the reply's map that holds the results under the records' numbers.
	Results Value[string] `yaml:"results,required"`
	// Field of a result that holds its code.
	Code Value[string] `yaml:"code"`
	// Field of a result that holds its message.
	Message Value[string] `yaml:"message"`
	// Codes of a record that was accepted.
	OKCodes []Value[Lexical] `yaml:"okCodes"`
	// Messages of a record that was accepted, in any case. Code and message must both say so where both are stated.
	OKMessages []Value[string] `yaml:"okMessages"`
}

// A SpecPaging is an operation that answers in pages.
type SpecPaging struct {
	Block
	// Field of the request that holds the number of the page.
	Page Value[string] `yaml:"page,required"`
	// Number of the first page, 1 unless stated.
	First Value[int] `yaml:"first" min:"0"`
	// Field of the reply that holds the page's own number; a reply of another page is an error.
	Current Value[string] `yaml:"current"`
	// Field of the reply that holds the number of pages. A reply without it is the only page.
	Pages Value[string] `yaml:"pages,required"`
	// Field of the reply that holds the items of the page.
	Items Value[string] `yaml:"items,required"`
}

// A SpecPolling is an operation that tells how far a job is, and where its file lies once it is done.
type SpecPolling struct {
	Block
	// Field of the request that names the job.
	Job Value[string] `yaml:"job,required"`
	// Field and values of the reply that say that the job is known; else its text is the error.
	Found *SpecCondition `yaml:"found"`
	// Field and values of the reply that say that the job is done.
	Done *SpecCondition `yaml:"done,required"`
	// Field and values of the reply that say that a job that is done went well; without it each did, where url is not stated.
	OK *SpecCondition `yaml:"ok"`
	// Field and values of the reply that say that a job that is done went well and had nothing to give.
	Empty *SpecCondition `yaml:"empty"`
	// Field of the reply that holds the outcome in words.
	Outcome Value[string] `yaml:"outcome"`
	// Field of the reply that holds the address of the file; a job that is done without one has failed, unless it is empty.
	URL Value[string] `yaml:"url"`
	// Time for which the address is valid, as in 1h.
	Valid Value[time.Duration] `yaml:"valid"`
	// Time between the first two questions, as in 5s; callers can change it.
	Interval Value[time.Duration] `yaml:"interval"`
	// Longest time between two questions; it grows up to that by half each time.
	MaxInterval Value[time.Duration] `yaml:"maxInterval"`
}

// A SpecCondition is a field and the values that fulfil a condition.
type SpecCondition struct {
	Block
	// Field of the reply.
	Field Value[string] `yaml:"field,required"`
	// Values that fulfil the condition, in any case.
	Values []Value[string] `yaml:"values,required"`
}

// A SpecChoose is how the values of other fields choose the type of a field.
type SpecChoose struct {
	Block
	// Go name of the interface, that of the field unless stated.
	Name Value[string] `yaml:"name"`
	// Type below which the field and those that choose stand.
	In Value[string] `yaml:"in,required"`
	// Paths of the fields that choose, from that type. The first that has a value does; it must stand before the field.
	By []Value[string] `yaml:"by,required"`
	// Types by value. Content for another value is raw XML.
	Types Map[Value[string]] `yaml:"types,required"`
}

// A SpecRefuse is values that a field of a request can't have in an operation, though its type has them.
type SpecRefuse struct {
	Block
	// Path of the field. Where it leads through what repeats, no item can have the values.
	Field Value[string] `yaml:"field,required"`
	// The values, in any case.
	Values []Value[string] `yaml:"values,required"`
	// What the error says of it, as in "a batch has asynchronous messages alone".
	Why Value[string] `yaml:"why,required"`
}

// A SpecDigest is a digest in a reply that a call checks.
type SpecDigest struct {
	Block
	// Algorithm.
	Algorithm Value[string] `yaml:"algorithm,required" enum:"md5,sha1,sha256"`
	// Path of the request's field whose decoded bytes are digested.
	Of Value[string] `yaml:"of,required"`
}

// A SpecBodyCredentials is credentials that stand in the body of each request.
type SpecBodyCredentials struct {
	Block
	// Go name of the type of the credentials, Credentials unless stated.
	Name Value[string] `yaml:"name"`
	// Documentation of the Go type.
	Doc Value[string] `yaml:"doc"`
	// Values that the caller supplies, by Go name.
	Values Map[*SpecCredential] `yaml:"values"`
	// Kinds of caller, by Go name: each a type with values of its own, and exactly one of them is used.
	Scopes Map[*SpecScope] `yaml:"scopes"`
	// Digest that proves the key.
	Digest *SpecCredentialDigest `yaml:"digest"`
}

// A SpecCredential is a value of the credentials.
type SpecCredential struct {
	Block
	// Documentation of the Go field.
	Doc Value[string] `yaml:"doc,short"`
	// Path of the request's field that carries the value; without it the value is for the digest alone.
	To Value[string] `yaml:"to"`
	// Value for a caller that gives none.
	Default Value[Lexical] `yaml:"default"`
	// Regular expression of XML Schema that the whole value matches.
	Pattern Value[string] `yaml:"pattern"`
	// Keeps the value out of errors, logs and printed structs.
	Secret Value[bool] `yaml:"secret"`
}

// A SpecScope is one kind of caller.
type SpecScope struct {
	Block
	// Documentation of the Go type.
	Doc Value[string] `yaml:"doc"`
	// Values of this scope, by Go name.
	Values Map[*SpecCredential] `yaml:"values"`
	// Paths of request fields that must be absent under this scope.
	Absent []Value[string] `yaml:"absent"`
	// Claims of a login's JWT under this scope, by name: values of the credentials.
	Claims Map[Value[string]] `yaml:"claims"`
}

// A SpecCredentialDigest is a digest, in lower-case hexadecimal, of a value and a document.
type SpecCredentialDigest struct {
	Block
	// Algorithm.
	Algorithm Value[string] `yaml:"algorithm,required" enum:"md5,sha1,sha256"`
	// Value of the credentials that stands before the document.
	Key Value[string] `yaml:"key,required"`
	// Path of the request's field whose embedded document is digested, exactly as it is sent.
	Document Value[string] `yaml:"document,required"`
	// Path of the request's field that carries the digest.
	To Value[string] `yaml:"to,required"`
}
