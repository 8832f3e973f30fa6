package gen

import (
	"cmp"
	"fmt"
	"strings"

	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// InputHash is what the lock states of the input that it calls name. Of a project file that is what generation takes from it: a
// comment, a change that was accepted or a contract to fetch gives no other output.
func InputHash(name string, f *source.File) string {
	if name == ProjectName {
		if p, list := parser.ParseProject(f); !list.HasErrors() {
			return lock.Hash([]byte(generation(p)))
		}
	}
	return lock.Hash(f.Data)
}

// generation is what a project file says of generation, in one form whatever way it is written.
func generation(p *parser.Project) string {
	var b strings.Builder
	fmt.Fprintf(&b, "out %q\nvalidate %t\n", cmp.Or(p.Out.V, DefaultOut), p.Validate.V)
	if r := p.Runtime; r != nil {
		fmt.Fprintf(&b, "runtime %q %q\n", r.Mode.V, r.Embed.V)
	}
	for _, s := range p.Specs {
		fmt.Fprintf(&b, "spec %q %q %q %q", s.Spec.V, s.Out.V, s.Package.V, s.Split.V)
		for _, o := range s.Operations {
			fmt.Fprintf(&b, " %q", o.V)
		}
		b.WriteString("\n")
	}
	return b.String()
}
