package gen

import (
	"cmp"
	"path/filepath"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/parser"
)

// stated are the places that a project file states for all packages and for the runtime.
func (j *job) stated(p *parser.Project) []diff.Place {
	out := diff.Place{Path: "out", Folder: j.relative(j.out), Span: p.Span}
	if p.Out.Set() {
		out.Span = p.Out.Span
	}
	runtime := diff.Place{Path: "runtime", Folder: "where it usually is", Span: p.Span}
	if r := p.Runtime; r != nil {
		runtime.Folder, runtime.Span = cmp.Or(r.Mode.V, string(Embed)), r.Span
		if r.Embed.Set() {
			runtime.Folder += " in " + j.relative(j.copyTo)
		}
	}
	return []diff.Place{out, runtime}
}

// placesOf adds those of the packages of contracts; none without a project file.
func (j *job) placesOf(apis []*contract.API) []diff.Place {
	if j.project == "" {
		return nil
	}
	list := j.places
	for _, api := range apis {
		for _, in := range j.inputs {
			if in.path != j.file(api.Span.File) {
				continue
			}
			folder := "its usual folder"
			if in.out != "" && in.out != j.usual(api) {
				folder = j.relative(in.out)
			}
			list = append(list, diff.Place{Path: api.Package + "/out", Folder: folder, Span: in.span})
		}
	}
	return list
}

// relative is a folder as the project file would write it.
func (j *job) relative(dir string) string {
	if rel, err := filepath.Rel(j.project, dir); err == nil {
		dir = rel
	}
	return filepath.ToSlash(dir)
}
