package gen

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"path"
	"regexp"
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

// holdToPackages holds what comparisons say of the Go API against the packages that are generated from both versions: no change is worse than
// what they show at its place, and what they show is told. Where there are no packages warnings say why.
func holdToPackages(old, new *Contracts, all []diff.Comparison) source.List {
	for _, c := range []*Contracts{old, new} {
		for _, api := range c.APIs {
			api.Source = c.sources[api]
		}
	}
	was, list := old.planned(old.before)
	if list.HasErrors() {
		return warnings(list)
	}
	for _, c := range all {
		inherit(new, c.Old, c.New)
		inherit(new, c.Old.Shared, c.New.Shared)
	}
	before := was.chosen
	if len(new.before.Names()) > 0 {
		before = new.before
	}
	is, list := new.planned(before)
	if list.HasErrors() {
		return warnings(list)
	}
	for _, c := range all {
		if !alike(was, is, c) {
			list = append(list, was.emit(c.Old)...)
			list = append(list, is.emit(c.New)...)
		}
	}
	if list.HasErrors() {
		return warnings(list)
	}
	var told []diff.Change
	for i := range all {
		c := &all[i]
		before, after := was.visible(c.Old), is.visible(c.New)
		differing := goapi.Compare(before, after)
		most := verdict(differing)
		if renamed(was, is, c.Old, c.New) || renamed(was, is, c.Old.Shared, c.New.Shared) {
			most = diff.GoBreaking // a name that another declaration had is the same, and something else
		}
		limit(c.Changes, most, before, after, differing)
		told = append(told, c.Changes...)
		claims := c.Changes
		if c.Old.Provider {
			claims = told // services come first, and tell of their provider
		}
		c.Changes = append(c.Changes, untold(claims, c, was.api(c.Old), is.api(c.New))...)
	}
	return nil
}

// aboutField are the rules of changes that show in the field at their path alone.
var aboutField = regexp.MustCompile(`^(field|attribute)-(made-.*|type-changed)$`)

// limit makes changes no worse than what differs in their fields or, where they are not about one, in the packages, and no better than what
// differs in a field of which no other change tells.
func limit(changes []diff.Change, most diff.API, before, after *goapi.API, differing []goapi.Change) {
	for i := range changes {
		c, most := &changes[i], most
		if aboutField.MatchString(c.Rule) {
			fields, types, ok := goapi.At(c.Path, before, after, differing)
			told := func(o diff.Change) bool { return o.Path == c.Path && o.Go == diff.GoBreaking }
			if ok && verdict(fields) == diff.GoBreaking && !slices.ContainsFunc(changes, told) {
				c.Go = diff.GoBreaking
			}
			if ok {
				most = verdict(append(fields, types...))
			}
		}
		if c.Go.Compare(most) > 0 {
			c.Go = most
		}
	}
}

// untold is the change of what breaks and no other change tells, none for nothing; where none tells of the worst, it is that.
func untold(claims []diff.Change, c *diff.Comparison, before, after *goapi.API) []diff.Change {
	differing := goapi.Compare(before, after)
	most := verdict(differing)
	var paths []string
	worst := diff.GoNone
	for _, c := range claims {
		if c.Go == diff.GoBreaking {
			paths = append(paths, c.Path)
		}
		if c.Go.Compare(worst) > 0 {
			worst = c.Go
		}
	}
	left := goapi.Unclaimed(paths, before, after, differing)
	if left == nil && most.Compare(worst) > 0 {
		left = slices.DeleteFunc(differing, func(d goapi.Change) bool { return most == diff.GoBreaking && !d.Breaks() })
	}
	if left == nil {
		return nil
	}
	first := left[0].Name
	return []diff.Change{goChange(c, before.Place(first, c.Old.Node), after.Place(first, c.New.Node), left)}
}

// verdict is that of changes of exported names.
func verdict(differing []goapi.Change) diff.API {
	switch {
	case len(differing) == 0:
		return diff.GoNone
	case slices.ContainsFunc(differing, goapi.Change.Breaks):
		return diff.GoBreaking
	}
	return diff.GoAdditive
}

// goChange is the change of which nothing else tells that names are others.
func goChange(c *diff.Comparison, was, is contract.Node, differing []goapi.Change) diff.Change {
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
	message := fmt.Sprintf("package %s: %s", cmp.Or(c.Old.Package, c.New.Package), strings.Join(said, ", "))
	return diff.NewChange("go-changed", verdict(differing), is.Path, message, was.Span, is.Span)
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

// A version is one version of contracts with the names of its packages.
type version struct {
	contracts *Contracts
	table     *names.Table
	chosen    *lock.Lock // the names
	imports   map[*contract.API]string
	packages  map[*contract.API][]*contract.API // of a contract: its own, and those that it is split into
	apis      map[*contract.API]*goapi.API
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
		all.Add("provider ", v.api(api.Shared))
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

// warnings are diagnostics as warnings, with what follows from them.
func warnings(list source.List) source.List {
	for i := range list {
		list[i].Severity = source.Warning
	}
	list.Warnf(source.Span{}, idGoUnseen, "what changes do to Go code is told by their kinds alone, since nothing is generated from one of the versions")
	return list
}
