// Package diff compares two versions of a contract and says what each change does to a client
// that was generated from the old one.
//
// Declarations are matched by qualified name and by their place in the structure, never by index,
// so that an insert, a reorder or a new version in a namespace hides nothing else. Types are
// compared pair by pair from the operations on: each pair once, and each change goes by the
// directions in which messages lead to it.
//
// The verdict about the wire is a claim: "compatible" means that whatever the old client sends is
// valid under the new contract, and that it decodes whatever the new contract's server sends
// without an error and without losing anything; "breaking" means that some message proves the
// contrary; "unknown" that the contracts can't tell.
package diff

import (
	"cmp"
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/source"
)

// A Wire is the verdict about messages.
type Wire string

// The verdicts about messages, the worst first.
const (
	Breaking   Wire = "breaking"
	Unknown    Wire = "unknown"
	Compatible Wire = "compatible"
)

// An API is the verdict about the Go code that calls the generated package.
type API string

// The verdicts about Go code, the worst first.
const (
	GoBreaking API = "breaking" // something that code names is gone or has another type
	GoAdditive API = "additive" // there is more to name
	GoNone     API = "none"
)

// Compare is positive where a verdict is worse than another one.
func (a API) Compare(b API) int {
	order := []API{GoNone, GoAdditive, GoBreaking}
	return cmp.Compare(slices.Index(order, a), slices.Index(order, b))
}

// A Direction says in which messages a change shows.
type Direction string

// The directions. Faults are replies.
const (
	Request Direction = "request"
	Reply   Direction = "reply"
	Both    Direction = "both"
)

// A Change is one difference between two contracts.
type Change struct {
	Rule      string // its id, one of [Rules]
	Path      string // of the declaration, on the new side if it is on both
	Direction Direction
	Wire      Wire // of the directions the worse
	// Request and Reply are the verdicts by direction, "" where no message of it shows the change.
	Request, Reply Wire
	Go             API
	Message        string // one sentence with the old and the new value
	// Old and New are where the declaration stands; of one that one side alone has, the other is what is around it there.
	Old, New source.Span
}

// NewChange is a change that no message shows.
func NewChange(rule string, api API, path, message string, old, new source.Span) Change {
	r := ruleByID[rule]
	return Change{Rule: rule, Path: path, Direction: Both, Wire: worse(r.Request, r.Reply), Request: r.Request, Reply: r.Reply, Go: api, Message: message, Old: old, New: new}
}

// Compare returns what differs between two versions of a contract, by path, then rule.
func Compare(old, new *contract.API) []Change {
	c := newComparer(old, new)
	c.compare()
	return c.changes()
}

func newComparer(old, new *contract.API) *comparer {
	c := &comparer{
		old:       old,
		new:       new,
		renamed:   renamedSpaces(schemaSpaces(old), schemaSpaces(new)),
		services:  renamedSpaces(serviceSpaces(old), serviceSpaces(new)),
		pairs:     map[pairKey]*pair{},
		additions: map[*contract.Struct]*addition{},
		trees:     map[pairKey]bool{},
		spoken:    map[*contract.Element]bool{},
		restyled:  map[contract.Type]bool{},
		led:       map[string]mask{},
		absentNil: map[*contract.Element]bool{},
		variables: map[*contract.Field]*contract.Field{},
		json:      overJSON(old) && overJSON(new),
	}
	c.was, c.is, c.refers = c.declarations(old, true), c.declarations(new, false), refers(new)
	for m := range c.roots {
		c.roots[m] = &pair{}
	}
	return c
}

// compare finds all that differs.
func (c *comparer) compare() {
	c.namespaces()
	c.service()
	c.schemas()
	c.types()
	c.run()
	c.globals(c.directions())
	c.unshown()
}

// A comparer holds one comparison.
type comparer struct {
	old, new  *contract.API
	was, is   *declared
	refers    bool              // whether the new contract has references to IDs
	renamed   map[string]string // namespaces of old schemas, to what they are called in new
	services  map[string]string // those of services
	pairs     map[pairKey]*pair
	all       []*pair // in the order in which they turned up
	additions map[*contract.Struct]*addition
	trees     map[pairKey]bool // whether the same types derive from both
	compared  int              // how many of them are
	roots     [both + 1]*pair
	beyond    *pair                               // of what wildcards and xsi:type lead to
	alone     *pair                               // of what no message shows, but Go has
	unasked   []*contract.Element                 // header blocks that no operation of the old contract states
	led       map[string]mask                     // the directions that lead to types, by path
	literal   map[contract.Type]mask              // what literal requests lead to; nil while nobody asked
	spoken    map[*contract.Element]bool          // those of the old contract whose type is said in SOAP encoding
	restyled  map[contract.Type]bool              // the elements around parts in rpc, of operations that change their style
	absentNil map[*contract.Element]bool          // what the old client never sends as nil, and reads as absent where it is nil
	variables map[*contract.Field]*contract.Field // values of paths, with those in their places
	json      bool                                // whether messages are JSON alone, in which members have no order, no namespace and no xsi:type
}

// overJSON reports a contract without messages in XML.
func overJSON(api *contract.API) bool {
	for _, b := range api.Bindings {
		if _, rest := b.Transport.(*contract.REST); !rest {
			return false
		}
	}
	return len(api.Bindings) > 0 || api.Receiver != nil
}

// name returns a name of the old contract as the new one would write it.
func (c *comparer) name(q contract.QName) contract.QName {
	if to, ok := c.renamed[q.Space]; ok {
		q.Space = to
	}
	return q
}

// same reports whether two names are the same but for the version in their namespace.
func (c *comparer) same(old, new contract.QName) bool { return c.name(old) == new }
