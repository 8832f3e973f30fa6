package parser

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"example.com/wsgen/gen/source"
)

// A specField is one key of a spec's mapping, read off the Go field that holds it. Its tags:
//
//	yaml:"key"            the key; ",required" when it must stand, ",short" when a scalar in the
//	                      mapping's place is this key's value
//	enum:"a,b"            the words that the value can be
//	min:"0"               the least number
//	unbounded:"-1"        the number that the word unbounded stands for
//	kind:"count"          a number that is kept as written
//	suggest:"builtin"     text that is often the name of a built-in type, for editors
type specField struct {
	key             string
	index           []int
	required, short bool
	tag             reflect.StructTag
	typ             reflect.Type
}

// specFields lists the keys of a struct in order; embedded structs are part of it.
func specFields(t reflect.Type) []specField {
	var out []specField
	for _, f := range reflect.VisibleFields(t) {
		tag, ok := f.Tag.Lookup("yaml")
		if !ok {
			continue
		}
		key, options, _ := strings.Cut(tag, ",")
		out = append(out, specField{
			key: key, index: f.Index, tag: f.Tag, typ: f.Type,
			required: strings.Contains(options, "required"),
			short:    strings.Contains(options, "short"),
		})
	}
	return out
}

// list reports whether a key is a list that must hold something.
func (f specField) list() bool { return f.required && f.typ.Kind() == reflect.Slice }

// mapping reports whether a key is a mapping that must hold something.
func (f specField) mapping() bool {
	return f.required && reflect.PointerTo(f.typ).Implements(reflect.TypeFor[mapped]())
}

// text reports whether a key is a text that must say something.
func (f specField) text() bool { return f.required && f.typ == reflect.TypeFor[Value[string]]() }

// A mapped value reads itself from a mapping whose keys are data. It is *Map[T].
type mapped interface {
	readMap(y *yamlReader, n *yaml.Node)
	Set() bool
}

// A reasoned value is an entry's that can say why it is there.
type reasoned interface{ reason() Value[string] }

func (t *SpecType) reason() Value[string]      { return t.Reason }
func (f *SpecField) reason() Value[string]     { return f.Reason }
func (o *SpecOperation) reason() Value[string] { return o.Reason }

func (m *Map[T]) readMap(y *yamlReader, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		y.wrongKind(n, "a mapping")
		return
	}
	m.Span = y.span(n)
	m.Entries = make([]Entry[T], 0, len(n.Content)/2)
	y.entries(n, func(key, value *yaml.Node) {
		var e Entry[T]
		e.Key = Value[string]{key.Value, y.span(key)}
		at := len(y.reasoned)
		if _, ok := any(e.Value).(reasoned); ok {
			y.reasoned = append(y.reasoned, Reasoned{Span: y.file.Span(e.Key.Span.Start, y.end(value)), Key: e.Key.Span})
		}
		if y.value(value, reflect.ValueOf(&e.Value).Elem(), "") {
			m.Entries = append(m.Entries, e)
		}
		if v, ok := any(e.Value).(reasoned); ok {
			y.reasoned[at].Reason = v.reason()
		}
	})
}

func (m *SpecOperations) readMap(y *yamlReader, n *yaml.Node) {
	if n.Kind == yaml.SequenceNode {
		m.Span = y.span(n)
		for _, c := range n.Content {
			m.Only = append(m.Only, Value[string]{y.text(c, ""), y.span(c)})
		}
		if len(m.Only) == 0 {
			y.diags.Errorf(y.span(n), idMissingKey, "operations needs at least one entry")
		}
		return
	}
	named, globs := *n, []Value[string](nil)
	named.Content = nil
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if n.Kind != yaml.MappingNode || !strings.ContainsAny(key.Value, "*?[!") {
			named.Content = append(named.Content, key, value)
			continue
		}
		globs = append(globs, Value[string]{key.Value, y.span(key)})
		if len(value.Content) > 0 || value.ShortTag() != "!!map" && value.ShortTag() != "!!null" {
			y.wrongKind(value, "nothing, or {}: a glob only chooses operations")
		}
	}
	m.Map.readMap(y, &named)
	if len(globs) > 0 {
		m.Only = globs
		for _, e := range m.Entries {
			m.Only = append(m.Only, e.Key)
		}
	}
}

