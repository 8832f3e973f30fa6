package gen

import (
	"path/filepath"
	"slices"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/source"
)

// A destination is where the package of a contract goes.
type destination struct {
	pkg      string
	provider bool // it is that of a provider
	shares   bool // it takes types from one
	usual    bool // it is where it goes unless the project file says otherwise of it
	folder   string
	span     source.Span
}

// destinations are those of contracts; none without a project file.
func (j *job) destinations(apis []*contract.API) (list []destination) {
	if j.stated == nil {
		return nil
	}
	for _, api := range apis {
		dir := j.folder(api)
		d := destination{api.Package, api.Provider, api.Shared != nil, dir == j.usual(api), j.relative(dir), j.stated.Span}
		for _, in := range j.inputs {
			if in.path == j.file(api.Span.File) {
				d.span = in.span
			}
		}
		list = append(list, d)
	}
	return list
}

// moves returns a change for each package that the project files of two versions put in different folders, one for all that go
// where they usually do, and one for the runtime.
func moves(old, new *Contracts) (changes []diff.Change) {
	was, is := old.job, new.job
	if was == nil || is == nil || was.stated == nil || is.stated == nil {
		return nil
	}
	tell := func(path string, from, to diff.Place) {
		if c := diff.Moved(path, from, to); from.Folder != to.Folder && !slices.Contains(changes, c) {
			changes = append(changes, c)
		}
	}
	for _, o := range old.destinations {
		for _, n := range new.destinations {
			switch {
			case o.pkg != n.pkg || o.provider != n.provider || o.among(new.destinations) || n.among(old.destinations):
			case o.usual && n.usual && o.shares == n.shares: // the folder of a provider has its name, of which package-renamed tells
				tell("out", was.outPlace(), is.outPlace())
			default:
				tell(n.pkg+"/out", diff.Place{Folder: o.folder, Span: o.span}, diff.Place{Folder: n.folder, Span: n.span})
			}
		}
	}
	m := is.moduleOf(was)
	tell("runtime", was.runtimePlace(m, old.runtime), is.runtimePlace(m, new.runtime))
	return changes
}

// among reports whether a package goes where one of the others with its name does.
func (d destination) among(others []destination) bool {
	return slices.ContainsFunc(others, func(o destination) bool {
		return o.pkg == d.pkg && o.provider == d.provider && o.folder == d.folder
	})
}

func (j *job) outPlace() diff.Place {
	place := diff.Place{Folder: j.relative(j.out), Span: j.stated.Span}
	if j.stated.Out.Set() {
		place.Span = j.stated.Out.Span
	}
	return place
}

func (j *job) runtimePlace(m Module, r Runtime) diff.Place {
	place := diff.Place{Folder: "the module " + r.Module(), Span: j.stated.Span}
	if stated := j.stated.Runtime; stated != nil {
		place.Span = stated.Span
	}
	m.Dir = j.abs(j.project, m.Dir)
	if dir := j.copyFolder(&m, r); dir != "" {
		place.Folder = j.relative(dir)
	}
	return place
}

// moduleOf is the module that both versions of a project are held to be in, its folder seen from theirs: that of this one, else that of
// the other one. Without any it starts where the project does.
func (j *job) moduleOf(other *job) Module {
	for _, in := range []*job{j, other} {
		if m, err := FindModule(in.out); err == nil {
			return Module{Dir: in.relative(m.Dir), Path: m.Path}
		}
	}
	return Module{Dir: "."}
}

// relative is a folder as the project file would write it.
func (j *job) relative(dir string) string {
	if rel, err := filepath.Rel(j.project, dir); err == nil {
		dir = rel
	}
	return filepath.ToSlash(dir)
}
