package drift

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"example.com/wsgen/gen/contract"
)

// A Contract is a contract as it is now.
type Contract struct {
	*contract.API
	// Hash is what clients that were generated from it call it.
	Hash string
	// File is the WSDL that an overlay names, relative to where that stands; empty for a contract that a spec describes.
	File string
}

// Propose writes the overlays that would have the contracts know what was seen, with how often and when. What an overlay
// can't say, or nobody knows, stands in comments.
func Propose(w io.Writer, log *Log, contracts []Contract) error {
	var lost []string
	sheets := make([]sheet, len(contracts))
	for _, s := range log.Events() {
		i, at := find(contracts, &s)
		if i < 0 {
			lost = append(lost, s.text()+": no contract has this operation")
			continue
		}
		sheets[i].take(&s, at, contracts[i].Hash)
	}
	var b bytes.Buffer
	for i := range sheets {
		sheets[i].write(&b, &contracts[i])
	}
	comment(&b, "", lost)
	if log.Beyond > 0 {
		comment(&b, "", []string{strconv.Itoa(log.Beyond) + " times drift that the log did not tell apart"})
	}
	_, err := w.Write(b.Bytes())
	return err
}

// find returns the contract that an event is about, -1 for none, and the place: in the contract of that hash or else in one
// that has the operation.
func find(contracts []Contract, s *Seen) (int, *place) {
	has := func(c Contract) bool { return c.operation(s.Operation) }
	i := slices.IndexFunc(contracts, func(c Contract) bool { return c.Hash == s.Spec && has(c) })
	if i < 0 {
		i = slices.IndexFunc(contracts, has)
	}
	if i < 0 {
		return -1, nil
	}
	return i, locate(contracts[i].API, s.Operation, s.Path)
}

func (c *Contract) operation(name string) bool {
	for _, b := range c.Bindings {
		if slices.ContainsFunc(b.Operations, func(o *contract.Operation) bool { return o.Name == name }) {
			return true
		}
	}
	return c.Receiver != nil && slices.ContainsFunc(c.Receiver.Kinds, func(k *contract.Kind) bool { return k.Name == name })
}

// A sheet is the proposal for one contract: the keys of a spec, and what is only to be said.
type sheet struct {
	root  branch
	notes []string
}

// A branch is a key of a mapping with what stands below it.
type branch struct {
	key, value string
	comments   []string
	kids       []*branch
}

// below returns the branch of some keys below b, which is made where it is not there.
func (b *branch) below(keys ...string) *branch {
	for _, k := range keys {
		i := slices.IndexFunc(b.kids, func(x *branch) bool { return x.key == k })
		if i < 0 {
			i = len(b.kids)
			b.kids = append(b.kids, &branch{key: k})
		}
		b = b.kids[i]
	}
	return b
}

// take adds what an event proposes.
func (sh *sheet) take(s *Seen, at *place, current string) {
	seen := s.text()
	if s.Spec != current {
		seen += ", of an older contract (" + shown(s.Spec) + ")"
	}
	entry, why := propose(s.Kind, at)
	if why != "" {
		sh.notes = append(sh.notes, seen+": "+why)
		return
	}
	if at.root != "" && at.address[0] == "operations" {
		sh.root.below(at.address[:3]...).below("element").value = quoted(at.root)
	}
	b := sh.root.below(at.address...).below(entry.key)
	b.value = entry.value
	b.comments = append(b.comments, seen)
}

// propose is the entry of a spec for a kind of drift at a place, or why there is none.
func propose(k Kind, at *place) (entry branch, why string) {
	switch k {
	case UnknownEnum:
		return entry, "state the value under enum, or open: true; events hold no values"
	case Misplaced:
		return entry, "the contract says the order; nothing is lost"
	case Repeated:
		return entry, "if it may repeat, state maxOccurs"
	case Facet:
		return entry, "if the value is right, loosen the facet"
	case UnknownType, OtherType:
		return entry, "a type that the contract does not have; the content is kept raw"
	case UndeclaredFault, FaultDetail:
		return entry, "what the fault holds is not in the contract as it came; Fault.Raw has it"
	case ValueForm, NoDocument:
		return entry, "the value has another form than its type"
	}
	switch {
	case at == nil || at.in == nil:
		return entry, "the path leads to no type that could have fields"
	case at.address == nil:
		return entry, "a spec can't state fields of " + at.in.Path
	case k == Missing:
		return optional(at)
	case at.field != nil || at.known != nil:
		return entry, "the contract has it by now"
	case !ncname.MatchString(at.name):
		return entry, "no name that a field could have"
	}
	return added(k, at), ""
}

