// Package soap calls SOAP 1.1 and 1.2 services over HTTP: envelopes, faults, header blocks,
// WS-Security and the transport. Generated clients describe each operation with a static
// [Operation] and call [Call], [Send], [Build] or [Stream]; reading and writing XML is the
// business of package xmltext.
//
// # What it promises
//
//   - A reply is the decoded message or an error, never a zero value with a nil error. An empty
//     body, a wrong root, a missing or repeated part, an envelope of the other SOAP version, damaged
//     compression and anything after the envelope are errors; content that the contract does not know is drift, which
//     [OnDrift] reports and [Strict] refuses.
//   - A request is sent once. Nothing retries it: not this package, not net/http (it may take a
//     fresh connection as long as nothing was written to the old one), not a redirect. A
//     [TransportError] says whether the request may have arrived.
//   - Credentials stand in the request and nowhere else: not in errors, logs, middleware or in
//     what fmt prints of any type here. Values of type [xsd.Secret] in a request are left out of errors
//     as well when a server repeats them; the decoded reply of a [*Refusal] has the text as it came.
//   - A call ends. Without a deadline in its context a limit of 60 seconds applies, from the fetching of
//     credentials to the last byte of the reply. Once a reply is judged, a second is the most that is
//     spent on the rest of its body, to keep the connection.
//
// # On the wire
//
// Requests are compact UTF-8 without an XML declaration; a Header element is written only around
// header blocks. In prefixed style the namespaces of the message are declared on the Envelope;
// header blocks of WS-Security and raw ones declare their own. Content-Length is that of the
// bytes sent, compressed where the binding says so; nothing is chunked.
//
// A fault is read on any HTTP status, in either version of SOAP, whatever the order and the
// namespaces of its children. A reply in the other version that is no fault is a [*VersionError].
// Bodies come gzipped or plain, in any encoding that xmltext reads; limits count decompressed
// bytes. A body whose root is not an envelope is an [*HTTPError], unless a 2xx reply calls it XML:
// then it is a [*DecodeError].
//
// # Errors
//
// Every error names the operation and is found with [errors.As]: [*Fault], [*Refusal],
// [*HTTPError], [*DecodeError], [*TransportError], [*RequestError], [*HeaderError],
// [*InsecureError] and [*ConfigError]. Context errors are found with [errors.Is]. Where two
// copies of this package meet in one program, the methods OperationName, SOAPFault, RefusalStatus
// and MayHaveArrived recognise errors across them.
//
// The package holds no state of its own, starts no goroutines and writes no log unless a logger
// is handed over.
package soap
