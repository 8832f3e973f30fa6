package parser

import (
	"embed"

	"example.com/wsgen/gen/source"
)

//go:embed standard
var standardFiles embed.FS

// standard has the file of each namespace whose declarations the compiler knows by itself. They say what the
// specifications of these namespaces do, in our own words.
var standard = map[string]string{
	nsXML:     "xml",
	nsXSD:     "xsd", // what a message can hold of it: its types are built in
	nsXSI:     "xsi",
	nsSOAPEnc: "soapenc",
	"http://schemas.xmlsoap.org/soap/envelope/":                                          "soap11",
	"http://www.w3.org/2003/05/soap-envelope":                                            "soap12",
	"http://www.w3.org/2005/08/addressing":                                               "wsa",
	"http://www.w3.org/2005/05/xmlmime":                                                  "xmime",
	"http://www.w3.org/1999/xlink":                                                       "xlink",
	"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd":  "wsse",
	"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd": "wsu",
}

// Standard returns a schema of a namespace that the compiler knows by itself, for contracts that have none of
// their own; nil for other namespaces. Each call parses it anew.
func Standard(namespace string) *Schema {
	name, ok := standard[namespace]
	if !ok {
		return nil
	}
	name += ".xsd"
	data, err := standardFiles.ReadFile("standard/" + name)
	if err != nil {
		return nil // no file: a test reads each
	}
	var diags source.List
	f := &source.File{Path: "standard/" + name, Data: data}
	root := ParseXML(f, &diags)
	if root == nil {
		return nil
	}
	return (&reader{f, &diags}).schema(root)
}

// Known reports whether the compiler knows a namespace by itself, so that a schema of it that is
// not at hand is no loss.
func Known(namespace string) bool { return standard[namespace] != "" || namespace == nsWSDL }