// ncname is about what a name without a colon can be (Namespaces in XML 1.0, clause 3).
var ncname = regexp.MustCompile(`^[\pL_][\pL\pN\pM_.·-]*$`)

// optional makes what lacks optional.
func optional(at *place) (entry branch, why string) {
	entry.value = "{minOccurs: 0, reason: replies lack it}"
	switch {
	case at.known != nil && !at.known.Required || at.field != nil && at.field.Min == 0:
		return entry, "it is optional by now"
	case at.known != nil:
		entry.key = "@" + at.known.Name.Local
	case at.field != nil:
		entry.key = key(at.in, at.field)
	default:
		return entry, "the contract has no such name by now"
	}
	return entry, ""
}

// added is a field or attribute that the contract does not have.
func added(k Kind, at *place) branch {
	add := "add: true, "
	if written(at.in) {
		add = "" // a type that a spec declares has what stands there
	}
	if k == UnknownAttribute {
		add += "attribute: true, "
	}
	return branch{key: at.name, value: "{" + add + "type: string, minOccurs: 0, reason: replies have it}"}
}

// written reports whether a spec declares a struct, rather than a WSDL or schema.
func written(s *contract.Struct) bool {
	if s.Span.File == nil {
		return false
	}
	switch filepath.Ext(s.Span.File.Path) {
	case ".yaml", ".yml":
		return true
	}
	return false
}

// text says what was seen, how often and when.
func (s *Seen) text() string {
	t := fmt.Sprintf("%s: %s, %d×", shown(s.Operation+" "+s.Path), s.Kind, s.Count)
	if s.First.IsZero() {
		return t
	}
	t += ", " + s.First.UTC().Format(time.RFC3339)
	if s.Last.After(s.First) {
		t += " to " + s.Last.UTC().Format(time.RFC3339)
	}
	return t
}

// shown is a text of a log as a comment can hold it.
func shown(text string) string {
	q := strconv.QuoteToGraphic(text)
	return q[1 : len(q)-1]
}

func (sh *sheet) write(b *bytes.Buffer, c *Contract) {
	if len(sh.root.kids) == 0 && len(sh.notes) == 0 {
		return
	}
	head := "Proposed by wsgen drift for the contract " + c.Source + " (" + c.Hash + ")."
	comment(b, "", []string{head,
		"Events hold no values: a string is a guess, and can't be read from an element that has others in it; anyType can.",
		"An added field stands behind all others, unless its entry follows that of the one before it."})
	switch {
	case len(sh.root.kids) == 0:
	case c.File != "":
		fmt.Fprintf(b, "wsgen: v1\npackage: %s\nwsdl: %s\n", quoted(c.Package), quoted(c.File))
	default:
		comment(b, "", []string{"Add these keys to those that the spec has."})
	}
	for _, k := range sh.root.kids {
		k.write(b, "")
	}
	comment(b, "", sh.notes)
}

func (x *branch) write(b *bytes.Buffer, indent string) {
	comment(b, indent, x.comments)
	b.WriteString(indent + quoted(x.key) + ":")
	if x.value != "" {
		b.WriteString(" " + x.value)
	}
	b.WriteString("\n")
	// What is added comes first: after a field that the WSDL has it would be inserted there.
	slices.SortStableFunc(x.kids, func(a, b *branch) int { return cmp.Compare(b.adds(), a.adds()) })
	for _, k := range x.kids {
		k.write(b, indent+"  ")
	}
}

func (x *branch) adds() int { return strings.Count(x.value, "{add: true") }

func comment(b *bytes.Buffer, indent string, lines []string) {
	for _, l := range lines {
		b.WriteString(indent + "# " + l + "\n")
	}
}

// plain is a YAML scalar that means itself, whatever the version of YAML.
var plain = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_./-]*$`)

// quoted is a scalar of YAML. JSON's strings are some of YAML's.
func quoted(s string) string {
	switch strings.ToLower(s) {
	case "true", "false", "yes", "no", "on", "off", "y", "n", "null":
	default:
		if plain.MatchString(s) {
			return s
		}
	}
	text, err := json.Marshal(s)
	if err != nil {
		panic("drift: " + err.Error()) // of a string
	}
	return string(text)
}