// entries calls fn for each entry of a mapping, once a key.
func (y *yamlReader) entries(n *yaml.Node, fn func(key, value *yaml.Node)) {
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind != yaml.ScalarNode {
			y.wrongKind(key, "a key")
			continue
		}
		if first := seen[key.Value]; first != nil {
			d := y.diags.Errorf(y.span(key), idDuplicateKey, "key %s stands twice", key.Value)
			d.Related = noteAt(y.span(first), "it stands here too")
			continue
		}
		seen[key.Value] = key
		fn(key, value)
	}
}

// structure reads a mapping whose keys are the fields of a struct.
func (y *yamlReader) structure(n *yaml.Node, to reflect.Value) {
	fields := specFields(to.Type())
	to.FieldByName("Block").Set(reflect.ValueOf(Block{y.span(n)}))
	if n.Kind != yaml.MappingNode {
		y.short(n, fields, to)
		return
	}
	present := map[string]bool{}
	y.entries(n, func(key, value *yaml.Node) {
		present[key.Value] = true
		i := slices.IndexFunc(fields, func(f specField) bool { return f.key == key.Value })
		if i < 0 {
			d := y.diags.Errorf(y.span(key), idUnknownKey, "there is no key %s here", key.Value)
			d.Hint = source.DidYouMean(key.Value, keysOf(fields))
			return
		}
		switch f := fields[i]; {
		case !y.value(value, to.FieldByIndex(f.index), f.tag):
		case (f.list() || f.mapping()) && len(value.Content) == 0:
			y.diags.Errorf(y.span(value), idMissingKey, "%s needs at least one entry", key.Value)
		case f.text() && strings.TrimSpace(value.Value) == "":
			y.diags.Errorf(y.span(value), idMissingKey, "%s needs a text", key.Value)
		}
	})
	for _, f := range fields {
		if f.required && !present[f.key] {
			y.diags.Errorf(y.span(n), idMissingKey, "the key %s is missing", f.key)
		}
	}
}

func keysOf(fields []specField) (keys []string) {
	for _, f := range fields {
		keys = append(keys, f.key)
	}
	return keys
}

// short reads a scalar that stands for a mapping with one key.
func (y *yamlReader) short(n *yaml.Node, fields []specField, to reflect.Value) {
	i := slices.IndexFunc(fields, func(f specField) bool { return f.short })
	if i < 0 || n.Kind != yaml.ScalarNode || n.ShortTag() == "!!null" {
		want := "a mapping"
		if i >= 0 {
			want = "a mapping, or a scalar that is its " + fields[i].key
		}
		y.wrongKind(n, want)
		return
	}
	y.value(n, to.FieldByIndex(fields[i].index), fields[i].tag)
}

// value reads a node into a field of a spec's struct and reports whether it could.
func (y *yamlReader) value(n *yaml.Node, to reflect.Value, tag reflect.StructTag) bool {
	before := len(*y.diags)
	switch v := to.Addr().Interface().(type) {
	case mapped:
		v.readMap(y, n)
		return v.Set()
	case *SpecEnum:
		y.enum(n, v)
	case *Value[string]:
		*v = Value[string]{y.text(n, tag), y.span(n)}
	case *Value[Form]:
		*v = Value[Form]{Form(y.text(n, tag)), y.span(n)}
	case *Value[Lexical]:
		*v = Value[Lexical]{y.lexical(n, tag), y.span(n)}
	case *Value[int]:
		*v = Value[int]{y.number(n, tag), y.span(n)}
	case *Value[bool]:
		*v = Value[bool]{y.flag(n), y.span(n)}
	case *Value[time.Duration]:
		*v = Value[time.Duration]{y.duration(n), y.span(n)}
	default:
		return y.compound(n, to)
	}
	return len(*y.diags) == before
}

// compound reads a pointer to a struct or a list.
func (y *yamlReader) compound(n *yaml.Node, to reflect.Value) bool {
	if to.Kind() == reflect.Pointer {
		to.Set(reflect.New(to.Type().Elem()))
		y.structure(n, to.Elem())
		return true
	}
	if n.Kind != yaml.SequenceNode {
		if d := y.wrongKind(n, "a list"); n.Kind == yaml.ScalarNode && n.Value != "" {
			d.Hint = "a list of one is written as [" + n.Value + "]"
		}
		return false
	}
	list := reflect.MakeSlice(to.Type(), len(n.Content), len(n.Content))
	for i, c := range n.Content {
		y.value(c, list.Index(i), "")
	}
	to.Set(list)
	return true
}

