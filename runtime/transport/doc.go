// Package transport is what calling a service over HTTP takes whatever its messages are: the client's settings,
// the rules for endpoints, time limits, one attempt to send and its reply, errors, and the keeping of secrets. Packages
// soap and rest are built on it; programs use those, whose options and errors are the ones of this package.
//
//   - A request is sent once. Neither this package nor net/http repeats it (net/http may take a fresh connection as long
//     as nothing was written to the old one, and for a GET), and redirects are not followed. A [TransportError] says whether
//     the request may have arrived.
//   - A call ends: without a deadline in its context a limit of 60 seconds applies, from the fetching of credentials to the
//     last byte of the reply.
//   - Credentials stand in the request and nowhere else: a [Redactor] removes them from what servers and libraries say.
//
// The package holds no state of its own and writes no log unless a logger is handed over.
package transport
