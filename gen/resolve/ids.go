package resolve

// The ids of this package's diagnostics; docs/diagnostics.md has an example of each.
const (
	idAmbiguousName        = "ambiguous-name"        // a short name of a spec means several declarations
	idBadBase              = "bad-base"              // a type derives from a type that can't be its base
	idBadDefault           = "bad-default"           // a default or fixed value is not a value of its type
	idBadEndpoint          = "bad-endpoint"          // an address is not a URL, or the transport's rules forbid it
	idBadEnum              = "bad-enum"              // an enumeration value is not a value of its base type
	idBadFacet             = "bad-facet"             // a facet does not apply to its type, contradicts another one or is no value
	idBadLayout            = "bad-layout"            // a layout has a letter that stands for no part of a date
	idBadMapKey            = "bad-map-key"           // a key of a map is no key, or collides with another one
	idBadOccurs            = "bad-occurs"            // minOccurs is greater than maxOccurs
	idBadPart              = "bad-part"              // a message part does not fit the binding that uses it
	idBadPattern           = "bad-pattern"           // a pattern is no regular expression of XML Schema
	idBadPrefix            = "bad-prefix"            // a prefix is reserved or no name
	idBadSecret            = "bad-secret"            // a secret field is not a string
	idConflictingKeys      = "conflicting-keys"      // keys of a spec exclude one another
	idCyclicBase           = "cyclic-base"           // a type is its own base
	idCyclicHead           = "cyclic-head"           // an element substitutes itself
	idDuplicateDeclaration = "duplicate-declaration" // a name is declared twice
	idDuplicateField       = "duplicate-field"       // two fields of a spec have one name on the wire
	idExpansionLimit       = "expansion-limit"       // groups or derivations expand beyond a limit
	idIncludeNamespace     = "include-namespace"     // an included schema has another target namespace
	idMissingNamespace     = "missing-namespace"     // a spec without a WSDL states no namespace
	idMissingResponse      = "missing-reply-element" // a reply lacks what the shared reply rule names
	idMissingSample        = "missing-sample"        // a sample that a spec names is not there
	idMissingType          = "missing-type"          // a new field or type of a spec states no type
	idOverlayObsolete      = "overlay-obsolete"      // an overlay adds a field that the WSDL has
	idOverlayUnmatched     = "overlay-unmatched"     // an entry of a spec matches nothing
	idOverlayUnsupported   = "overlay-unsupported"   // an overlay changes what an overlay can't
	idRecursiveGroup       = "recursive-group"       // a group contains itself
	idUndeclaredAttribute  = "undeclared-attribute"  // a reference names an attribute that nothing declares
	idUndeclaredBinding    = "undeclared-binding"    // a port names a binding that nothing declares
	idUndeclaredElement    = "undeclared-element"    // a reference names an element that nothing declares
	idUndeclaredGroup      = "undeclared-group"      // a reference names a group that nothing declares
	idUndeclaredMessage    = "undeclared-message"    // a reference names a message that nothing declares
	idUndeclaredOperation  = "undeclared-operation"  // a binding names an operation that its port type lacks
	idUndeclaredPart       = "undeclared-part"       // a binding names a part that its message lacks
	idUndeclaredPortType   = "undeclared-port-type"  // a binding names a port type that nothing declares
	idUndeclaredType       = "undeclared-type"       // a reference names a type that nothing declares
	idUndeclaredVariable   = "undeclared-variable"   // an address has a variable that is not declared
	idUnsupportedBinding   = "unsupported-binding"   // a binding is not SOAP over HTTP
	idUnsupportedEncoded   = "unsupported-encoded"   // a binding uses SOAP encoding
	idUnsupportedExtension = "unsupported-extension" // a WSDL requires an extension that wsgen does not know
	idUnsupportedMIME      = "unsupported-mime"      // a message is a MIME multipart
	idUnsupportedMode      = "unsupported-operation" // an operation is a notification or a solicit-response
	idUnsupportedOverride  = "unsupported-override"  // a schema overrides another one
	idUnsupportedPart      = "unsupported-part"      // a document message has a part of a type
	idUnsupportedRedefine  = "unsupported-redefine"  // a schema redefines another one
	idUnsupportedXSD11     = "unsupported-xsd11"     // a construct of XML Schema 1.1
	idUnusedType           = "unused-type"           // a type of a spec is used nowhere
)
