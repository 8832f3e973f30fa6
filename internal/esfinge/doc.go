// Package esfinge plays e-Sfinge: its access queue, tokenWS, and its subject servidorWS.
//
// It is an http.Handler that is as strict as the provider, and where the provider is known to be
// lenient by luck, stricter: a request that it takes is a request that the provider takes. It reads
// requests through encoding/xml and against its own tables, so that a fault of wsgen's codec can't
// hide in a client and a server that share it. It answers in the form of the provider's stack.
//
// It does not do TLS, holds everything in memory, and knows no other subject.
package esfinge
