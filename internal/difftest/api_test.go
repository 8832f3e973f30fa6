package difftest_test

import (
	"fmt"
	"go/ast"
	"slices"
	"testing"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/emit"
	"example.com/wsgen/gen/goapi"
	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/names"
)

// TestAPI generates both versions of each pair, the new one under the lock of the old one, and compares what the packages
// export with the worst verdict on the Go API that the pair claims. That names change which a lock may keep is shown without one.
func TestAPI(t *testing.T) {
	for _, p := range pairs(t) {
		t.Run(p.name, func(t *testing.T) {
			l := new(lock.Lock)
			old := exported(t, p.load(t, "old"), l)
			verdict, why := verdictOf(old, exported(t, p.load(t, "new"), l))
			if claimed := p.worstAPI(); claimed != verdict {
				t.Errorf("the Go API is claimed to be %s and is %s: %v", claimed, verdict, why)
			}
		})
	}
}

// verdictOf is the verdict on what two packages export.
func verdictOf(old, current *goapi.API) (verdict string, why []goapi.Change) {
	why = goapi.Compare(old, current)
	switch {
	case slices.ContainsFunc(why, goapi.Change.Breaks):
		return "breaking", why
	case len(why) > 0:
		return "additive", why
	}
	return "none", nil
}

func (p *pair) worstAPI() string {
	worst := "none"
	for _, c := range p.want {
		if c.api == "breaking" || worst == "none" {
			worst = c.api
		}
	}
	return worst
}

// exported returns what a contract's package exports. Which names were chosen goes into the lock.
func exported(t *testing.T, api *contract.API, l *lock.Lock) *goapi.API {
	t.Helper()
	named := api.Package
	table, files, err := generated(api, l)
	if err != nil {
		t.Fatal(err)
	}
	var syntax []*ast.File
	for _, f := range files {
		syntax = append(syntax, f.Syntax)
	}
	exports := goapi.Of(table.Package(api), syntax)
	exports.Exports["package "+named] = "package"
	return exports
}

// generated returns the files of a contract's package. Which names were chosen goes into the lock.
func generated(api *contract.API, l *lock.Lock) (*names.Table, []emit.File, error) {
	api.Package, api.Source = "pair", "service.wsdl"
	list, imports := []*contract.API{api}, map[*contract.API]string{api: "pair"}
	if api.Shared != nil {
		list, imports[api.Shared] = []*contract.API{api.Shared, api}, "provider"
	}
	table, diags := names.Plan(list, l)
	if diags.HasErrors() {
		return nil, nil, fmt.Errorf("%v", diags)
	}
	table.Record(l)
	files, err := emit.Files(api, table, emit.Options{Runtime: "example.com/wsgen/runtime", Imports: imports})
	return table, files, err
}
