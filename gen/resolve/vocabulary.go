package resolve

import (
	"maps"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/parser"
)

// vocabularies are the prefixes by which reports call the namespaces whose elements have a meaning here.
var vocabularies = func() map[string]string {
	m := maps.Clone(assertionSpaces)
	maps.Copy(m, map[string]string{
		xsdSpace:                                "xs",
		xsiSpace:                                "xsi",
		xmlSpace:                                "xml",
		wsuSpace:                                "wsu",
		"http://schemas.xmlsoap.org/wsdl/":      "wsdl",
		"http://schemas.xmlsoap.org/wsdl/soap/": "soap",
		"http://schemas.xmlsoap.org/wsdl/soap12/": "soap12",
		"http://schemas.xmlsoap.org/wsdl/http/":   "http",
		"http://schemas.xmlsoap.org/wsdl/mime/":   "mime",
	})
	return m
}()

// elementLabel is how reports call an element.
func elementLabel(x *parser.XML) string {
	if prefix := vocabularies[x.Name.Space]; prefix != "" {
		return prefix + ":" + x.Name.Local
	}
	return x.Name.String()
}

func isAttribute(id string) bool { return strings.Contains(id, "/@") || strings.HasPrefix(id, "xsi:") }

// ownFate is what becomes of an element of which nothing else is known: those of a vocabulary are modelled, for what is not
// is an error, and extensions have no effect.
func ownFate(x *parser.XML) contract.Fate {
	switch label := elementLabel(x); {
	case vocabularies[x.Name.Space] == "", label == "xs:appinfo", label == "xs:notation":
		return contract.Ignored
	}
	return contract.Modelled
}
