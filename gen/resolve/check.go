package resolve

import (
	"errors"
	"fmt"
	"math"
	"math/big"
	"path"
	"slices"
	"strconv"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/pattern"
	"example.com/wsgen/gen/source"
)

// checkTypes checks what facets, enumerations and defaults mean, when overlays have had their say.
func (c *compiler) checkTypes() {
	for _, t := range c.lowered {
		switch t := t.(type) {
		case *contract.Simple:
			c.checkSimple(t)
		case *contract.Struct:
			c.checkInstead(t)
			for _, a := range t.Attrs {
				c.checkValue(a.Type, a.Default, a.Span, "default")
				c.checkValue(a.Type, a.Fixed, a.Span, "fixed")
			}
			eachField(t.Own, func(f *contract.Field) {
				if f.Element.Path == f.Path {
					c.checkElement(f.Element)
				}
			})
		}
	}
	for _, e := range c.globals {
		c.checkElement(e)
	}
}

// checkInstead reports elements that can't be read in place of attributes.
func (c *compiler) checkInstead(s *contract.Struct) {
	taken := map[string]bool{}
	for x := s; x != nil; x = x.Base {
		if x.Text != nil && x.Text.OrElement != "" {
			taken[x.Text.OrElement] = true
		}
		for _, a := range x.Attrs {
			if x != s && a.OrElement != "" {
				taken[a.OrElement] = true
			}
		}
	}
	for _, a := range s.Attrs {
		switch {
		case a.OrElement == "":
		case s.TextType() == nil:
			c.diags.Errorf(a.Span, idConflictingKeys, "%s has no text beside which an element could be read in its place", a.Path)
		case a.Required:
			c.diags.Errorf(a.Span, idConflictingKeys, "%s is required, and an element can stand in its place", a.Path).Hint = "state minOccurs: 0"
		case taken[a.OrElement]:
			c.diags.Errorf(a.Span, idDuplicateField, "two elements have the name %s on the wire", a.OrElement)
		}
		taken[a.OrElement] = true
	}
}

func (c *compiler) checkElement(e *contract.Element) {
	at := e.Span
	if len(e.From) > 0 {
		at = e.From[len(e.From)-1]
	}
	c.checkValue(e.Type, e.Default, at, "default")
	c.checkValue(e.Type, e.Fixed, at, "fixed")
}

// checkValue reports a value that its type does not have. The error names the first offence alone.
func (c *compiler) checkValue(t contract.Type, v *string, at source.Span, what string) {
	own, stated := c.valueAt[v]
	if stated {
		at = own
	}
	if s, ok := t.(*contract.Struct); ok {
		if t = s.TextType(); t == nil && stated && !s.Mixed {
			c.diags.Errorf(at, idConflictingKeys, "a field that is no single value has no %s value", what)
		} // mixed content has any text for its default
	}
	if v == nil || t == nil || valid(t, *v) {
		return
	}
	c.diags.Errorf(at, idBadDefault, "the %s value %q is no value of %s", what, *v, typeText(t))
}

// typeText is how messages name a type.
func typeText(t contract.Type) string {
	if b, ok := t.(*contract.Builtin); ok {
		return "xs:" + b.Kind
	}
	return t.Decl().Path
}

func (c *compiler) checkSimple(t *contract.Simple) {
	at := c.places(t)
	place := func(kind string) source.Span {
		if s := at[kind]; s.File != nil {
			return s
		}
		return t.Span
	}
	kind := kindOf(t.Base)
	for _, k := range facetKinds {
		v := *facet(&t.Facets, k)
		if v == nil {
			continue
		}
		if !applies(k, kind) {
			c.diags.Errorf(place(k), idBadFacet, "%s does not apply to %s", k, typeText(t.Base))
			continue
		}
		switch {
		case facetValue(k, *v, t.Base):
		case isCount(k) && isLarge(*v):
			c.diags.Errorf(place(k), idBadFacet, "%s for %s is beyond %d, the greatest count that wsgen reads", *v, k, int64(math.MaxInt64))
		default:
			c.diags.Errorf(place(k), idBadFacet, "%q is no value for %s of %s", *v, k, typeText(t.Base))
		}
	}
	c.contradictions(t, place)
	for i, p := range t.Facets.Patterns {
		c.checkPattern(p, place(fmt.Sprint("pattern", i)))
	}
	for i := range t.Enum {
		if e := &t.Enum[i]; !valid(t.Base, e.Value) {
			c.diags.Errorf(e.Span, idBadEnum, "%q is no value of %s", e.Value, typeText(t.Base))
		}
	}
	if t.Layout != "" {
		c.checkLayout(t, place("layout"))
	}
}

// checkPattern reports a regular expression that is none, or that RE2 can't express, at the offence where the text stands as it is.
func (c *compiler) checkPattern(expr string, at source.Span) {
	_, err := pattern.Translate(expr)
	bad, ok := errors.AsType[*pattern.Error](err)
	if !ok {
		return
	}
	if i := strings.Index(at.Text(), expr); i >= 0 && bad.Offset < len(expr) {
		at.Start, at.End = at.Start+i+bad.Offset, at.Start+i+len(expr)
	}
	if ext := path.Ext(at.File.Path); ext == ".yaml" || ext == ".yml" {
		c.diags.Errorf(at, idBadPattern, "pattern: %s", bad.Reason)
	} else { // the schema is the provider's: what it says of other things is right all the same
		c.diags.Warnf(at, idUncheckedPattern, "the pattern is not checked: %s", bad.Reason)
	}
}

