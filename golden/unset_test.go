package golden_test

import (
	"testing"

	"example.com/wsgen/golden/unset/want/go/in"
	"example.com/wsgen/runtime/xmltext"
	"example.com/wsgen/runtime/xsd"
)

// TestUnset writes documents whose required content is not set: xsi:nil where the schema admits it, an error elsewhere.
func TestUnset(t *testing.T) {
	base := &in.Base{Z: 1}
	several := func(s in.Several) in.XMLRoot { return &in.XMLRootSeveral{Value: s} }
	either := func(c in.EitherChoice) in.XMLRoot { return &in.XMLRootEither{Value: in.Either{Choice: c}} }
	grouped := func(g in.Grouped) in.XMLRoot { return &in.XMLRootGrouped{Value: g} }
	s := &in.GroupedChoiceS{Value: []string{"s"}}
	for name, tt := range map[string]struct {
		root      in.XMLRoot
		want, err string
	}{
		"no root":      {nil, "", "xml: /Root: required value is not set"},
		"nillable":     {&in.XMLRootNumber{}, `<gol:number xmlns:gol="urn:golden" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"></gol:number>`, ""},
		"any type":     {&in.XMLRootAnything{}, "", "xml: /anything: required value is not set"},
		"raw":          {&in.XMLRootOther{}, "", "xml: /Raw: required value is not set"},
		"derived type": {&in.XMLRootBase{}, "", "xml: /XMLRootBase.Value: required value is not set"},
		"choice":       {either(nil), "", "xml: /either/Choice: required value is not set"},
		"branch":       {either(&in.EitherChoiceOne{}), "", "xml: /either/EitherChoiceOne.Value: required value is not set"},
		"group":        {either(&in.EitherChoiceSequence{From: base}), "", "xml: /either/EitherChoiceSequence.To: required value is not set"},
		"nil in branch": {
			either(&in.EitherChoiceNone{}),
			`<gol:either xmlns:gol="urn:golden" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><gol:none xsi:nil="true"></gol:none></gol:either>`, "",
		},
		"list":            {several(in.Several{Item: []in.AnyBase{base, nil}}), "", "xml: /several/Item[1]: required value is not set"},
		"repeated choice": {several(in.Several{Choice: []in.SeveralChoice{nil}}), "", "xml: /several/Choice[0]: required value is not set"},
		"nil in repeated choice": {
			several(in.Several{Choice: []in.SeveralChoice{&in.SeveralChoiceGift{}}}),
			`<gol:several xmlns:gol="urn:golden" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><gol:gift xsi:nil="true"></gol:gift></gol:several>`, "",
		},
		"any type in repeated choice": {several(in.Several{Choice: []in.SeveralChoice{&in.SeveralChoiceFree{}}}), "", "xml: /several/free: required value is not set"},
		"choice in group":             {grouped(in.Grouped{Sequence: []in.GroupedSequence{{R: xsd.Some("r")}}, Choice: s}), "", "xml: /grouped/GroupedSequence.Choice: required value is not set"},
		"list in branch":              {grouped(in.Grouped{Choice: &in.GroupedChoiceS{}}), "", "xml: /grouped/GroupedChoiceS.Value: required value is not set"},
		"list in branch of several":   {grouped(in.Grouped{Choice: &in.GroupedChoiceSequence{U: xsd.Some("u")}}), "", "xml: /grouped/GroupedChoiceSequence.T: required value is not set"},
		"any type in struct":          {&in.XMLRootNeeds{}, "", "xml: /needs/part: required value is not set"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := xmltext.Marshal(&in.XMLDocument{Root: tt.root})
			if string(got) != tt.want || text(err) != tt.err {
				t.Fatalf("got %s %s\nwant %s %s", got, text(err), tt.want, tt.err)
			}
			if err != nil && got != nil {
				t.Errorf("output %q along with an error", got)
			}
			if err == nil {
				validate(t, "unset", got)
			}
		})
	}
}
