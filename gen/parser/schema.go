package parser

import "example.com/wsgen/gen/source"

// A Schema is an xs:schema: a document or the content of wsdl:types.
type Schema struct {
	Node
	File *source.File
	// Input is true for a document that the caller named; others were reached by a reference.
	Input bool
	// WSDL is the document whose wsdl:types holds the schema; nil for a schema document.
	WSDL                 *WSDL
	TargetNamespace      Value[string]
	Version              Value[string]
	ElementFormDefault   Value[Form] // Unqualified unless stated
	AttributeFormDefault Value[Form] // Unqualified unless stated
	BlockDefault         Value[[]string]
	FinalDefault         Value[[]string]
	DefaultAttributes    Value[QName] // 1.1
	References           []*SchemaReference
	DefaultOpenContent   *OpenContent // 1.1
	Components
}

// Components are the named declarations of a schema, each kind in document order.
type Components struct {
	Elements        []*Element
	Attributes      []*Attribute
	Types           []Type
	Groups          []*Group
	AttributeGroups []*AttributeGroup
	Notations       []*Notation
}

// A ReferenceKind is how one schema document refers to another.
type ReferenceKind string

const (
	Import   ReferenceKind = "import"
	Include  ReferenceKind = "include"
	Redefine ReferenceKind = "redefine"
	Override ReferenceKind = "override" // 1.1
)

// A SchemaReference is xs:import, xs:include, xs:redefine or xs:override.
type SchemaReference struct {
	Node
	Kind      ReferenceKind
	Namespace Value[string] // of an import; not stated means no namespace
	Location  Value[string] // schemaLocation
	// Schemas are the schemas at the location: one for a schema document, those of wsdl:types for
	// a WSDL, none without a location. A document that several references name is one Schema.
	Schemas []*Schema
	// Absent is set where there is no file at the location: what a stage reports that needs it.
	Absent *source.Diagnostic
	// Components are the redefinitions or overrides.
	Components
}

// A Form is the form of local names.
type Form string

const (
	Unqualified Form = "unqualified"
	Qualified   Form = "qualified"
)

// Occurs is minOccurs and maxOccurs, both 1 unless stated.
type Occurs struct {
	Min Value[int]
	Max Value[int] // -1 is unbounded
}

// A Type is *SimpleType or *ComplexType.
type Type interface {
	// TypeName is the name attribute, not set for an anonymous type.
	TypeName() Value[string]
	// Place is the node of the declaration.
	Place() *Node
}

// TypeName implements [Type].
func (t *SimpleType) TypeName() Value[string] { return t.Name }

// TypeName implements [Type].
func (t *ComplexType) TypeName() Value[string] { return t.Name }

// Place returns the node.
func (n *Node) Place() *Node { return n }

// A Particle is *Element, *ModelGroup, *GroupReference or *Wildcard.
type Particle interface {
	// Place is the node of the particle.
	Place() *Node
	particle()
}

func (*Element) particle()        {}
func (*ModelGroup) particle()     {}
func (*GroupReference) particle() {}
func (*Wildcard) particle()       {}

// An Element is xs:element: global, local or a reference.
type Element struct {
	Node
	Occurs
	Name              Value[string]
	Ref               Value[QName] // set for a reference, and Name is not
	Type              Value[QName] // type attribute
	Inline            Type         // anonymous type
	SubstitutionGroup []Value[QName]
	Default           Value[string]
	Fixed             Value[string]
	Nillable          Value[bool]
	Abstract          Value[bool]
	Form              Value[Form]   // the schema's elementFormDefault unless stated
	TargetNamespace   Value[string] // 1.1
	Block             Value[[]string]
	Final             Value[[]string]
	Identities        []*Identity
	Alternatives      []*Alternative // 1.1
}

// An Attribute is xs:attribute: global, local or a reference.
type Attribute struct {
	Node
	Name            Value[string]
	Ref             Value[QName]
	Type            Value[QName]
	Inline          *SimpleType
	Use             Value[string] // "optional" unless stated; "required", "prohibited"
	Default         Value[string]
	Fixed           Value[string]
	Form            Value[Form]
	TargetNamespace Value[string] // 1.1
	Inheritable     Value[bool]   // 1.1
	// ArrayType is wsdl:arrayType, as on soapenc:arrayType in a restriction of soapenc:Array.
	ArrayType Value[ArrayType]
}

// An ArrayType is the value of wsdl:arrayType: an item type and its dimensions, as in "[,]" or "[][]".
type ArrayType struct {
	Item       QName
	Dimensions string
}

// An AttributeUse is *Attribute or *AttributeGroupReference.
type AttributeUse interface {
	// Place is the node of the use.
	Place() *Node
	attributeUse()
}

func (*Attribute) attributeUse()               {}
func (*AttributeGroupReference) attributeUse() {}

