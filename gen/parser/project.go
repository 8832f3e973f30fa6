package parser

import "example.com/wsgen/gen/source"

// As in spec.go, the comments of the fields describe their keys to people.

// A Project is the project file wsgen.yaml.
type Project struct {
	Block
	File *source.File

	// Version of the project format: v1.
	Wsgen Value[string] `yaml:"wsgen,required" enum:"v1"`
	// Output folder, relative to this file, generated unless stated.
	Out Value[string] `yaml:"out"`
	// Where generated code takes its runtime from.
	Runtime *ProjectRuntime `yaml:"runtime"`
	// Gives every type of a schema a method Validate.
	Validate Value[bool] `yaml:"validate"`
	// Specs to generate from.
	Specs []*ProjectSpec `yaml:"specs,required"`
	// Changes of contracts that wsgen diff finds and that were agreed to.
	Accept []*ProjectAccept `yaml:"accept"`
	// Contracts that wsgen fetch downloads.
	Fetch []*ProjectFetch `yaml:"fetch"`
}

// A ProjectAccept is a change of a contract that was agreed to.
type ProjectAccept struct {
	Block
	// Rule of the change, one of those that wsgen diff --rules lists.
	Rule Value[string] `yaml:"rule,required"`
	// Path of the declaration; * stands for any text.
	Path Value[string] `yaml:"path,required"`
	// Why the change is accepted.
	Reason Value[string] `yaml:"reason,required"`
	// Last day on which it is, as in 2027-01-31; without it always.
	Until Value[Lexical] `yaml:"until"`
}

// A ProjectRuntime is where generated code takes its runtime from; a plain string is its mode.
type ProjectRuntime struct {
	Block
	// Imports this module's runtime, or embeds a copy in the usual folder.
	Mode Value[string] `yaml:"mode,short" enum:"import,embed"`
	// Folder of the copy, relative to this file.
	Embed Value[string] `yaml:"embed"`
}

// A ProjectSpec is one input of the project; a plain string is its path.
type ProjectSpec struct {
	Block
	// Spec, WSDL or schema, relative to this file.
	Spec Value[string] `yaml:"spec,required,short"`
	// Output folder of this spec, relative to this file.
	Out Value[string] `yaml:"out"`
	// Name of the Go package.
	Package Value[string] `yaml:"package"`
	// Names and globs of the operations to generate of a WSDL; one behind ! takes operations away. A spec states its own.
	Operations []Value[string] `yaml:"operations"`
	// What gets packages of its own below that of a WSDL or schema: each namespace with its types.
	Split Value[string] `yaml:"split" enum:"namespace"`
}

// A ProjectFetch is a contract that wsgen fetch downloads; a plain string is its URL. In URLs and header fields ${NAME} stands for a variable of the environment.
type ProjectFetch struct {
	Block
	// Address of the WSDL or schema.
	URL Value[string] `yaml:"url,required,short"`
	// File of that document, with what it imports beside it, or folder of all; relative to this file, contracts unless stated.
	Out Value[string] `yaml:"out"`
	// Hosts that may be reached beside that of the URL, with a port unless it is 80 or 443.
	AllowHosts []Value[string] `yaml:"allowHosts"`
	// Lets addresses be reached that are not public.
	AllowPrivate Value[bool] `yaml:"allowPrivate"`
	// Addresses that are not fetched; references to them stay as they are.
	Skip []Value[string] `yaml:"skip"`
	// Header fields for the host of the URL.
	Headers Map[Value[string]] `yaml:"headers"`
	// User name for the host of the URL.
	User Value[string] `yaml:"user"`
	// Variable of the environment that holds the user's password.
	PasswordEnv Value[string] `yaml:"passwordEnv"`
	// PEM file of the certificate that the host of the URL is shown, relative to this file.
	Cert Value[string] `yaml:"cert"`
	// PEM file of the certificate's key, relative to this file.
	Key Value[string] `yaml:"key"`
	// PEM file of certificates to trust beside the system's, relative to this file.
	CA Value[string] `yaml:"ca"`
}
