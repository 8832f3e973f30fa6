package emit

import (
	"time"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// genPolling emits the method that asks until a job is done, and the rule by which it reads the replies.
func (g *generator) genPolling(u *unit, c *names.Client, op *names.Operation) {
	reply := jen.Op("*").Add(g.messageType(op.Src.Out))
	rule := "poll" + op.Label
	await := "Await" + op.Go
	u.decl(
		jen.Comment("// "+await+" calls "+op.Go+" until the job is done, at first after "+op.Src.Polling.Interval.String()+", later every "+op.Src.Polling.MaxInterval.String()+" at most."),
		jen.Comment("// It returns a [*poll.UnknownJobError] when the service does not know the job, a [*poll.PendingError] when ctx ends"),
		jen.Comment("// before the job does, and the error of a call that fails."),
		jen.Func().Params(param("c", id(c.Go))).Id(await).
			Params(id("ctx").Qual("context", "Context"), param("req", g.messageType(op.Src.In)), id("opts").Op("...").Add(g.poll("Option"))).
			Params(jen.Op("*").Add(g.poll("Job")).Index(reply.Clone()), jen.Error()).Block(
			jen.Return(g.poll("Await").Call(id("ctx"), ref(rule), g.pollJob(op), jen.Func().Params(id("ctx").Qual("context", "Context")).Params(reply.Clone(), jen.Error()).Block(
				jen.Return(call("c."+op.Go, id("ctx"), id("req")))), id("opts")))))
	u.decl(
		jen.Comment("// "+rule+" is how the replies of "+oneLine(op.Src.Name)+" tell how far a job is."),
		jen.Var().Id(rule).Op("=").Add(g.poll("Rule")).Index(reply.Clone()).Add(multi(g.pollRule(op.Src, reply))))
}

func (g *generator) poll(name string) *jen.Statement { return jen.Qual(g.runtime("poll"), name) }

// pollRule are the fields of the literal.
func (g *generator) pollRule(op *contract.Operation, reply *jen.Statement) []jen.Code {
	p := op.Polling
	fields := []jen.Code{keyed("Operation", lit(op.Name))}
	text := func(path contract.FieldPath) *jen.Statement { return g.textOf(reply, g.messageSelector(op.Out, path)) }
	for _, x := range []struct {
		name string
		c    *contract.Condition
	}{{"Found", p.Found}, {"Done", p.Done}, {"OK", p.OK}, {"Empty", p.Empty}} {
		if x.c != nil {
			args := []jen.Code{text(x.c.Field)}
			for _, v := range x.c.Values {
				args = append(args, lit(v))
			}
			fields = append(fields, keyed(x.name, g.poll("When").Call(args...)))
		}
	}
	if p.Outcome != nil {
		fields = append(fields, keyed("Outcome", text(p.Outcome)))
	}
	if p.URL != nil {
		fields = append(fields, keyed("URL", text(p.URL)))
	}
	times := []jen.Code{keyed("Interval", duration(p.Interval)), keyed("MaxInterval", duration(p.MaxInterval))}
	if p.Valid > 0 {
		times = append(times, keyed("Valid", duration(p.Valid)))
	}
	return append(fields, jen.List(times...))
}

// pollJob is a function that reads the name of the job from the request.
func (g *generator) pollJob(op *names.Operation) *jen.Statement {
	return jen.Func().Params().String().Block(g.text("req", g.messageSelector(op.Src.In, op.Src.Polling.Job))...)
}

// textOf is a function that reads a field of a reply as text, over several lines: gofmt aligns nothing with it.
func (g *generator) textOf(reply *jen.Statement, s selector) *jen.Statement {
	return jen.Func().Params(id("r").Add(reply.Clone())).String().Block(g.text("r", s)...)
}

// text returns a field as text, "" for one that is not there.
func (g *generator) text(from string, s selector) []jen.Code {
	body, value, there := g.read(from, s, jen.Return(jen.Lit("")))
	if len(s) == 0 {
		return one(jen.Return(value)) // reported
	}
	if there != nil && s.last().Presence != names.OmitEmpty {
		body = append(body, jen.If(jen.Op("!").Add(there)).Block(jen.Return(jen.Lit(""))))
	}
	if names.Primitive(s.last().Type) == "boolean" {
		value = jen.Qual("fmt", "Sprint").Call(value)
	} else {
		value = g.asString(s.last(), value)
	}
	return append(body, jen.Return(value))
}

// duration is the Go expression of a duration, in its greatest whole unit.
func duration(d time.Duration) *jen.Statement {
	for _, u := range []struct {
		name string
		unit time.Duration
	}{{"Hour", time.Hour}, {"Minute", time.Minute}, {"Second", time.Second}, {"Millisecond", time.Millisecond}} {
		if d%u.unit == 0 {
			if d == u.unit {
				return jen.Qual("time", u.name)
			}
			return lit(int(d/u.unit)).Op("*").Qual("time", u.name)
		}
	}
	return jen.Qual("time", "Duration").Call(lit(int(d)))
}