// A ComplexType is xs:complexType.
type ComplexType struct {
	Node
	Name                   Value[string]
	Abstract               Value[bool]
	Mixed                  Value[bool]
	Block                  Value[[]string]
	Final                  Value[[]string]
	DefaultAttributesApply Value[bool] // 1.1; true unless stated
	// Derivation is the step in xs:simpleContent or xs:complexContent; nil for a type that has its
	// content straight in Content.
	Derivation *Derivation
	Content    Content
}

// A Derivation is xs:extension or xs:restriction inside xs:simpleContent or xs:complexContent.
type Derivation struct {
	Node
	Kind DerivationKind
	// Simple is true inside xs:simpleContent.
	Simple bool
	Mixed  Value[bool] // of xs:complexContent
	Base   Value[QName]
	// Inline and Facets narrow the text of a simple content restriction.
	Inline  *SimpleType
	Facets  []*Facet
	Content Content
}

// A DerivationKind is how a type comes from its base.
type DerivationKind string

const (
	Extend   DerivationKind = "extension"
	Restrict DerivationKind = "restriction"
)

// Content is what a complex type or a derivation step declares.
type Content struct {
	// Particle is nil without one; else *ModelGroup or *GroupReference.
	Particle     Particle
	Attributes   []AttributeUse
	AnyAttribute *Wildcard
	OpenContent  *OpenContent // 1.1
	Asserts      []*Assert    // 1.1
}

// A SimpleType is xs:simpleType. Exactly one of Restriction, List and Union is set.
type SimpleType struct {
	Node
	Name        Value[string]
	Final       Value[[]string]
	Restriction *SimpleRestriction
	List        *SimpleList
	Union       *SimpleUnion
}

// A SimpleRestriction is xs:restriction of a simple type.
type SimpleRestriction struct {
	Node
	Base   Value[QName]
	Inline *SimpleType
	Facets []*Facet
}

// A SimpleList is xs:list.
type SimpleList struct {
	Node
	ItemType Value[QName]
	Inline   *SimpleType
}

// A SimpleUnion is xs:union.
type SimpleUnion struct {
	Node
	MemberTypes []Value[QName]
	Inline      []*SimpleType // after the member types
}

// A Facet is a constraining facet. Kind is the element's name: "pattern", "enumeration",
// "minLength" and so on; for 1.1's "assertion" Value is its test.
type Facet struct {
	Node
	Kind  string
	Value Value[string]
	Fixed Value[bool]
}

// A GroupKind is the compositor of a model group.
type GroupKind string

const (
	Sequence GroupKind = "sequence"
	Choice   GroupKind = "choice"
	All      GroupKind = "all"
)

// A ModelGroup is xs:sequence, xs:choice or xs:all.
type ModelGroup struct {
	Node
	Occurs
	Kind  GroupKind
	Items []Particle
}

// A Group is the definition of a named group.
type Group struct {
	Node
	Name  Value[string]
	Model *ModelGroup
}

// A GroupReference is xs:group with ref.
type GroupReference struct {
	Node
	Occurs
	Ref Value[QName]
}

// An AttributeGroup is the definition of a named attribute group.
type AttributeGroup struct {
	Node
	Name         Value[string]
	Attributes   []AttributeUse
	AnyAttribute *Wildcard
}

// An AttributeGroupReference is xs:attributeGroup with ref.
type AttributeGroupReference struct {
	Node
	Ref Value[QName]
}

// A Wildcard is xs:any or xs:anyAttribute, which has no occurrence.
type Wildcard struct {
	Node
	Occurs
	Namespaces      Value[[]string] // "##any" unless stated; "##other", or URIs with "##targetNamespace" and "##local"
	ProcessContents Value[string]   // "strict" unless stated
	NotNamespaces   Value[[]string] // 1.1
	NotQNames       Value[[]string] // 1.1, as written
}

// An Identity is xs:key, xs:keyref or xs:unique.
type Identity struct {
	Node
	Kind     string // "key", "keyref", "unique"
	Name     Value[string]
	Ref      Value[QName] // 1.1
	Refer    Value[QName] // of a keyref
	Selector Value[string]
	Fields   []Value[string]
}

// A Notation is xs:notation.
type Notation struct {
	Node
	Name, Public, System Value[string]
}

// An Assert is 1.1's xs:assert.
type Assert struct {
	Node
	Test Value[string]
}

// An Alternative is 1.1's xs:alternative.
type Alternative struct {
	Node
	Test   Value[string]
	Type   Value[QName]
	Inline Type
}

// An OpenContent is 1.1's xs:openContent or xs:defaultOpenContent.
type OpenContent struct {
	Node
	Mode           Value[string] // "interleave" unless stated
	AppliesToEmpty Value[bool]
	Any            *Wildcard
}
