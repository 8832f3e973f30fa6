package gen

import (
	"errors"
	"go/ast"
	"path"
	"slices"
	"strconv"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/emit"
	"example.com/wsgen/gen/goapi"
	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/names"
	"example.com/wsgen/gen/source"
)

// A version is one version of contracts with the names of its packages.
type version struct {
	contracts *Contracts
	table     *names.Table
	chosen    *lock.Lock // the names
	imports   map[*contract.API]string
	packages  map[*contract.API][]*contract.API // of a contract: its own, and those that it is split into
	apis      map[*contract.API]*goapi.API
}

// versions generates both versions, but for what is alike.
func versions(old, new *Contracts, all []diff.Comparison) (was, is *version, list source.List) {
	for _, c := range []*Contracts{old, new} {
		for _, api := range c.APIs {
			api.Source = c.sources[api]
		}
	}
	if was, list = old.planned(old.before); list.HasErrors() {
		return nil, nil, list
	}
	for _, c := range all {
		inherit(new, c.Old, c.New)
		inherit(new, c.Old.Shared, c.New.Shared)
	}
	before := was.chosen
	if len(new.before.Names()) > 0 {
		before = new.before
	}
	if is, list = new.planned(before); list.HasErrors() {
		return nil, nil, list
	}
	for _, c := range all {
		if !alike(was, is, c) {
			list = append(list, was.emit(c.Old)...)
			list = append(list, is.emit(c.New)...)
		}
	}
	return was, is, list
}

// planned chooses the names, as a generation does that finds a lock.
func (c *Contracts) planned(before *lock.Lock) (*version, source.List) {
	v := &version{contracts: c, chosen: &lock.Lock{}, imports: map[*contract.API]string{}, packages: map[*contract.API][]*contract.API{}, apis: map[*contract.API]*goapi.API{}}
	var all []*contract.API
	for _, api := range c.APIs {
		if c.split[api] {
			v.packages[api] = names.Split(api, before)
		}
		v.packages[api] = append(v.packages[api], api)
		all = append(all, v.packages[api]...)
	}
	var list source.List
	v.table, list = names.Plan(all, before)
	v.table.Record(v.chosen)
	for i, api := range all {
		v.imports[api] = path.Join(strconv.Itoa(i), api.Package)
		v.chosen.Keep(before, unreached(api, c.split[api]))
	}
	return v, list
}

// inherit gives the new version of a contract what the names of the old one are known by, unless they are in a lock of its own, and its
// package the name that stands before them. The name of a file is none of a package.
func inherit(c *Contracts, old, new *contract.API) {
	if old == nil || new == nil || old.Source == "" || new.Source == "" {
		return
	}
	new.Package = old.Package
	if old.FileNamed && new.FileNamed {
		c.packages[new] = old.Package
	}
	if len(c.before.Names()) > 0 {
		return
	}
	for _, other := range c.APIs {
		if other != new && other.Source == old.Source {
			other.Source = new.Source
		}
	}
	new.Source = old.Source
}

// emit generates the packages of a contract and of its provider, once.
func (v *version) emit(api *contract.API) (list source.List) {
	for _, x := range []*contract.API{api, api.Shared} {
		if v.packages[x] == nil || v.apis[x] != nil {
			continue
		}
		v.apis[x] = goapi.New()
		for _, pkg := range v.packages[x] {
			files, err := emit.Files(pkg, v.table, emit.Options{Runtime: "runtime", Imports: v.imports, Validate: v.contracts.job.validate, Unprinted: true})
			if err != nil {
				return unemitted(err)
			}
			name, prefix, is := v.contracts.packages[pkg], "", "package"
			if pkg != x {
				name, prefix, is = pkg.Package, pkg.Package+".", goapi.Part
			}
			v.apis[x].Exports["package "+name] = is
			v.apis[x].Add(prefix, goapi.Of(v.table.Package(pkg), syntax(files)))
		}
	}
	return nil
}

func syntax(files []emit.File) (list []*ast.File) {
	for _, f := range files {
		list = append(list, f.Syntax)
	}
	return list
}

// api is what the packages of a contract export; nothing where both versions are alike.
func (v *version) api(api *contract.API) *goapi.API {
	if v.apis[api] == nil {
		return goapi.New()
	}
	return v.apis[api]
}

// visible is what the packages of a service and of its provider export.
func (v *version) visible(api *contract.API) *goapi.API {
	all := goapi.New()
	all.Add("", v.api(api))
	if api.Shared != nil {
		all.Add(api.Shared.Package+".", v.api(api.Shared))
	}
	return all
}

// unemitted says why a contract is not written as Go.
func unemitted(err error) (list source.List) {
	limit := (*emit.LimitError)(nil)
	if !errors.As(err, &limit) {
		return problem(idEmit, err)
	}
	list.Errorf(limit.Type.Span, idContentLimit, "%s", limit).Hint = "give elements that mean different things different names, or declare groups as elements with types of their own"
	return list
}

// renamed reports whether a declaration that both versions of a contract have has another name.
func renamed(was, is *version, old, new *contract.API) bool {
	if old == nil || new == nil {
		return false
	}
	return slices.ContainsFunc(was.chosen.Names(), func(n lock.Name) bool {
		now, there := is.chosen.Name(new.Source, n.Kind, n.Path)
		return n.Source == old.Source && there && now != n.Go
	})
}

// alike reports whether the packages of both versions export the same, as contracts, names and what is asked of them are equal.
func alike(was, is *version, c diff.Comparison) bool {
	o, n := c.Old, c.New
	return was.packages[o] != nil && is.packages[n] != nil && was.contracts.job.validate == is.contracts.job.validate && was.contracts.split[o] == is.contracts.split[n] &&
		was.contracts.packages[o] == is.contracts.packages[n] && was.contracts.packages[o.Shared] == is.contracts.packages[n.Shared] &&
		contractHash(o) == contractHash(n) && !renamed(was, is, o, n) && !renamed(was, is, o.Shared, n.Shared)
}
