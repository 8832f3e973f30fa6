package fetch

import (
	"strings"

	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

const (
	nsWSDL = "http://schemas.xmlsoap.org/wsdl/"
	nsXSD  = "http://www.w3.org/2001/XMLSchema"
)

// A reference is a location in a document.
type reference struct {
	at       source.Span // the text between the quotes
	location string
	// known says that the compiler knows the namespace by itself, so that a document that is not there is no loss.
	known  bool
	target *document // nil where nothing is fetched
}

// references lists the locations of a WSDL or schema.
func references(root *parser.XML) (list []*reference) {
	add := func(x *parser.XML, attribute string, imports bool) {
		namespace, at := "", x.Attr("", attribute)
		if n := x.Attr("", "namespace"); n != nil {
			namespace = strings.TrimSpace(n.Value)
		}
		if at == nil || strings.TrimSpace(at.Value) == "" || imports && namespace == nsXSD {
			return
		}
		list = append(list, &reference{at: at.ValueSpan, location: strings.TrimSpace(at.Value), known: imports && parser.Known(namespace)})
	}
	schema := func(x *parser.XML) {
		for _, c := range x.Children {
			switch local := c.Name.Local; {
			case c.Name.Space != nsXSD:
			case local == "import", local == "include", local == "redefine", local == "override":
				add(c, "schemaLocation", local == "import")
			}
		}
	}
	if isSchema(root) {
		schema(root)
		return list
	}
	for _, c := range root.Children {
		switch c.Name {
		case parser.QName{Space: nsWSDL, Local: "import"}:
			add(c, "location", true)
		case parser.QName{Space: nsWSDL, Local: "types"}:
			for _, s := range c.Children {
				if isSchema(s) {
					schema(s)
				}
			}
		}
	}
	return list
}

func isSchema(x *parser.XML) bool { return x.Name == parser.QName{Space: nsXSD, Local: "schema"} }

// extension is that of a contract's file; "" for a document of another kind.
func extension(root *parser.XML) string {
	switch {
	case isSchema(root):
		return ".xsd"
	case root.Name == parser.QName{Space: nsWSDL, Local: "definitions"}:
		return ".wsdl"
	}
	return ""
}
