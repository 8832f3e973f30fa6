package inspect

import (
	"strconv"
	"strings"

	"example.com/wsgen/gen/contract"
)

// callRules prints what the provider says of records, pages and digests of an operation.
func (p *printer) callRules(o *contract.Operation) {
	if r := o.Records; r != nil {
		p.line("records", "field="+steps(r.Field), "id="+fieldPath(r.ID), flag(r.Max > 0, "max="+strconv.Itoa(r.Max)), "results="+steps(r.Results),
			flag(r.Code != nil, "code="+fieldPath(r.Code)), quoted("okCodes", r.OKCodes), flag(r.Message != nil, "message="+fieldPath(r.Message)), quoted("okMessages", r.OKMessages))
	}
	if g := o.Paging; g != nil {
		p.line("paging", "page="+steps(g.Page), "first="+strconv.Itoa(g.First), flag(g.Current != nil, "current="+steps(g.Current)), "pages="+steps(g.Pages), "items="+steps(g.Items))
	}
	for _, d := range o.Digests {
		p.line("digest", d.Algorithm, "field="+steps(d.Field), "of="+steps(d.Of))
	}
}

// steps is a path of fields, each by the names that the one before it leads to.
func steps(p contract.FieldPath) string {
	var out []string
	for _, f := range p {
		out = append(out, f.Path)
	}
	return strings.Join(out, ">")
}

// quoted lists texts behind a word; nothing when there are none.
func quoted(word string, list []string) string {
	if len(list) == 0 {
		return ""
	}
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = strconv.Quote(v)
	}
	return word + "=" + strings.Join(out, ",")
}
