// Package mock plays a provider from its contract.
//
// A Server is an http.Handler that is as strict as the contract, so that a request that it takes is one that the
// provider takes: it checks the HTTP header, the credentials, the envelope and the body, and keeps the provider's rules
// for sessions, records and pages. It answers by those rules, from the samples of the spec, or with the least
// reply that the contract allows; a [Scenario] puts other answers in their place.
//
// It reads requests through encoding/xml and against the contract alone, so that a fault of wsgen's codec can't
// hide in a client and a server that share it. It does no TLS and keeps everything in memory.
package mock