// enum reads a list of values, or a mapping from value to documentation.
func (y *yamlReader) enum(n *yaml.Node, to *SpecEnum) {
	to.Span = y.span(n)
	switch n.Kind {
	case yaml.SequenceNode:
		for _, c := range n.Content {
			to.Values = append(to.Values, SpecEnumValue{Value: Value[Lexical]{y.lexical(c, ""), y.span(c)}})
		}
	case yaml.MappingNode:
		y.entries(n, func(key, value *yaml.Node) {
			to.Values = append(to.Values, SpecEnumValue{
				Value: Value[Lexical]{Lexical(key.Value), y.span(key)},
				Doc:   Value[string]{y.text(value, ""), y.span(value)},
			})
		})
	default:
		y.wrongKind(n, "a list, or a mapping from value to documentation")
	}
}

func (y *yamlReader) scalar(n *yaml.Node, want string) bool {
	if n.Kind == yaml.ScalarNode && n.ShortTag() != "!!null" {
		return true
	}
	y.wrongKind(n, want)
	return false
}

// text reads a string. Another kind of scalar would lose its form, so it is not taken for one.
func (y *yamlReader) text(n *yaml.Node, tag reflect.StructTag) string {
	want := "text"
	words := strings.Split(tag.Get("enum"), ",")
	if words[0] != "" {
		want = strings.Join(words, " or ")
	}
	if !y.scalar(n, want) {
		return ""
	}
	if n.ShortTag() != "!!str" {
		d := y.diags.Errorf(y.span(n), idWrongKind, "expected text, got %s", kindOf(n))
		d.Hint = fmt.Sprintf("write %q", n.Value)
		return n.Value
	}
	if words[0] != "" && !slices.Contains(words, n.Value) {
		d := y.diags.Errorf(y.span(n), idBadValue, "%q is not %s", n.Value, want)
		d.Hint = source.DidYouMean(n.Value, words)
	}
	return n.Value
}

func kindOf(n *yaml.Node) string {
	switch n.ShortTag() {
	case "!!bool":
		return "a boolean"
	case "!!int", "!!float":
		return "a number"
	case "!!timestamp":
		return "a date"
	}
	return "another kind of value"
}

func (y *yamlReader) lexical(n *yaml.Node, tag reflect.StructTag) Lexical {
	want := "a value"
	if tag.Get("kind") == "count" {
		want = "a number"
	}
	if !y.scalar(n, want) {
		return ""
	}
	if _, err := strconv.ParseUint(n.Value, 10, 31); want == "a number" && (err != nil || n.ShortTag() != "!!int") {
		y.diags.Errorf(y.span(n), idBadValue, "%q is not a number from 0 on", n.Value)
	}
	return Lexical(n.Value)
}

func (y *yamlReader) number(n *yaml.Node, tag reflect.StructTag) int {
	least, limited := tag.Lookup("min")
	want := "a number"
	if limited {
		want += " from " + least + " on"
	}
	unbounded, hasUnbounded := tag.Lookup("unbounded")
	if hasUnbounded {
		want += " or unbounded"
	}
	if !y.scalar(n, want) {
		return 0
	}
	if hasUnbounded && n.Value == "unbounded" {
		v, _ := strconv.Atoi(unbounded)
		return v
	}
	v, err := strconv.ParseInt(n.Value, 10, 32)
	if bound, _ := strconv.ParseInt(least, 10, 32); err != nil || n.ShortTag() != "!!int" || limited && v < bound {
		d := y.diags.Errorf(y.span(n), idBadValue, "%q is not %s", n.Value, want)
		if hasUnbounded {
			d.Hint = source.DidYouMean(n.Value, []string{"unbounded"})
		}
		return 0
	}
	return int(v)
}

func (y *yamlReader) flag(n *yaml.Node) bool {
	if !y.scalar(n, "true or false") {
		return false
	}
	if n.ShortTag() != "!!bool" || n.Value != "true" && n.Value != "false" {
		y.diags.Errorf(y.span(n), idBadValue, "%q is not true or false", n.Value)
	}
	return n.Value == "true"
}

func (y *yamlReader) duration(n *yaml.Node) time.Duration {
	if !y.scalar(n, "a duration, as in 5s") {
		return 0
	}
	d, err := time.ParseDuration(n.Value)
	if err != nil || d <= 0 {
		y.diags.Errorf(y.span(n), idBadValue, "%q is not a duration, as in 5s, 1m30s or 1h", n.Value)
		return 0
	}
	return d
}
