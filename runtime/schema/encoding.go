package schema

import (
	"cmp"

	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// What SOAP encoding adds to an element is of the form of the message and not of the value (SOAP 1.1, clause 5; SOAP 1.2 part 2,
// clause 3): its attributes, types of its own namespaces, and nil for any value. The schema does not judge it.

// encode makes an element one in SOAP encoding if its type, nil for one that is not known, says so.
func (c *checker) encode(t *typ) { c.encoded = c.encoded || t != nil && t.encoded }

// isForm reports an attribute that is of the encoding of its element.
func (c *checker) isForm(name xsd.QName) bool {
	return c.encoded && (xmltext.IsEncodingForm(name) || name == xsd.QName{Local: "href"})
}

// encodingType is the type that a name of SOAP encoding means in xsi:type: that of XML Schema which it has by the same name, or,
// since the encoding tells no array or struct from another, the declared one. It is nil for any other name.
func (c *checker) encodingType(local string, declared *typ) *typ {
	switch local {
	case "Array", "Struct":
		if declared == nil || declared.simple() == nil {
			return cmp.Or(declared, c.types["xs:anyType"])
		}
		return nil
	case "base64":
		local = "base64Binary"
	}
	return c.named[xsd.QName{Space: xsd.Namespace, Local: local}]
}
