package resolve

import "example.com/wsgen/gen/source"

const declared = "declare it, or import the document that does"

const rawPart = "send it in soap.Header.Raw, and read it from soap.Reply.Blocks or soap.Fault.Raw"

// hints say what a user can do about a diagnostic that says nothing better by itself.
var hints = map[string]string{
	idBadPart:              "each part of a message states element or type, stands once in the body, and is alone in the message of a fault",
	idExpansionLimit:       "derive types in fewer steps, and declare types instead of groups that are used often",
	idUnboundOperation:     "to call it, bind it in a copy of the WSDL",
	idUndeclaredBinding:    declared,
	idUndeclaredElement:    declared,
	idUndeclaredMessage:    declared,
	idUndeclaredOperation:  "declare it in the port type, or remove it from the binding",
	idUndeclaredPart:       "name a part of the message, or add it there",
	idUndeclaredPortType:   declared,
	idUndeclaredType:       declared,
	idUnsupportedAbstract:  rawPart,
	idUnsupportedAny:       rawPart,
	idUnsupportedBinding:   "ask the provider for a port that is SOAP over HTTP; a service that speaks JSON can be stated in a spec",
	idUnsupportedEncoded:   "ask the provider for arrays of one dimension whose types extend no other array",
	idUnsupportedExtension: "ask the provider what it demands; where calls do without, remove wsdl:required from a copy of the WSDL",
	idUnsupportedMIME:      "messages are envelopes alone; ask the provider for an operation without attachments",
	idUnsupportedMode:      "what the provider calls is stated in a spec with serve: true, or as a receiver of notifications",
	idUnsupportedPart:      "state element instead of type for the part, in a copy of the WSDL",
	idUnsupportedServe:     "state a receiver for notifications in JSON",
	idUnsupportedXSD11:     "write it in XML Schema 1.0, in a copy of the schema",
}

// advise adds the hints to diagnostics without one. Who asked for raw content in place of what is not declared has decided.
func advise(list source.List) source.List {
	for i := range list {
		d := &list[i]
		if what := hints[d.ID]; d.Hint == "" && (d.Severity == source.Error || what != declared) {
			d.Hint = what
		}
	}
	return list
}
