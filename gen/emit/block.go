package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
)

// genBlocks emits a function for each header block of an operation that shares its Go type with another one.
func (g *generator) genBlocks(u *unit, op *names.Operation) {
	for _, b := range op.Sent {
		u.decl(
			jen.Comment("// "+b.Go+" returns the header block "+b.Src.Element.Name.Local+" of "+oneLine(op.Src.Name)+", for [soap.WithHeader]."),
			jen.Func().Id(b.Go).Params(param("x", g.blockType(b))).Add(g.soap("Header")).Block(
				jen.Return(g.soap("Header").Values(keyed("Part", blockPart(op, b)), keyed("Node", id("x"))))))
	}
	for _, b := range op.Received {
		u.decl(
			jen.Comment("// "+b.Go+" reads the header block "+b.Src.Element.Name.Local+" of what "+oneLine(op.Src.Name)+" gets, as [soap.HeaderInto] does."),
			jen.Func().Id(b.Go).Params(param("x", g.blockType(b))).Add(g.soap("CallOption")).Block(
				jen.Return(g.soap("HeaderInto").Call(blockPart(op, b), id("x")))))
	}
}

func (g *generator) blockType(b *names.Block) *jen.Statement {
	s, owner := g.pkg.MessageOf(b.Src.Element)
	return g.of(owner, s.Go)
}

// blockPart is the block's part in the operation's descriptor.
func blockPart(op *names.Operation, b *names.Block) *jen.Statement {
	o := op.Src
	in := id("Op" + op.Label)
	at := slices.Index(o.HeaderFaults, b.Src)
	switch {
	case o.In != nil && slices.Contains(o.In.Headers, b.Src):
		in, at = in.Dot("In").Dot("Headers"), slices.Index(o.In.Headers, b.Src)
	case at < 0:
		in, at = in.Dot("Out").Dot("Headers"), slices.Index(o.Out.Headers, b.Src)
	default:
		in = in.Dot("HeaderFaults")
	}
	return in.Index(jen.Lit(at))
}

// alike reports a part that has a function of its own.
func alike(list []*names.Block, p *contract.Part) bool {
	return slices.ContainsFunc(list, func(b *names.Block) bool { return b.Src.Element.Name == p.Element.Name })
}

// linksOf names functions, for people.
func linksOf(list []*names.Block) (links []string) {
	for _, b := range list {
		links = append(links, "["+b.Go+"]")
	}
	return links
}
