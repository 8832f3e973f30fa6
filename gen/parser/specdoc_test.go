package parser

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	goparser "go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"example.com/wsgen/gen/source"
)

var update = flag.Bool("update", false, "rewrite docs/spec.schema.json and the tables of docs/spec.md")

const root = "../.." // of the repository

// The published schema and the reference are what the Go types and their comments say.
func TestPublishedSchema(t *testing.T) {
	d := newSpecDoc(t)
	compareFile(t, filepath.Join(root, "docs/spec.schema.json"), d.schema(t))

	reference := filepath.Join(root, "docs/spec.md")
	text, err := os.ReadFile(reference)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "<!-- begin keys -->\n", "<!-- end keys -->\n"
	before, rest, ok1 := strings.Cut(string(text), begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatalf("%s has no place for the tables", reference)
	}
	compareFile(t, reference, []byte(before+begin+d.tables()+end+after))
}

func compareFile(t *testing.T, name string, want []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, want, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the Go types say; run go test ./gen/parser -update", name)
	}
}

// All specs that ship, the project file and the examples of the reference are valid by the schema
// and for the parser.
func TestShippedSpecs(t *testing.T) {
	schema := compileSchema(t)
	files := map[string][]byte{}
	err := filepath.WalkDir(filepath.Join(root, "specs"), func(name string, e fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(name) == ".yaml" {
			files[name], err = os.ReadFile(name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(filepath.Join(root, "wsgen.yaml")); err == nil {
		files["wsgen.yaml"] = data
	}
	reference, err := os.ReadFile(filepath.Join(root, "docs/spec.md"))
	if err != nil {
		t.Fatal(err)
	}
	for i, m := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllSubmatch(reference, -1) {
		files[fmt.Sprintf("docs/spec.md example %d", i+1)] = m[1]
	}
	if len(files) < 5 {
		t.Fatalf("only %d files found", len(files))
	}
	for name, data := range files {
		t.Run(name, func(t *testing.T) {
			if err := schema.Validate(yamlValue(t, data)); err != nil {
				t.Errorf("schema: %v", err)
			}
			if diags := parseEither(data); len(diags) > 0 {
				t.Errorf("parser: %v", diags)
			}
		})
	}
}

// What the parser refuses, the schema refuses.
func TestSchemaRefuses(t *testing.T) {
	schema := compileSchema(t)
	tests := []string{
		"package: x",
		"wsgen: v2",
		"wsgen: v1\npakage: x",
		"wsgen: v1\npackage: [x]",
		"wsgen: v1\nsoap: {version: 1.1}",
		"wsgen: v1\nsoap: {version: '1.3'}",
		"wsgen: v1\nreply: {map: {field: dados}}",
		"wsgen: v1\noperations: {a: {request: {b: {maxOccurs: many}}}}",
		"wsgen: v1\noperations: {a: {request: {b: {minOccurs: -1}}}}",
		"wsgen: v1\noperations: {a: {request: {b: {minLength: few}}}}",
		"wsgen: v1\noperations: {a: {request: {b: {secret: 1}}}}",
		"wsgen: v1\noperations: {a: {request: {b: [c]}}}",
		"wsgen: v1\ntypes: {a: {enum: x}}",
		"wsgen: v1\nspecs: [{out: x}]",
		"wsgen: v1\nspecs: []",
		"wsgen: v1\nscenario: {a: {refusal: x}}",
		"wsgen: v1\nscenario: {a: [{drop: sometimes}]}",
		"wsgen: v1\nscenario: {a: [{repeat: 0}]}",
		"wsgen: v1\nreply: {element: r, status: {field: s, ok: []}}",
		"wsgen: v1\nspecs: [a]\nruntime: copy",
		"wsgen: v1\nscenario: {}",
		"wsgen: v1\ntypes: {a: {fields: {b: {choose: {in: a, by: [c], types: {}}}}}}",
		"wsgen: v1\nreceiver: {kinds: {A: {member: '', type: T}}}",
		"wsgen: v1\noperations: {a: {refuse: [{field: b, values: [c], why: ' '}]}}",
		"wsgen: v1\noperations: {a: {response: {element: ''}}}",
	}
	for _, text := range tests {
		t.Run(text, func(t *testing.T) {
			if schema.Validate(yamlValue(t, []byte(text))) == nil {
				t.Error("the schema takes it")
			}
			if diags := parseEither([]byte(text)); !diags.HasErrors() {
				t.Error("the parser takes it")
			}
		})
	}
}

// parseEither parses a project file when there are specs in it, a scenario when there is one, else a spec.
func parseEither(data []byte) source.List {
	f := &source.File{Path: "f.yaml", Data: data}
	if regexp.MustCompile(`(?m)^scenario:`).Match(data) {
		_, diags := ParseScenario(f)
		return diags
	}
	if regexp.MustCompile(`(?m)^specs:`).Match(data) {
		_, diags := ParseProject(f)
		return diags
	}
	var diags source.List
	parseSpec(f, &diags)
	return diags
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, "docs/spec.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("spec.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("spec.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// yamlValue is a YAML document as JSON sees it.
func yamlValue(t *testing.T, data []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	v, err = jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// builtinTypes are what editors suggest for a type: the built-in types that specs use. A test of
// package resolve holds them against those that it knows.
var builtinTypes = strings.Fields(`string boolean int long short byte integer decimal float double
	date dateTime time duration gYear gYearMonth gMonth gMonthDay gDay base64Binary hexBinary anyURI QName
	unsignedInt unsignedLong unsignedShort unsignedByte positiveInteger nonNegativeInteger negativeInteger nonPositiveInteger
	token normalizedString language NMTOKEN NMTOKENS Name NCName ID IDREF IDREFS anySimpleType anyType`)

// A specDoc describes the spec structs: types in order of first use, and the comments of their source.
type specDoc struct {
	types    []reflect.Type
	comments map[string]string // by "Type" and "Type.Field"
}

func newSpecDoc(t *testing.T) *specDoc {
	t.Helper()
	d := &specDoc{comments: map[string]string{}}
	var decls []ast.Decl
	for _, name := range []string{"spec.go", "specrest.go", "specrules.go", "project.go", "scenario.go"} {
		file, err := goparser.ParseFile(token.NewFileSet(), name, nil, goparser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		decls = append(decls, file.Decls...)
	}
	for _, decl := range decls {
		g, ok := decl.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, s := range g.Specs {
			ts, ok := s.(*ast.TypeSpec)
			if !ok {
				continue
			}
			d.comments[ts.Name.Name] = comment(g.Doc)
			if st, ok := ts.Type.(*ast.StructType); ok {
				for _, f := range st.Fields.List {
					for _, n := range f.Names {
						d.comments[ts.Name.Name+"."+n.Name] = comment(f.Doc)
					}
				}
			}
		}
	}
	d.add(reflect.TypeFor[Spec]())
	d.add(reflect.TypeFor[Project]())
	d.add(reflect.TypeFor[Scenario]())
	for _, typ := range d.types {
		for _, f := range specFields(typ) {
			if d.describe(typ, f) == "" {
				t.Errorf("key %s of %s has no comment", f.key, typ.Name())
			}
		}
	}
	return d
}

func comment(g *ast.CommentGroup) string { return strings.Join(strings.Fields(g.Text()), " ") }

// add lists a type and the structs below it.
func (d *specDoc) add(t reflect.Type) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if isMap(t) || t == reflect.TypeFor[SpecOperations]() {
		d.add(mapElem(t))
		return
	}
	if !isBlock(t) {
		return
	}
	for _, old := range d.types {
		if old == t {
			return
		}
	}
	d.types = append(d.types, t)
	for _, f := range specFields(t) {
		d.add(f.typ)
	}
}

func isMap(t reflect.Type) bool { return strings.HasPrefix(t.Name(), "Map[") }

func mapElem(t reflect.Type) reflect.Type {
	entries, _ := t.FieldByName("Entries")
	value, _ := entries.Type.Elem().FieldByName("Value")
	return value.Type
}

// isBlock reports whether a type is a struct that is a mapping with fixed keys.
func isBlock(t reflect.Type) bool {
	if t.Kind() != reflect.Struct {
		return false
	}
	_, ok := t.FieldByName("Block")
	return ok
}

// name is what schema and reference call a struct.
func name(t reflect.Type) string {
	if n := strings.TrimPrefix(t.Name(), "Spec"); n != "" {
		return n
	}
	return t.Name()
}

func (d *specDoc) describe(t reflect.Type, f specField) string {
	owner := t
	for _, i := range f.index[:len(f.index)-1] {
		owner = owner.Field(i).Type
	}
	return d.comments[owner.Name()+"."+owner.Field(f.index[len(f.index)-1]).Name]
}

// An object is a JSON object with its members in order.
type object []member

type member struct {
	key   string
	value any
}

func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:", m.key)
		value, err := json.Marshal(m.value)
		if err != nil {
			return nil, err
		}
		b.Write(value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func (d *specDoc) schema(t *testing.T) []byte {
	t.Helper()
	var defs object
	for _, typ := range d.types {
		defs = append(defs, member{name(typ), d.block(typ)})
	}
	doc := object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", "wsgen spec"},
		{"description", "A YAML spec of wsgen: a service, what the services of a provider share, the project file wsgen.yaml, or a scenario of wsgen mock."},
		{"if", object{{"required", []string{"specs"}}}},
		{"then", ref("Project")},
		{"else", object{{"if", object{{"required", []string{"scenario"}}}}, {"then", ref("Scenario")}, {"else", ref("Spec")}}},
		{"$defs", defs},
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(doc); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func ref(name string) object { return object{{"$ref", "#/$defs/" + name}} }

func (d *specDoc) block(t reflect.Type) object {
	var properties object
	var required []string
	var short any
	for _, f := range specFields(t) {
		p := jsonType(f.typ, f.tag)
		if f.list() {
			p = append(p, member{"minItems", 1})
		}
		if f.mapping() {
			p = append(p, member{"minProperties", 1})
		}
		if _, words := f.tag.Lookup("enum"); f.text() && !words {
			p = append(p, member{"pattern", `\S`})
		}
		properties = append(properties, member{f.key, append(object{{"description", d.describe(t, f)}}, p...)})
		if f.required {
			required = append(required, f.key)
		}
		if f.short {
			short = p
		}
	}
	mapping := object{{"type", "object"}, {"additionalProperties", false}}
	if required != nil {
		mapping = append(mapping, member{"required", required})
	}
	mapping = append(mapping, member{"properties", properties})
	out := object{{"description", d.summary(t)}}
	if short == nil {
		return append(out, mapping...)
	}
	return append(out, member{"anyOf", []any{short, mapping}})
}

// jsonType is the schema of a field's type.
func jsonType(t reflect.Type, tag reflect.StructTag) object {
	lexical := object{{"type", []string{"string", "number", "boolean"}}}
	switch {
	case t == reflect.TypeFor[Value[string]](), t == reflect.TypeFor[Value[Form]]():
		if words, ok := tag.Lookup("enum"); ok {
			return object{{"enum", strings.Split(words, ",")}}
		}
		if tag.Get("suggest") == "builtin" {
			return object{{"anyOf", []any{object{{"enum", builtinTypes}}, object{{"type", "string"}}}}}
		}
		return object{{"type", "string"}}
	case t == reflect.TypeFor[Value[Lexical]]() && tag.Get("kind") == "count":
		return object{{"type", "integer"}, {"minimum", 0}}
	case t == reflect.TypeFor[Value[Lexical]]():
		return lexical
	case t == reflect.TypeFor[Value[bool]]():
		return object{{"type", "boolean"}}
	case t == reflect.TypeFor[Value[time.Duration]]():
		return object{{"type", "string"}, {"pattern", `^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$`}}
	case t == reflect.TypeFor[Value[int]]():
		number := object{{"type", "integer"}, {"minimum", json.RawMessage(cmp.Or(tag.Get("min"), "0"))}}
		if _, ok := tag.Lookup("unbounded"); ok {
			return object{{"anyOf", []any{number, object{{"const", "unbounded"}}}}}
		}
		return number
	case t == reflect.TypeFor[SpecEnum]():
		return object{{"anyOf", []any{
			object{{"type", "array"}, {"items", lexical}},
			object{{"type", "object"}, {"additionalProperties", object{{"type", "string"}}}},
		}}}
	case t == reflect.TypeFor[SpecOperations]():
		operations := jsonType(reflect.TypeFor[Map[*SpecOperation]](), "")
		glob := object{{"type", []string{"object", "null"}}, {"maxProperties", 0}}
		return object{{"anyOf", []any{
			object{{"type", "array"}, {"items", object{{"type", "string"}}}},
			append(operations, member{"patternProperties", object{{"[*?!\\[]", glob}}}),
		}}}
	case isMap(t):
		return object{{"type", "object"}, {"additionalProperties", jsonType(mapElem(t), "")}}
	case t.Kind() == reflect.Slice:
		return object{{"type", "array"}, {"items", jsonType(t.Elem(), "")}}
	case t.Kind() == reflect.Pointer && isBlock(t.Elem()):
		return ref(name(t.Elem()))
	}
	panic("no schema for " + t.String())
}

// summary is a type's comment without the Go name.
func (d *specDoc) summary(t reflect.Type) string {
	text := strings.TrimPrefix(d.comments[t.Name()], "A "+t.Name()+" is ")
	return strings.ToUpper(text[:1]) + text[1:]
}

// tables is the part of the reference that lists all keys.
func (d *specDoc) tables() string {
	var b strings.Builder
	for _, t := range d.types {
		fmt.Fprintf(&b, "\n### %s\n\n%s\n\n| Key | Value | Meaning |\n|---|---|---|\n", name(t), d.summary(t))
		for _, f := range specFields(t) {
			key := "`" + f.key + "`"
			if f.required {
				key += " (required)"
			}
			fmt.Fprintf(&b, "| %s | %s | %s |\n", key, words(f.typ, f.tag), d.describe(t, f))
		}
	}
	return b.String() + "\n"
}

// words says in the reference what a key's value is.
func words(t reflect.Type, tag reflect.StructTag) string {
	switch {
	case t == reflect.TypeFor[Value[string]](), t == reflect.TypeFor[Value[Form]]():
		if list, ok := tag.Lookup("enum"); ok {
			return "`" + strings.ReplaceAll(list, ",", "`, `") + "`"
		}
		return "text"
	case t == reflect.TypeFor[Value[Lexical]]() && tag.Get("kind") == "count":
		return "number"
	case t == reflect.TypeFor[Value[Lexical]]():
		return "any scalar, taken as written"
	case t == reflect.TypeFor[Value[bool]]():
		return "`true`, `false`"
	case t == reflect.TypeFor[Value[time.Duration]]():
		return "duration, as in 5s"
	case t == reflect.TypeFor[Value[int]]():
		if _, ok := tag.Lookup("unbounded"); ok {
			return "number, `unbounded`"
		}
		return "number"
	case t == reflect.TypeFor[SpecEnum]():
		return "list, or mapping to text"
	case t == reflect.TypeFor[SpecOperations]():
		return "list of names and globs, or " + words(reflect.TypeFor[Map[*SpecOperation]](), "") + " and globs"
	case isMap(t):
		return "mapping to " + words(mapElem(t), "")
	case t.Kind() == reflect.Slice:
		return "list of " + words(t.Elem(), "")
	}
	n := name(t.Elem())
	return fmt.Sprintf("[%s](#%s)", n, strings.ToLower(n))
}
