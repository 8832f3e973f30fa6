// Package session runs calls under a key that one call hands out and another ends. Generated code states the rules of a
// provider with [Rules] and the operations of a client with [Calls]; users meet the provider's own names for the types here.
//
// # What it promises
//
//   - A function runs in a session as in a transaction of database/sql: its nil commits, its error, its panic, the end
//     of its goroutine and the end of its context cancel. Ending a session has a context of its own.
//   - A holder has one session at a time on a client. Others wait until their context ends.
//   - A session's state moves on a success alone, and a key whose session has ended is never sent again. There is no keep-alive.
//   - Whenever the package gives up, its [Error] names every key that may still be live. Keys are of type
//     [xsd.Secret]: no text shows them, and a conversion to string reveals them.
//   - A lost opening is settled with one more, since the service alone knows whether there is a session: it names the active
//     one, or grants another, which is cancelled.
//   - A lost commit is not settled, and nothing is cancelled: [CommitError] says that its outcome is not known.
//
// The package starts no goroutines and holds nothing but the queues of a [Desk]. Time is that of the client: see [soap.WithClock]
// and [soap.WithSleep].
package session
