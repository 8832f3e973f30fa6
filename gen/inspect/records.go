package inspect

import (
	"strconv"

	"example.com/wsgen/gen/contract"
)

// callRules prints what the provider says of records, pages and digests of an operation.
func (p *printer) callRules(o *contract.Operation) {
	if r := o.Records; r != nil {
		words := []string{"records", "field=" + steps(r.Field), "id=" + one(r.ID), flag(r.Max > 0, "max="+strconv.Itoa(r.Max)), "results=" + steps(r.Results)}
		if r.Code != nil {
			words = append(words, "code="+one(r.Code), "ok="+quotedList(r.OKCodes))
		}
		if r.Message != nil {
			words = append(words, "message="+one(r.Message), "ok="+quotedList(r.OKMessages))
		}
		p.line(words...)
	}
	if g := o.Paging; g != nil {
		p.line("paging", "page="+steps(g.Page), "first="+strconv.Itoa(g.First), flag(g.Current != nil, "current="+steps(g.Current)), "pages="+steps(g.Pages), "items="+steps(g.Items))
	}
	for _, d := range o.Digests {
		p.line("digest", d.Algorithm, "field="+steps(d.Field), "of="+steps(d.Of))
	}
}

// one prints a field by its name.
func one(f *contract.Field) string { return steps(contract.FieldPath{f}) }
