package gen

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/goapi"
	"example.com/wsgen/gen/source"
)

// holdToPackages holds what comparisons say of the Go API against the packages that are generated from both versions: no change is worse than
// what they show at its place, and what they show is told. Where there are no packages warnings say why.
func holdToPackages(old, new *Contracts, all []diff.Comparison) source.List {
	was, is, list := versions(old, new, all)
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

// warnings are diagnostics as warnings, with what follows from them.
func warnings(list source.List) source.List {
	for i := range list {
		list[i].Severity = source.Warning
	}
	list.Warnf(source.Span{}, idGoUnseen, "what changes do to Go code is told by their kinds alone, since nothing is generated from one of the versions")
	return list
}
