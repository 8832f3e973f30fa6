package mock

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/internal/infoset"
)

// JSON is read into the tree that the same message would be in XML, so that one checker does for both.

// parseJSON reads one value, numbers as they are written.
func parseJSON(data []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is something behind the value")
	}
	return v, nil
}

// jsonName is the member that a field or an attribute is.
func jsonName(name contract.QName, form *contract.JSON) string {
	if form != nil && form.Name != "" {
		return form.Name
	}
	return name.Local
}

// fromJSON fills e, whose type is t, from a value. Members of which given is true stand elsewhere.
func fromJSON(path string, e *infoset.Element, t contract.Type, v any, given map[*contract.Field]bool) error {
	s, ok := t.(*contract.Struct)
	if !ok {
		text, err := scalar(path, v)
		e.Text = text
		return err
	}
	members, ok := v.(map[string]any)
	if !ok {
		return fmt.Errorf("%s: is no object", path)
	}
	if s.JSON != nil && len(s.JSON.Rules) > 0 {
		return byRules(path, e, s, members)
	}
	left := map[string]bool{}
	for name := range members {
		left[name] = true
	}
	take := func(name string) (any, bool) {
		v, ok := members[name]
		delete(left, name)
		return v, ok && v != nil
	}
	for _, a := range attributes(s) {
		if v, ok := take(jsonName(a.Name, a.JSON)); ok {
			text, err := scalar(path, v)
			if err != nil {
				return err
			}
			e.Attrs = append(e.Attrs, xml.Attr{Name: xml.Name(a.Name), Value: text})
		}
	}
	if s.JSON != nil && s.JSON.Text != "" {
		if v, ok := take(s.JSON.Text); ok {
			text, err := scalar(path, v)
			if err != nil {
				return err
			}
			e.Text = text
		}
	}
	for _, f := range fields(s) {
		if given[f] || f.JSON != nil && f.JSON.Omit {
			continue
		}
		if v, ok := take(jsonName(f.Element.Name, f.JSON)); ok {
			if err := fieldFromJSON(path+"/"+jsonName(f.Element.Name, f.JSON), e, f, v); err != nil {
				return err
			}
		}
	}
	if unknown := slices.Sorted(maps.Keys(left)); len(unknown) > 0 {
		return fmt.Errorf("%s: unknown member %s", path, unknown[0])
	}
	return nil
}

// fieldFromJSON adds the elements of a field: one, those of an array, or one around the items of an array.
func fieldFromJSON(path string, e *infoset.Element, f *contract.Field, v any) error {
	inner, _ := f.Element.Type.(*contract.Struct)
	items, isArray := v.([]any)
	switch {
	case f.JSON != nil && f.JSON.Items && inner != nil:
		if !isArray {
			return fmt.Errorf("%s: is no array", path)
		}
		group := tree(f.Element.Name)
		e.Children = append(e.Children, group)
		list := fields(inner)
		if len(list) == 0 {
			return nil
		}
		for _, item := range items {
			if err := oneFromJSON(path, group, list[0], item); err != nil {
				return err
			}
		}
		return nil
	case f.Max != 1 && isArray:
		for _, item := range items {
			if err := oneFromJSON(path, e, f, item); err != nil {
				return err
			}
		}
		return nil
	}
	return oneFromJSON(path, e, f, v)
}

func oneFromJSON(path string, e *infoset.Element, f *contract.Field, v any) error {
	kid := tree(f.Element.Name)
	e.Children = append(e.Children, kid)
	return fromJSON(path, kid, f.Element.Type, v, nil)
}

// scalar is the text of a value that is neither object nor array.
func scalar(path string, v any) (string, error) {
	switch v := v.(type) {
	case string:
		return v, nil
	case json.Number:
		return v.String(), nil
	case bool:
		return fmt.Sprint(v), nil
	}
	return "", fmt.Errorf("%s: is no single value", path)
}

// toJSON is the value of an element whose type is t.
func toJSON(e *infoset.Element, t contract.Type) any {
	s, ok := t.(*contract.Struct)
	if !ok {
		return scalarToJSON(e.Text, t, nil)
	}
	members := map[string]any{}
	for _, f := range fields(s) {
		var list []any
		for _, kid := range e.Children {
			if names(f, kid.Name) {
				list = append(list, fieldToJSON(kid, f))
			}
		}
		switch name := jsonName(f.Element.Name, f.JSON); {
		case len(list) == 0:
		case f.Max == 1:
			members[name] = list[0]
		default:
			members[name] = list
		}
	}
	return members
}

func fieldToJSON(e *infoset.Element, f *contract.Field) any {
	inner, ok := f.Element.Type.(*contract.Struct)
	if !ok {
		return scalarToJSON(e.Text, f.Element.Type, f.JSON)
	}
	if f.JSON == nil || !f.JSON.Items {
		return toJSON(e, inner)
	}
	list := []any{}
	for _, kid := range e.Children {
		list = append(list, toJSON(kid, fields(inner)[0].Element.Type))
	}
	return list
}

func scalarToJSON(text string, t contract.Type, form *contract.JSON) any {
	want := ""
	if form != nil {
		want = form.Kind
	}
	_, integer := integers[kind(t)]
	switch {
	case want == "string":
	case want == "boolean" || want == "" && kind(t) == "boolean":
		return text == "true" || text == "1"
	case want == "number" || want == "" && (integer || slices.Contains([]string{"decimal", "float", "double"}, kind(t))):
		return json.Number(text)
	}
	return text
}
