package inspect

import (
	"strconv"
	"strings"

	"example.com/wsgen/gen/contract"
)

// jsonForm is what a contract says of the form of a field or an attribute in JSON.
func jsonForm(x *contract.JSON) string {
	if x == nil {
		return ""
	}
	words := []string{flag(x.Omit && !x.Refused, "none"), flag(x.Refused, "refused"), text("name", x.Name), x.Kind, flag(x.Items, "items")}
	return "json(" + strings.Join(strings.Fields(strings.Join(words, " ")), " ") + ")"
}

// structJSON prints the form of a struct in JSON.
func (p *printer) structJSON(t *contract.Struct) {
	if t.JSON == nil {
		return
	}
	p.line("json", text("text", t.JSON.Text))
	for _, r := range t.JSON.Rules {
		var path []string
		for _, f := range r.XML {
			path = append(path, f.Element.Name.Local)
		}
		if r.Attr != nil {
			path = append(path, "@"+r.Attr.Name.Local)
		}
		words := []string{"json", strings.Join(path, "/"), "is", r.JSON, flag(r.Copy, "copy")}
		for _, v := range r.Values {
			words = append(words, "="+strconv.Quote(v))
		}
		p.line(words...)
	}
}
