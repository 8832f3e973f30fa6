package inspect

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"
	"time"
	"unicode"
	"unicode/utf8"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/source"
)

// JSON returns the contract as indented JSON: members in the model's order, zero values left out,
// declarations that stand elsewhere as their paths.
func JSON(api *contract.API) []byte {
	j := &encoder{own: map[any]bool{api: true}}
	for _, e := range api.Elements {
		j.own[e] = true
	}
	j.structure(reflect.ValueOf(api).Elem(), "")
	var out bytes.Buffer
	if err := json.Indent(&out, j.b.Bytes(), "", "\t"); err != nil {
		panic("inspect: own JSON is not well-formed: " + err.Error())
	}
	out.WriteByte('\n')
	return out.Bytes()
}

// An encoder walks the model by reflection, so that a new field prints without a change here.
type encoder struct {
	b   bytes.Buffer
	own map[any]bool // elements that API.Elements holds
}

var (
	spanType = reflect.TypeFor[source.Span]()
	pathType = reflect.TypeFor[contract.FieldPath]()
	typeType = reflect.TypeFor[contract.Type]()
	fateText = [...]string{"modelled", "raw", "refused", "ignored", "unreached"}
)

// linked are the members that point to a declaration that another one holds.
var linked = map[string]bool{
	"API.Shared": true, "Struct.Base": true, "Struct.Derived": true, "Element.Head": true, "Element.Members": true,
	"HeaderCredentials.Username": true, "HeaderCredentials.Password": true,
	"HeaderCredentials.Header": true,
	"Chosen.In":                true, "Chosen.By": true, "ChosenType.Type": true,
	"CredentialUse.Credentials": true, "CredentialUse.Document": true, "CredentialUse.Digest": true,
	"CredentialField.Credential": true, "CredentialField.Scope": true, "CredentialField.Path": true,
	"Param.Field": true, "Login.Operation": true, "Login.Refresh": true, "Login.Token": true, "Login.ExpiresAt": true, "Login.RefreshToken": true,
	"Login.RefreshExpiresAt": true, "Login.RefreshWith": true, "JWT.To": true, "Kind.Type": true,
	"AbsentField.Scope": true, "AbsentField.Path": true,
	"Records.ID": true, "Records.Code": true, "Records.Message": true,
	"JSONRule.Attr":      true,
	"SessionUse.Session": true, "SessionUse.Group": true, "SessionCalls.Session": true,
	"SessionCalls.Open": true, "SessionCalls.Watch": true, "SessionCalls.Cancel": true, "SessionGroupCalls.Group": true,
	"SessionGroupCalls.Begin": true, "SessionGroupCalls.Commit": true,
}

func (j *encoder) structure(v reflect.Value, kind string) {
	j.b.WriteByte('{')
	n := 0
	if kind != "" {
		j.key(&n, "kind")
		j.text(kind)
	}
	j.members(v, &n)
	j.b.WriteByte('}')
}

// members writes the members of v; embedded structs are flattened.
func (j *encoder) members(v reflect.Value, n *int) {
	t := v.Type()
	for i := range t.NumField() {
		f, x := t.Field(i), v.Field(i)
		switch {
		case f.Anonymous:
			j.members(x, n)
			continue
		case f.Type == spanType || f.Tag.Get("json") == "-":
			continue
		case f.Name == "From":
			if x.Len() > 0 {
				j.key(n, "overlaid")
				j.b.WriteString("true")
			}
			continue
		case x.IsZero():
			continue
		}
		j.key(n, lower(f.Name))
		j.value(x, linked[t.Name()+"."+f.Name], t.Name() == "API" && (f.Name == "Elements" || f.Name == "Types"))
	}
}

func (j *encoder) key(n *int, name string) {
	if *n > 0 {
		j.b.WriteByte(',')
	}
	*n++
	j.text(name)
	j.b.WriteByte(':')
}

// value writes v; a link is written as the path of what it points to.
func (j *encoder) value(v reflect.Value, link, home bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			j.b.WriteString("null")
			return
		}
		if link || !home && j.own[v.Interface()] {
			j.text(v.Elem().FieldByName("Path").String())
			return
		}
		j.value(v.Elem(), false, false)
	case reflect.Interface:
		if v.IsNil() {
			j.b.WriteString("null")
			return
		}
		if v.Type() == typeType && !home {
			j.text(ref("", v.Interface().(contract.Type)))
			return
		}
		p := v.Elem()
		j.structure(p.Elem(), lower(p.Elem().Type().Name()))
	case reflect.Slice:
		link = link || v.Type() == pathType
		j.b.WriteByte('[')
		for i := range v.Len() {
			if i > 0 {
				j.b.WriteByte(',')
			}
			j.value(v.Index(i), link, home)
		}
		j.b.WriteByte(']')
	case reflect.Struct:
		if q, ok := v.Interface().(contract.QName); ok {
			j.text(q.String())
			return
		}
		j.structure(v, "")
	case reflect.Bool:
		j.b.WriteString(strconv.FormatBool(v.Bool()))
	case reflect.Int:
		j.b.WriteString(strconv.FormatInt(v.Int(), 10))
	case reflect.Int64:
		j.text(time.Duration(v.Int()).String())
	case reflect.Uint8:
		if f, ok := v.Interface().(contract.Fate); ok {
			j.text(fateText[f])
			return
		}
		if d, ok := v.Interface().(contract.Verdict); ok {
			j.text(verdictText[d])
			return
		}
		j.b.WriteString(strconv.FormatUint(v.Uint(), 10))
	default:
		j.text(v.String())
	}
}

func (j *encoder) text(s string) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic("inspect: " + err.Error())
	}
	j.b.Write(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

// lower makes the model's field name a JSON name: URL is url, MinLength is minLength.
func lower(s string) string {
	n := 0
	for n < len(s) && unicode.IsUpper(rune(s[n])) {
		n++
	}
	if n > 1 && n < len(s) {
		n-- // the last capital starts the next word
	}
	if n == len(s) {
		return string(bytes.ToLower([]byte(s)))
	}
	r, size := utf8.DecodeRuneInString(s)
	if n <= 1 {
		return string(unicode.ToLower(r)) + s[size:]
	}
	return string(bytes.ToLower([]byte(s[:n]))) + s[n:]
}
