package gen

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strconv"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/emit"
	"example.com/wsgen/gen/goapi"
	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/names"
	"example.com/wsgen/gen/source"
)

// judge holds what is said of the Go API against the packages that are generated from both versions: no change is worse than what they
// show, and what they show is told.
func judge(old, new *Contracts, all []diff.Comparison) source.List {
	for _, c := range []*Contracts{old, new} {
		for _, api := range c.APIs {
			api.Source = c.sources[api]
		}
	}
	chosen := &lock.Lock{} // the names of the old version, which the new one keeps
	was, list := old.version(old.before, chosen)
	if list.HasErrors() {
		return nil // of the old version that is no news
	}
	for _, c := range all {
		succeed(c.Old, c.New)
		succeed(c.Old.Shared, c.New.Shared)
	}
	kept := &lock.Lock{}
	is, list := new.version(chosen, kept)
	if list.HasErrors() {
		for i := range list {
			list[i].Severity = source.Warning
		}
		return list
	}
	var told []diff.Change
	for i := range all {
		c := &all[i]
		possible, _ := goapi.Compare(was.reach(c.Old), is.reach(c.New))
		if renamed(c.Old, chosen, kept) || c.Old.Shared != nil && renamed(c.Old.Shared, chosen, kept) {
			possible = diff.GoBreaking
		}
		for j := range c.Changes {
			if change := &c.Changes[j]; change.Go.Compare(possible) > 0 {
				change.Go = possible
			}
		}
		told = append(told, c.Changes...)
		claims := c.Changes
		if c.Old.Provider {
			claims = told // services come first, and tell of their provider
		}
		verdict, differing := goapi.Compare(was.exports[c.Old], is.exports[c.New])
		covered := func(c diff.Change) bool { return c.Go.Compare(verdict) >= 0 }
		if verdict != diff.GoNone && !slices.ContainsFunc(claims, covered) {
			c.Changes = append(c.Changes, goChange(was.place(c.Old, differing[0].Name), is.place(c.New, differing[0].Name), verdict, differing))
		}
	}
	return nil
}

// succeed gives the new version of a contract what the names of the old one are known by. The name of a file is none of a package.
func succeed(old, new *contract.API) {
	if old == nil || new == nil || old.Source == "" || new.Source == "" {
		return
	}
	new.Source = old.Source
	if old.FileNamed && new.FileNamed {
		new.Package = old.Package
	}
}

// renamed reports whether a declaration of a contract has another name, which may be one that another declaration had.
func renamed(api *contract.API, was, is *lock.Lock) bool {
	return slices.ContainsFunc(was.Names(), func(n lock.Name) bool {
		now, there := is.Name(n.Source, n.Kind, n.Path)
		return n.Source == api.Source && there && now != n.Go
	})
}

// A version is what is generated from one version of contracts.
type version struct {
	table   *names.Table
	exports map[*contract.API]goapi.Exports
}

// version generates the packages, with names from one lock, and records those that it chose in another one.
func (c *Contracts) version(before, chosen *lock.Lock) (*version, source.List) {
	var all []*contract.API
	for _, api := range c.APIs {
		if c.split[api] {
			all = append(all, names.Split(api, before)...)
		}
		all = append(all, api)
	}
	v := &version{exports: map[*contract.API]goapi.Exports{}}
	var list source.List
	if v.table, list = names.Plan(all, before); list.HasErrors() {
		return nil, list
	}
	v.table.Record(chosen)
	imports := map[*contract.API]string{}
	for i, api := range all {
		imports[api] = path.Join(strconv.Itoa(i), api.Package)
		chosen.Keep(before, unreached(api, c.split[api]))
	}
	for _, api := range all {
		files, err := emit.Files(api, v.table, emit.Options{Runtime: "runtime", Imports: imports, Validate: c.job.validate})
		if err != nil {
			return nil, problem(idEmit, err)
		}
		v.add(api, files)
	}
	return v, nil
}

// add notes what a package exports. Those that a contract is split into are parts of its own.
func (v *version) add(api *contract.API, files []emit.File) {
	var syntax []*ast.File
	for _, f := range files {
		syntax = append(syntax, f.Syntax)
	}
	prefix, whole := "", api
	if api.Subset != nil {
		prefix, whole = api.Package+".", api.Subset.Of
	}
	if v.exports[whole] == nil {
		v.exports[whole] = goapi.Exports{}
	}
	v.exports[whole]["package "+api.Package] = "package"
	for name, is := range goapi.Of(syntax) {
		v.exports[whole][prefix+name] = is
	}
}

// reach is what the packages of a service and of its provider export.
func (v *version) reach(api *contract.API) goapi.Exports {
	all := goapi.Exports{}
	for name, is := range v.exports[api] {
		all[name] = is
	}
	for name, is := range v.exports[api.Shared] {
		all["provider "+name] = is
	}
	return all
}

// place is where the type stands that an exported name belongs to, or else the contract.
func (v *version) place(api *contract.API, name string) contract.Node {
	pkg := v.table.Package(api)
	if pkg == nil {
		return api.Node
	}
	name, _, _ = strings.Cut(name, ".")
	for _, s := range pkg.Structs {
		if s.Go == name && s.Src != nil {
			return contract.Node{Path: s.Path, Span: s.Src.Span}
		}
	}
	for _, s := range pkg.Simples {
		if s.Go == name {
			return *s.Src.Decl()
		}
	}
	return api.Node
}

// goChange is the change of which nothing else tells that names are others.
func goChange(was, is contract.Node, verdict diff.API, differing []goapi.Change) diff.Change {
	const most = 3
	var said []string
	for _, d := range differing[:min(most, len(differing))] {
		switch {
		case d.Was == "":
			said = append(said, d.Name+" is new")
		case d.Is == "":
			said = append(said, d.Name+" is gone")
		default:
			said = append(said, fmt.Sprintf("%s is %s, was %s", d.Name, d.Is, d.Was))
		}
	}
	if n := len(differing) - most; n > 0 {
		said = append(said, fmt.Sprintf("and %d more", n))
	}
	return diff.Change{
		Rule: "go-changed", Path: is.Path, Direction: diff.Both, Wire: diff.Compatible, Request: diff.Compatible, Reply: diff.Compatible,
		Go: verdict, Message: strings.Join(said, ", "), Old: was.Span, New: is.Span,
	}
}
