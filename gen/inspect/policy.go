package inspect

import (
	"strconv"

	"example.com/wsgen/gen/contract"
)

var verdictText = map[contract.Verdict]string{contract.Met: "met", contract.IfConfigured: "if-configured", contract.NotMet: "not-met"}

// demands prints what policies demand and whether calls meet it.
func (p *printer) demands(list []*contract.Demand) {
	for _, d := range list {
		p.line("demand", d.Assertion, text("on", d.On), flag(d.Optional, "optional"), verdictText[d.Verdict], flag(d.How != "", strconv.Quote(d.How)))
		p.in(func() { p.demands(d.Inner) })
	}
}
