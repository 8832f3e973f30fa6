package parser

import (
	"math/big"
	"slices"
	"strings"
)

// nsVC is the namespace of the attributes that keep a part of a schema from processors that it is not for (XML
// Schema 1.1 Part 1, clause 4.2.2).
const nsVC = "http://www.w3.org/2007/XMLSchema-versioning"

// version is that of XML Schema that these attributes are held against: what stands beside a part for 1.1 is a
// complete schema of 1.0.
var version = big.NewRat(10, 10)

// excluded reports whether an element is for other processors than this one. That a whole schema is for 1.1 says
// which editor made it: it is read, and what of 1.1 is not modelled is reported.
func excluded(x *XML) bool {
	for i := range x.Attrs {
		at := &x.Attrs[i]
		if at.Name.Space != nsVC {
			continue
		}
		switch at.Name.Local {
		case "minVersion":
			if v, ok := new(big.Rat).SetString(collapse(at.Value)); ok && version.Cmp(v) < 0 {
				return true
			}
		case "maxVersion":
			if v, ok := new(big.Rat).SetString(collapse(at.Value)); ok && version.Cmp(v) >= 0 {
				return true
			}
		case "typeAvailable", "facetAvailable":
			if !available(x, at) {
				return true
			}
		case "typeUnavailable", "facetUnavailable":
			if available(x, at) {
				return true
			}
		}
	}
	return false
}

// available reports whether all that the value lists is known: built-in types, or facets that are modelled.
func available(x *XML, at *XMLAttr) bool {
	known := builtinNames
	if strings.HasPrefix(at.Name.Local, "facet") {
		known = facetNames[:slices.Index(facetNames, "assertion")]
	}
	for _, w := range at.words() {
		prefix, local, ok := strings.Cut(w.V, ":")
		if !ok {
			prefix, local = "", w.V
		}
		if uri, _ := x.Resolve(prefix); uri != nsXSD || !slices.Contains(known, local) {
			return false
		}
	}
	return true
}

// builtinNames are the built-in types of XML Schema (Part 2, clause 3), with those that 1.1 adds.
var builtinNames = strings.Fields(`anyType anySimpleType anyAtomicType string boolean decimal float double duration
	dateTime time date gYearMonth gYear gMonthDay gDay gMonth hexBinary base64Binary anyURI QName NOTATION
	normalizedString token language NMTOKEN NMTOKENS Name NCName ID IDREF IDREFS ENTITY ENTITIES integer
	nonPositiveInteger negativeInteger long int short byte nonNegativeInteger unsignedLong unsignedInt unsignedShort
	unsignedByte positiveInteger dateTimeStamp yearMonthDuration dayTimeDuration`)
