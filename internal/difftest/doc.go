// Package difftest holds the test of the pairs in golden/diff: two versions of a contract, the changes that gen/diff must
// find between them, and messages that prove the verdicts.
//
// A pair is a txtar archive. Its comment says why the verdicts are right. Its files are
//
//   - old/… and new/…, the two versions: service.wsdl or a spec service.yaml; golden/diff/service.wsdl, whose operation Call
//     takes request and returns reply, where neither is there; and schemas, types.xsd among them
//   - want, a line for each change, sorted: rule, direction, wire verdict, verdict on the Go API, path
//   - request-old-N.xml, what a client of the old version sends, and reply-new-N.xml, what a server of the new one answers: the
//     element of the body, or a whole envelope
//
// An envelope is headed by a comment with its operation and, of a request, the SOAP action: <!-- operation=Track action=urn:x -->; of a reply,
// now=TrackParcel says that the new version calls the operation otherwise.
//
// What holds on the wire is computed from the messages and never taken from gen/diff. A request holds if the new version takes
// it: xmllint finds its parts valid, and for an envelope the rules of WSDL 1.1 and of the Basic Profile in this package's test
// find an operation for it. A reply holds if the client that is generated from the old version decodes it, each value that the
// old version has a name for is in its field as it was, what is together in one occurrence of a repeated group of the new version is so in
// its fields, and what it does not know is kept. A direction is compatible if all its messages hold, breaking if one does not, and unknown if some do and
// some don't, or if the comment has a line that says why: "The wire can't show it: …".
//
// Random content models are held against gen/diff in the same way, by the replies that they admit; their requests are in its own
// test, against all short words. Random hierarchies of types and substitution groups are held against it by the requests that name each
// type in each place. WSGEN_LONG=1 tries more.
//
// So are random simple types, many in one schema: what of their texts is valid xmllint says, and what the old client makes of those
// that are valid under the new type, a generated client.
//
// And so are whole schemas, of all constructs together, of whose text some lines are edited: requests of both versions, and replies of the
// new one, are made from the schemas' texts.
//
// The specs in testdata/specs are changed, one thing after the other, where messages show little: each time the verdict on the Go API is that
// of the two packages, and no code changes without a change that is told.
//
// A change of a kind that no rule knows shows elsewhere: each field of the model of contracts is changed at places of the golden ones. If
// gen/diff says nothing of it the generated package is the same, its rules of validation too, or the field stands in a list with the reason.
package difftest
