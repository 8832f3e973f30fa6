package xmltext

import (
	"errors"
	"testing"
)

// An element that nobody knows stands before the text of simple content or behind it. Between two texts it leaves none: the one
// that both make together is a value that nobody sent.
func TestTextAroundElements(t *testing.T) {
	for content, want := range map[string]string{
		"7<b/>":                 "7",
		"<b/>7":                 "7",
		" <b/> 7 <c>x</c> <d/>": "7",
		"<!-- 6 -->7<!-- 8 -->": "7",
		"7<!-- -->8":            "78", // a comment is no part of the content
		"7<b/>8":                "",
		"7<b/><!-- --><c/> 8":   "",
		"7<b/><![CDATA[8]]>":    "",
		"<b/>7<c>8</c>9":        "",
	} {
		doc := inShapes(`<s:a></s:a><s:amount currency="BRL">` + content + `</s:amount>`)
		x := new(shapes)
		d := NewDecoder()
		d.Reset([]byte(doc))
		err := d.Document(shapesName, &shapeNS, &tShapes, x)
		d.Release()
		if invalid, ok := errors.AsType[*ValueError](err); ok != (want == "") || ok && (invalid.Path != "/shapes/amount" || invalid.Type != "simple content") {
			t.Errorf("%s: %v", content, err)
		}
		if want != "" && x.Amount.Value.String() != want {
			t.Errorf("%s is read as %s", content, x.Amount.Value)
		}
	}
}
