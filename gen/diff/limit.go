package diff

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"

	"example.com/wsgen/gen/contract"
)

// A limit is a facet in force, or what a built-in type has of its own.
type limit struct {
	facet, value string
	kind         string   // the built-in type that value is one of
	open         bool     // the value itself is not admitted
	implied      bool     // no facet states it
	at           *big.Rat // of a number the last one that is admitted, but for an open limit
}

// A limitKind is facets that restrict the same: the least or the most of something.
type limitKind struct {
	upper bool
	read  func(*contract.Facets) *limit
}

// The limits of a type, by the index of their kind.
const (
	shortest = iota
	longest
	least
	most
	digits
	fraction
)

var limitKinds = [...]limitKind{
	shortest: {false, func(f *contract.Facets) *limit {
		return first(stated("length", f.Length, false), stated("minLength", f.MinLength, false))
	}},
	longest: {true, func(f *contract.Facets) *limit {
		return first(stated("length", f.Length, false), stated("maxLength", f.MaxLength, false))
	}},
	least: {false, func(f *contract.Facets) *limit {
		return first(stated("minInclusive", f.MinInclusive, false), stated("minExclusive", f.MinExclusive, true))
	}},
	most: {true, func(f *contract.Facets) *limit {
		return first(stated("maxInclusive", f.MaxInclusive, false), stated("maxExclusive", f.MaxExclusive, true))
	}},
	digits:   {true, func(f *contract.Facets) *limit { return stated("totalDigits", f.TotalDigits, false) }},
	fraction: {true, func(f *contract.Facets) *limit { return stated("fractionDigits", f.FractionDigits, false) }},
}

func stated(facet string, v *string, open bool) *limit {
	if v == nil {
		return nil
	}
	return &limit{facet: facet, value: *v, open: open}
}

func implied(value string) *limit { return &limit{value: value, implied: true} }

func first(a, b *limit) *limit {
	if a != nil {
		return a
	}
	return b
}

type limits [len(limitKinds)]*limit

// allLimits are the limits in force, by kind, over all derivation steps: a step's are at least as strict as its base's.
func allLimits(t contract.Type) (all limits) {
	kind := primitive(t)
	for s, ok := t.(*contract.Simple); ok; s, ok = s.Base.(*contract.Simple) {
		for i, k := range limitKinds {
			all[i] = first(all[i], k.read(&s.Facets))
		}
	}
	all[shortest] = first(all[shortest], implied(choose(variety(t) == "atomic" && within(kind, "NMTOKEN") || isBuiltinList(t), "1", "0")))
	if within(kind, "decimal") {
		all.number(kind)
	}
	for i, l := range all {
		switch {
		case l == nil:
		case i == least || i == most:
			l.kind = kind
		default:
			l.kind = "integer"
			l.at, _ = number(l.value)
		}
	}
	return all
}

// number puts the limits of a decimal type in the terms of others: of what has so many digits behind the point there is a last
// one below an open bound, and an integer of so many digits has bounds.
func (all *limits) number(kind string) {
	own := ranges[kind]
	all[least], all[most] = first(all[least], own[0]), first(all[most], own[1])
	whole := within(kind, "integer")
	if whole {
		all[fraction] = implied("0")
	} else if all[fraction] == nil && all[digits] != nil {
		all[fraction] = implied(all[digits].value)
	}
	for i, step := range map[int]int64{least: 1, most: -1} {
		if all[i] == nil {
			continue
		}
		l := *all[i]
		if l.at, _ = number(l.value); l.at != nil && all[fraction] != nil {
			l.close(step, power(all[fraction].value))
		}
		all[i] = &l
	}
	if whole && all[digits] != nil {
		last := power(all[digits].value)
		last.Sub(last, big.NewRat(1, 1))
		for i, sign := range map[int]int64{least: -1, most: 1} {
			bound := &limit{facet: "totalDigits", value: all[digits].value, at: new(big.Rat).Mul(last, big.NewRat(sign, 1))}
			if limitKinds[i].compare(all[i], bound) > 0 {
				all[i] = bound
			}
		}
		all[digits] = nil
	}
}

// close puts an open bound on the next number of so many parts of one.
func (l *limit) close(step int64, parts *big.Rat) {
	scaled := new(big.Rat).Mul(l.at, parts)
	if !scaled.IsInt() || !l.open {
		return
	}
	l.at = scaled.Quo(scaled.Add(scaled, big.NewRat(step, 1)), parts)
	l.open = false
}

// power is ten to the power of a number of digits.
func power(count string) *big.Rat {
	n, _ := strconv.ParseInt(count, 10, 16)
	return new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(n), nil))
}

// ranges are the limits that integers have of their own.
var ranges = func() map[string][2]*limit {
	m := map[string][2]*limit{
		"nonNegativeInteger": {implied("0"), nil}, "positiveInteger": {implied("1"), nil},
		"nonPositiveInteger": {nil, implied("0")}, "negativeInteger": {nil, implied("-1")},
	}
	for bits, kinds := range map[int][2]string{8: {"byte", "unsignedByte"}, 16: {"short", "unsignedShort"}, 32: {"int", "unsignedInt"}, 64: {"long", "unsignedLong"}} {
		half := uint64(1) << (bits - 1)
		m[kinds[0]] = [2]*limit{implied("-" + strconv.FormatUint(half, 10)), implied(strconv.FormatUint(half-1, 10))}
		m[kinds[1]] = [2]*limit{implied("0"), implied(strconv.FormatUint(half-1+half, 10))}
	}
	return m
}()

func (l *limit) String() string {
	if l == nil || l.implied {
		return "no limit"
	}
	return l.facet + " " + l.value
}

// incomparable is what compare says of limits that have no order.
const incomparable = 2

// compare is positive where the new limit admits less, negative where it admits more.
func (k limitKind) compare(was, is *limit) int {
	switch {
	case was == nil && is == nil:
		return 0
	case was == nil:
		return 1
	case is == nil:
		return -1
	}
	order, ok := 0, true
	if was.at != nil && is.at != nil {
		order = is.at.Cmp(was.at)
	} else {
		order, ok = compareBounds(is.kind, is.value, was.value)
	}
	switch {
	case !ok:
		return incomparable
	case k.upper:
		order = -order
	}
	if order == 0 && is.open != was.open {
		order = choose(is.open, 1, -1)
	}
	return order
}

// tightened says which limits of a new type admit less than those of the old one, with the verdict on requests.
func tightened(o, n contract.Type) (verdict Wire, said []string) {
	verdict = Compatible
	was, is := allLimits(o), allLimits(n)
	for i, k := range limitKinds {
		order := k.compare(was[i], is[i])
		if order <= 0 {
			continue
		}
		verdict = worse(verdict, choose(order == incomparable, Unknown, Breaking))
		said = appendLimit(said, was[i], is[i])
	}
	return verdict, said
}

// loosened says which limits admit more.
func loosened(o, n contract.Type) (said []string) {
	was, is := allLimits(o), allLimits(n)
	for i, k := range limitKinds {
		if k.compare(was[i], is[i]) < 0 {
			said = appendLimit(said, was[i], is[i])
		}
	}
	return said
}

// appendLimit says how a limit changed, unless it follows from another one.
func appendLimit(said []string, was, is *limit) []string {
	label := fmt.Sprintf("%s, was %s", is, was)
	if is.String() == was.String() || slices.Contains(said, label) {
		return said
	}
	return append(said, label)
}

// limited reports whether a facet limits a type's values.
func limited(t contract.Type) bool {
	all := allLimits(t)
	return slices.ContainsFunc(all[:], func(l *limit) bool { return l != nil && !l.implied })
}
