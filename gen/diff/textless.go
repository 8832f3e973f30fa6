package diff

import "example.com/wsgen/gen/contract"

// Content without a text of a type of its own may stand for one all the same: mixed content for any, and what holds nothing for an empty one.

// emptyText is the type of the text of what holds nothing.
var emptyText = &contract.Simple{Base: anyText, Enum: []contract.EnumValue{{}}}

// impliedText is the type of the text that content without one of its own stands for.
func impliedText(s *contract.Struct) contract.Type {
	if mixed(s) {
		return anyText
	}
	return emptyText
}

// textEnded is the verdicts of a text where other content is now. What the old client has read as a text goes on behind no element.
func textEnded(o contract.Type, n *contract.Struct) (request, reply Wire) {
	request, reply = verdicts(o, impliedText(n))
	if !mayBeEmpty(n) {
		request = Breaking
	}
	if mixed(n) && holdsElements(n) {
		reply = Breaking
	}
	return request, reply
}

// textBegun is the verdicts of a text where other content was.
func textBegun(o *contract.Struct, n contract.Type) (request, reply Wire) {
	request, _ = verdicts(impliedText(o), n)
	if holdsElements(o) {
		request = Breaking
	}
	return request, choose(mixed(o) || mayBeEmpty(o), Compatible, Breaking)
}

// mayBeEmpty reports content without elements that it must have.
func mayBeEmpty(s *contract.Struct) bool {
	steps := lineage(s)
	return !admitsNone(steps) && nullable(effective(s, steps, false, unrenamed, nil).root)
}

// holdsElements reports content in which elements may stand.
func holdsElements(s *contract.Struct) bool {
	return len(effective(s, lineage(s), false, unrenamed, nil).leaves) > 0
}

// textless is how messages say what content without a text holds, or held.
func textless(s *contract.Struct, past bool) string {
	switch {
	case holdsElements(s):
		return choose(past, "held elements", "holds elements")
	case mixed(s):
		return choose(past, "was mixed", "is mixed")
	}
	return choose(past, "was empty", "is empty")
}
