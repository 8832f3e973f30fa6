package inspect

import (
	"strconv"

	"example.com/wsgen/gen/contract"
)

// chosen prints what chooses the type of a field, and the types.
func (p *printer) chosen(x *contract.Chosen) {
	if x == nil {
		return
	}
	for i, by := range x.By {
		p.line(flag(i == 0, "chosen"), flag(i > 0, "or"), "by="+steps(by), flag(i == 0, "in="+x.In.Path), flag(i == 0, text("go", x.Name)))
	}
	for _, t := range x.Types {
		p.line("type", strconv.Quote(t.Value), t.Type.Path)
	}
}