// checkLayout reports a layout that has other letters or digits than those of a date (the CLDR's subset
// dd MM yyyy HH mm ss SSS), or that is not a string's. Fractions of a second follow a point or a comma.
func (c *compiler) checkLayout(t *contract.Simple, at source.Span) {
	if primitive(kindOf(t.Base)) != "string" {
		c.diags.Errorf(at, idBadLayout, "a layout needs the base string, not %s", typeText(t.Base))
	}
	found := false
	for rest := t.Layout; rest != ""; {
		r := rest[0]
		n := len(rest) - len(strings.TrimLeft(rest, string(r)))
		run := rest[:n]
		rest = rest[n:]
		before := t.Layout[:len(t.Layout)-len(rest)-n]
		switch other := 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'; {
		case run == "SSS" && !strings.HasSuffix(before, ".") && !strings.HasSuffix(before, ","):
			c.diags.Errorf(at, idBadLayout, "SSS must follow a point or a comma")
			return
		case slices.Contains([]string{"dd", "MM", "yyyy", "HH", "mm", "ss", "SSS"}, run):
			found = true
		case other:
			c.diags.Errorf(at, idBadLayout, "%s stands for no part of a date", run).Hint = "a layout is made of dd MM yyyy HH mm ss SSS"
			return
		}
	}
	if !found {
		c.diags.Errorf(at, idBadLayout, "%q has no part of a date", t.Layout).Hint = "a layout is made of dd MM yyyy HH mm ss SSS"
	}
}

// contradictions reports facets of which no value can satisfy both.
func (c *compiler) contradictions(t *contract.Simple, place func(string) source.Span) {
	f := &t.Facets
	less := func(low, high string, strict bool) {
		a, b := *facet(f, low), *facet(f, high)
		if a == nil || b == nil {
			return
		}
		x, okX := number(*a)
		y, okY := number(*b)
		var cmp int
		switch {
		case okX && okY:
			cmp = x.Cmp(y)
		case len(*a) == len(*b) && *a != "" && (*a)[0] != '-':
			cmp = strings.Compare(*a, *b) // dates of one form
		default:
			return
		}
		if cmp > 0 || strict && cmp == 0 {
			d := c.diags.Errorf(place(low), idBadFacet, "%s %s is greater than %s %s", low, *a, high, *b)
			if cmp == 0 {
				d.Message = fmt.Sprintf("no value is between %s %s and %s %s", low, *a, high, *b)
			}
			d.Related = append(d.Related, source.Note{Span: place(high), Message: high + " is here"})
		}
	}
	both := func(a, b string) {
		if *facet(f, a) != nil && *facet(f, b) != nil { // XML Schema Part 2, clauses 4.3.8.4 and 4.3.9.4
			c.diags.Errorf(place(b), idBadFacet, "%s stands beside %s: one of them is the bound", b, a).
				Related = []source.Note{{Span: place(a), Message: a + " is here"}}
		}
	}
	both("minInclusive", "minExclusive")
	both("maxInclusive", "maxExclusive")
	less("minLength", "maxLength", false)
	less("minInclusive", "maxInclusive", false)
	less("minExclusive", "maxExclusive", true)
	less("minInclusive", "maxExclusive", true)
	less("minExclusive", "maxInclusive", true)
	less("fractionDigits", "totalDigits", false)
	if f.Length != nil && (f.MinLength != nil || f.MaxLength != nil) {
		less("minLength", "length", false)
		less("length", "maxLength", false)
	}
}

// number is the value of a decimal or of a float, whose exponent could make an exact value of any size.
func number(text string) (*big.Rat, bool) {
	if !strings.ContainsAny(text, "eE") {
		return new(big.Rat).SetString(strings.TrimPrefix(text, "+"))
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return nil, false
	}
	return new(big.Rat).SetFloat64(f), true
}

// checkSecrets reports secrets that are no strings: only strings are kept out of what people read.
func (c *compiler) checkSecrets() {
	for _, s := range c.secrets {
		if t := s.typ(); primitive(kindOf(t)) != "string" {
			c.diags.Errorf(s.at, idBadSecret, "a secret must be a string, and this is %s", typeText(t))
		}
	}
}

var facetKinds = []string{
	"length", "minLength", "maxLength", "minInclusive", "maxInclusive", "minExclusive", "maxExclusive", "totalDigits", "fractionDigits", "whiteSpace",
}

// applies says which facets a type may have (XML Schema Part 2, clause 4.1.5).
func applies(facet, kind string) bool {
	p := primitive(kind)
	if kind == "list" || kind == "union" {
		p = kind
	}
	switch facet {
	case "whiteSpace":
		return p != "union"
	case "length", "minLength", "maxLength":
		return slices.Contains([]string{"string", "hexBinary", "base64Binary", "anyURI", "QName", "NOTATION", "list"}, p)
	case "totalDigits", "fractionDigits":
		return p == "decimal"
	}
	return slices.Contains([]string{"decimal", "float", "double", "duration", "dateTime", "time", "date", "gYearMonth", "gYear", "gMonthDay", "gDay", "gMonth"}, p)
}

// facetValue reports whether a facet's value is one.
func facetValue(kind, v string, base contract.Type) bool {
	switch {
	case isCount(kind):
		n, err := count(v)
		return err == nil && (n > 0 || kind != "totalDigits")
	case kind == "whiteSpace":
		return v == "preserve" || v == "replace" || v == "collapse"
	}
	return validKind(kindOf(base), strings.TrimSpace(v))
}

func isCount(facet string) bool {
	return slices.Contains([]string{"length", "minLength", "maxLength", "totalDigits", "fractionDigits"}, facet)
}

func count(v string) (uint64, error) {
	return strconv.ParseUint(strings.TrimPrefix(strings.TrimSpace(v), "+"), 10, 63)
}

// isLarge reports whether a count is one of XML Schema, which bounds none, and too large to be read here.
func isLarge(v string) bool {
	_, err := count(v)
	return errors.Is(err, strconv.ErrRange)
}
