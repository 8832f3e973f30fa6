package inspect

import (
	"strconv"
	"strings"

	"example.com/wsgen/gen/contract"
)

// polling prints the rule of an operation that tells how far a job is.
func (p *printer) polling(x *contract.Polling) {
	if x == nil {
		return
	}
	p.line("polling", "job="+steps(x.Job), "interval="+x.Interval.String(), "maxInterval="+x.MaxInterval.String())
	p.in(func() {
		for _, c := range []struct {
			name string
			c    *contract.Condition
		}{{"found", x.Found}, {"done", x.Done}, {"ok", x.OK}, {"empty", x.Empty}} {
			if c.c != nil {
				p.line(c.name, steps(c.c.Field)+"="+quotedList(c.c.Values))
			}
		}
		if x.Outcome != nil {
			p.line("outcome", steps(x.Outcome))
		}
		if x.URL != nil {
			p.line("url", steps(x.URL), "valid="+x.Valid.String())
		}
	})
}

// steps prints a path by the names of its fields.
func steps(path contract.FieldPath) string {
	names := make([]string, len(path))
	for i, f := range path {
		names[i] = f.Path[strings.LastIndexByte(f.Path, '/')+1:]
	}
	return strings.Join(names, "/")
}

// quotedList prints values, quoted.
func quotedList(values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = strconv.Quote(v)
	}
	return strings.Join(quoted, ",")
}
