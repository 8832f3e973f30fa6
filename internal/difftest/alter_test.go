package difftest_test

import (
	"reflect"

	"example.com/wsgen/gen/contract"
)

// variants are the types that stand behind the interfaces of the model.
var variants = []any{
	contract.SOAP{}, contract.REST{}, contract.UsernameToken{}, contract.HeaderCredentials{}, contract.BasicAuth{}, contract.BodyCredentials{},
	contract.Builtin{}, contract.Simple{}, contract.List{}, contract.Union{}, contract.Struct{}, contract.Group{}, contract.Field{}, contract.Any{},
}

// An alteration is a change of one field of a contract's model.
type alteration struct{ kind, field string }

func (m alteration) String() string { return m.kind + " " + m.field }

// A change is one at some declaration.
type change struct {
	alteration
	path  string
	apply func() (restore func())
}

// An alterer finds what can be changed of a model.
type alterer struct {
	seen    map[any]bool
	changes []*change
	types   map[string]bool
	names   []string
}

// identity are the fields of a declaration that say which one it is and where it stands.
var identity = map[string]bool{"Path": true, "Span": true, "From": true}

func (w *alterer) contract(api *contract.API) { w.walk(reflect.ValueOf(api), "", "") }

// walk goes through a value. Field is what holds it, as far as it has no type with fields of its own.
func (w *alterer) walk(v reflect.Value, field, path string) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && !w.seen[v.Interface()] {
			w.seen[v.Interface()] = true
			w.walk(v.Elem(), "", path)
		}
	case reflect.Interface:
		w.walk(v.Elem(), "", path)
	case reflect.Slice:
		for i := range v.Len() {
			w.walk(v.Index(i), "", path)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[contract.QName]() && v.IsZero() {
			return // nothing has no name
		}
		if n := v.FieldByName("Node"); n.IsValid() {
			path = n.Interface().(contract.Node).Path
		}
		g, group := v.Interface().(contract.Group)
		eachField(v.Type(), field, func(i int, name string) {
			if name == "Group.Kind" && group && len(g.Items) < 2 {
				return // what is alone is in a group of any kind, and its path says which
			}
			w.change(v.Field(i), name, path)
			if name != "REST.Error" { // an element without a name in JSON, of a type that others have, too
				w.walk(v.Field(i), name, path)
			}
		})
	}
}

// eachField calls fn for the fields of a type of the model with their names: those of what it embeds are its own, and those of a
// struct that a field is have that field's name before theirs.
func eachField(t reflect.Type, within string, fn func(i int, name string)) {
	if t.PkgPath() != reflect.TypeFor[contract.API]().PkgPath() {
		return
	}
	if within == "" {
		within = t.Name()
	}
	for i := range t.NumField() {
		switch f := t.Field(i); {
		case identity[f.Name]:
		case f.Anonymous:
			fn(i, within)
		default:
			fn(i, within+"."+f.Name)
		}
	}
}

// change adds the changes of a field.
func (w *alterer) change(f reflect.Value, name, path string) {
	add := func(kind string, to reflect.Value) {
		w.changes = append(w.changes, &change{alteration{kind, name}, path, func() func() {
			was := reflect.New(f.Type()).Elem()
			was.Set(f)
			f.Set(to)
			return func() { f.Set(was) }
		}})
	}
	other := func(x any) reflect.Value { return reflect.ValueOf(x).Convert(f.Type()) }
	switch f.Kind() {
	case reflect.Bool:
		add("flipped", other(!f.Bool()))
	case reflect.String:
		for _, text := range append(enumerations[f.Type()], f.String()+"x") {
			if text != f.String() {
				add("another", other(text))
			}
		}
	case reflect.Int, reflect.Int64:
		add("another", other(f.Int()+1))
	case reflect.Uint8:
		if d, ok := f.Interface().(contract.Derivation); ok && d != contract.Underived {
			add("another", other(contract.Extension+contract.Restriction-d))
		}
	case reflect.Pointer:
		if f.Type() == reflect.TypeFor[*string]() {
			add("another", reflect.ValueOf(new("7")))
		}
		fallthrough
	case reflect.Interface:
		if !f.IsNil() {
			add("no", reflect.Zero(f.Type()))
		}
	case reflect.Slice:
		w.list(f, add)
	}
}

// enumerations are the values of enumerations that are texts.
var enumerations = map[reflect.Type][]string{
	reflect.TypeFor[contract.GroupKind](): {string(contract.Sequence), string(contract.Choice), string(contract.All)},
	reflect.TypeFor[contract.Style]():     {string(contract.Document), string(contract.RPC)},
}

func (w *alterer) list(f reflect.Value, add func(kind string, to reflect.Value)) {
	n := f.Len()
	if f.Type().Elem().Kind() == reflect.String {
		add("longer", reflect.Append(f.Slice3(0, n, n), reflect.ValueOf("extension")))
	}
	if n > 0 {
		add("shorter", f.Slice3(0, n-1, n-1))
	}
	if n > 1 {
		swapped := reflect.MakeSlice(f.Type(), n, n)
		reflect.Copy(swapped, f)
		swapped.Index(0).Set(f.Index(1))
		swapped.Index(1).Set(f.Index(0))
		add("order", swapped)
	}
}

// fieldsOf collects the names of the fields of a type and of those that they are of.
func (w *alterer) fieldsOf(x any) { w.fieldTypes(reflect.TypeOf(x), "") }

func (w *alterer) fieldTypes(t reflect.Type, within string) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t, within = t.Elem(), ""
	}
	if t.Kind() != reflect.Struct || within == "" && w.types[t.Name()] {
		return
	}
	if within == "" {
		w.types[t.Name()] = true
	}
	eachField(t, within, func(i int, name string) {
		f := t.Field(i)
		if f.Type.Kind() != reflect.Struct {
			w.names = append(w.names, name)
		}
		w.fieldTypes(f.Type, name)
	})
}
