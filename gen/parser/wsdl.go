package parser

import "example.com/wsgen/gen/source"

// A WSDL is a wsdl:definitions document (WSDL 1.1, clause 2.1).
type WSDL struct {
	Node
	File *source.File
	// Input is true for a document that the caller named; others were reached by a reference.
	Input bool
	// Only are names and globs by which the caller chooses operations; none for all.
	Only            []Value[string]
	Name            Value[string]
	TargetNamespace Value[string]
	Imports         []*WSDLImport
	Schemas         []*Schema // the schemas in wsdl:types
	Messages        []*Message
	PortTypes       []*PortType
	Bindings        []*Binding
	Services        []*Service
	Extensions      []*Extension
}

// A WSDLImport is wsdl:import. One of WSDL and Schema is set when the location could be read.
type WSDLImport struct {
	Node
	Namespace Value[string]
	Location  Value[string]
	WSDL      *WSDL
	Schema    *Schema // a schema imported straight from WSDL, which many tools write
}

// A Message is wsdl:message.
type Message struct {
	Node
	Name       Value[string]
	Parts      []*Part
	Extensions []*Extension
}

// A Part is wsdl:part. It has an element or a type.
type Part struct {
	Node
	Name    Value[string]
	Element Value[QName]
	Type    Value[QName]
}

// A PortType is wsdl:portType.
type PortType struct {
	Node
	Name       Value[string]
	Operations []*Operation
	Extensions []*Extension
}

// An Operation is an operation of a port type. Overloads share a name and differ in the names
// of input and output.
type Operation struct {
	Node
	Name           Value[string]
	ParameterOrder Value[[]string]
	Input          *OperationMessage // nil for a notification
	Output         *OperationMessage // nil for a one-way operation
	// OutputFirst says that the output stands before the input: solicit-response.
	OutputFirst bool
	Faults      []*OperationMessage
	Extensions  []*Extension
}

// An OperationMessage is the input, the output or a fault of an operation.
type OperationMessage struct {
	Node
	Name       Value[string]
	Message    Value[QName]
	Extensions []*Extension
}

// A Binding is wsdl:binding. SOAP and HTTP are nil for a binding of another kind, which
// Extensions then shows.
type Binding struct {
	Node
	Name       Value[string]
	Type       Value[QName]
	SOAP       *SOAPBinding
	HTTP       *HTTPBinding
	Operations []*BindingOperation
	Extensions []*Extension
}

// A BindingOperation is an operation of a binding.
type BindingOperation struct {
	Node
	Name       Value[string]
	SOAP       *OperationName
	HTTP       *HTTPOperation
	Input      *BindingMessage
	Output     *BindingMessage
	Faults     []*BindingMessage
	Extensions []*Extension
}

// A BindingMessage is the input, the output or a fault of a binding's operation.
type BindingMessage struct {
	Node
	Name    Value[string]
	Body    *SOAPBody
	Headers []*SOAPHeader
	Fault   *SOAPFault
	MIME    *MIMEMultipart
	// Contents are mime:content, mime:mimeXml, http:urlEncoded and http:urlReplacement.
	Contents   []*MIMEContent
	Extensions []*Extension
}

// A SOAPVersion is "1.1" or "1.2".
type SOAPVersion string

const (
	SOAP11 SOAPVersion = "1.1" // namespace http://schemas.xmlsoap.org/wsdl/soap/
	SOAP12 SOAPVersion = "1.2" // namespace http://schemas.xmlsoap.org/wsdl/soap12/
)

// A SOAPBinding is soap:binding.
type SOAPBinding struct {
	Node
	Version   SOAPVersion
	Style     Value[string] // "document" or "rpc", if it is right; "document" unless stated
	Transport Value[string]
}

// A OperationName is soap:operation.
type OperationName struct {
	Node
	Version SOAPVersion
	Action  Value[string]
	// ActionRequired is SOAP 1.2's soapActionRequired, true unless stated.
	ActionRequired Value[bool]
	Style          Value[string] // the binding's unless stated
}

// A SOAPBody is soap:body.
type SOAPBody struct {
	Node
	Version       SOAPVersion
	Use           Value[string]
	Parts         Value[[]string] // all parts unless stated
	Namespace     Value[string]
	EncodingStyle Value[[]string]
}

// A SOAPHeader is soap:header or soap:headerfault.
type SOAPHeader struct {
	Node
	Version       SOAPVersion
	Message       Value[QName]
	Part          Value[string]
	Use           Value[string]
	Namespace     Value[string]
	EncodingStyle Value[[]string]
	Faults        []*SOAPHeader // the soap:headerfault children
}

// A SOAPFault is soap:fault.
type SOAPFault struct {
	Node
	Version       SOAPVersion
	Name          Value[string]
	Use           Value[string]
	Namespace     Value[string]
	EncodingStyle Value[[]string]
}

// An HTTPBinding is http:binding (WSDL 1.1, clause 4).
type HTTPBinding struct {
	Node
	Verb Value[string]
}

// An HTTPOperation is http:operation.
type HTTPOperation struct {
	Node
	Location Value[string]
}

// A MIMEMultipart is mime:multipartRelated (WSDL 1.1, clause 5).
type MIMEMultipart struct {
	Node
	Parts []*MIMEPart
}

// A MIMEPart is mime:part. The root part has the SOAP body.
type MIMEPart struct {
	Node
	Name       Value[string]
	Body       *SOAPBody
	Headers    []*SOAPHeader
	Contents   []*MIMEContent
	Extensions []*Extension
}

// A MIMEContent is mime:content, mime:mimeXml, http:urlEncoded or http:urlReplacement; XML.Name tells which.
type MIMEContent struct {
	Node
	Part Value[string]
	Type Value[string]
}

// A Service is wsdl:service.
type Service struct {
	Node
	Name       Value[string]
	Ports      []*Port
	Extensions []*Extension
}

// A Port is wsdl:port.
type Port struct {
	Node
	Name       Value[string]
	Binding    Value[QName]
	Address    Value[string] // location of soap:address or http:address
	Extensions []*Extension
}

// An Extension is an extension element that the parser has no node for, such as wsp:Policy.
type Extension struct {
	Node
	Required Value[bool] // wsdl:required
}
