package parser

import (
	"slices"
	"strconv"
	"strings"
)

// xsdNames are the elements of XML Schema 1.0 and 1.1.
var xsdNames = slices.Concat([]string{
	"schema", "import", "include", "redefine", "override", "element", "attribute", "complexType", "simpleType",
	"group", "attributeGroup", "any", "anyAttribute", "sequence", "choice", "all", "simpleContent",
	"complexContent", "extension", "restriction", "list", "union", "annotation", "documentation", "appinfo",
	"key", "keyref", "unique", "selector", "field", "notation", "assert", "alternative", "openContent",
	"defaultOpenContent",
}, facetNames)

// facetNames are the constraining facets (Part 2, clause 4.3).
var facetNames = []string{
	"enumeration", "pattern", "length", "minLength", "maxLength", "minInclusive", "maxInclusive",
	"minExclusive", "maxExclusive", "totalDigits", "fractionDigits", "whiteSpace", "assertion", "explicitTimezone",
}

// A model says what an element may hold besides an annotation: slots in order, each with the names
// that fill it, as in "group|all|choice|sequence" (at most one of them) or "attribute|attributeGroup*"
// (any number of them).
type model []string

var (
	schemaModel         = model{"include|import|redefine|override|defaultOpenContent|element|attribute|complexType|simpleType|group|attributeGroup|notation*"}
	importModel         = model{}
	redefineModel       = model{"complexType|simpleType|group|attributeGroup*"}
	overrideModel       = model{"element|attribute|complexType|simpleType|group|attributeGroup|notation*"}
	elementModel        = model{"simpleType|complexType", "alternative*", "unique|key|keyref*"}
	attributeModel      = model{"simpleType"}
	contentModel        = model{"openContent", "group|all|choice|sequence", "attribute|attributeGroup*", "anyAttribute", "assert*"}
	derivedTypeModel    = model{"simpleContent|complexContent"}
	derivationModel     = model{"extension|restriction"}
	simpleExtendModel   = model{"attribute|attributeGroup*", "anyAttribute", "assert*"}
	simpleRestrictModel = model{"simpleType", strings.Join(facetNames, "|") + "*", "attribute|attributeGroup*", "anyAttribute", "assert*"}
	simpleTypeModel     = model{"restriction|list|union"}
	restrictionModel    = model{"simpleType", strings.Join(facetNames, "|") + "*"}
	listModel           = model{"simpleType"}
	unionModel          = model{"simpleType*"}
	groupModel          = model{"all|choice|sequence"}
	particleModel       = model{"element|group|choice|sequence|any*"}
	allModel            = model{"element|any|group*"}
	attributeGroupModel = model{"attribute|attributeGroup*", "anyAttribute"}
	alternativeModel    = model{"simpleType|complexType"}
	identityModel       = model{"selector", "field*"}
	openContentModel    = model{"any"}
	emptyModel          = model{}
)

// slot returns the index of the slot for a name, and whether it takes many; -1 when no slot has it.
func (m model) slot(name string) (i int, many bool) {
	for i, s := range m {
		names, many := strings.CutSuffix(s, "*")
		for n := range strings.SplitSeq(names, "|") {
			if n == name {
				return i, many
			}
		}
	}
	return -1, false
}

func (m model) names() []string {
	return strings.FieldsFunc(strings.Join(m, "|"), func(r rune) bool { return r == '|' || r == '*' })
}

// xsdNode starts a node: it reads the annotations and holds the other children against the model.
// A child out of order is reported and returned all the same; one that the model has no place for
// is reported and left out.
func (r *reader) xsdNode(x *XML, m model) (n Node, own []*XML) {
	n = leaf(x)
	r.noText(x)
	reached, filled := 0, map[int]*XML{}
	anywhere := x.Name.Local == "schema" || x.Name.Local == "redefine" || x.Name.Local == "override"
	var annotation *XML
	for _, c := range x.Children {
		if strings.HasPrefix(c.Name.Space, unbound) || excluded(c) {
			continue
		}
		if c.Name.Space != nsXSD {
			d := r.diags.Errorf(c.Span, idMisplacedElement, "%s can't stand in %s; extensions belong in xs:appinfo", c.raw(), x.raw())
			if slices.Contains(xsdNames, c.Name.Local) {
				d.Hint = "it is in the namespace " + strconv.Quote(c.Name.Space) + ", not in that of XML Schema"
			}
			continue
		}
		if c.Name.Local == "annotation" {
			if !anywhere && annotation != nil {
				r.once(c, &Node{Span: annotation.Span})
			} else if !anywhere && len(own) > 0 {
				r.diags.Errorf(c.Span, idMisplacedElement, "%s stands before the other content of %s", c.raw(), x.raw())
			}
			annotation = c
			r.annotation(&n, c)
			continue
		}
		i, many := m.slot(c.Name.Local)
		if i < 0 {
			r.stray(c, x, xsdNames, m.names())
			continue
		}
		own = append(own, c)
		if first := filled[i]; first != nil && !many {
			r.second(c, first, x)
			own = own[:len(own)-1]
		} else if i < reached {
			r.diags.Errorf(c.Span, idMisplacedElement, "%s stands after what must follow it in %s", c.raw(), x.raw())
		}
		reached = max(reached, i)
		filled[i] = c
	}
	return n, own
}

// second reports a child where its slot is filled already.
func (r *reader) second(c, first, parent *XML) {
	if c.Name == first.Name {
		r.once(c, &Node{Span: first.Span})
		return
	}
	d := r.diags.Errorf(c.Span, idMisplacedElement, "%s can't stand beside %s in %s", c.raw(), first.raw(), parent.raw())
	d.Related = noteAt(first.Span, "%s stands here", first.raw())
}

func (r *reader) annotation(n *Node, x *XML) {
	a := r.attrs(x)
	a.str("id")
	a.end("id")
	r.noText(x)
	for _, c := range x.Children {
		switch c.Name {
		case QName{nsXSD, "documentation"}:
			n.Doc = joinDoc(n.Doc, plain(c.text()))
		case QName{nsXSD, "appinfo"}:
			n.AppInfo = append(n.AppInfo, c)
		default:
			if !strings.HasPrefix(c.Name.Space, unbound) {
				r.stray(c, x, xsdNames, []string{"documentation", "appinfo"})
			}
		}
	}
}
