package gen

import (
	"path/filepath"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/resolve"
	"example.com/wsgen/gen/source"
)

// A Placed is a contract that a package is generated from.
type Placed struct {
	*contract.API
	// Hash is what the generated package calls SpecHash.
	Hash string
	// Document is the WSDL or schema that an input is, relative to the folder of the caller; "" for a spec.
	Document string
}

// PlaceContracts returns the contracts that [Generate] makes packages of, as it would name them, without their Go names.
func PlaceContracts(cfg Config) ([]Placed, source.List) {
	loader, err := source.NewLoader(cfg.Dir)
	if err != nil {
		return nil, problem(idUsage, err)
	}
	job, found := plan(cfg, loader)
	if found.HasErrors() {
		return nil, found
	}
	apis, list := load(loader, job.names(), job.only, resolve.Resolve, cfg.trace)
	if found = append(found, list...); found.HasErrors() {
		return nil, found
	}
	layout, list := place(job, apis, cfg.Runtime)
	if found = append(found, list...); found.HasErrors() {
		return nil, found
	}
	var out []Placed
	for _, api := range layout.contracts() {
		c := Placed{API: api, Hash: contractHash(api)}
		if f := api.Span.File; f != nil && filepath.Ext(f.Path) != ".yaml" && filepath.Ext(f.Path) != ".yml" {
			c.Document = filepath.ToSlash(f.Path)
		}
		out = append(out, c)
	}
	return out, found
}
