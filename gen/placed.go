package gen

import (
	"path/filepath"

	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/names"
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

// PlaceContracts returns the contracts that [Generate] makes packages of, as it would name them, without their Go names. There
// need be no module for the packages.
func PlaceContracts(cfg Config) ([]Placed, source.List) {
	loader, err := source.NewLoader(cfg.Dir)
	if err != nil {
		return nil, problem(idUsage, err)
	}
	job, found := plan(cfg, loader)
	if found.HasErrors() {
		return nil, found
	}
	apis, list := job.load(loader, cfg.resolved(), cfg.trace)
	if found = append(found, list...); found.HasErrors() {
		return nil, found
	}
	before, list := readLock(job, loader.Tree)
	if found = append(found, list...); found.HasErrors() {
		return nil, found
	}
	var out []Placed
	for _, api := range apis {
		job.rename(api)
		api.Source = job.sourceName(api.Span.File)
		if job.splits(api) {
			for _, part := range names.Split(api, before) {
				out = append(out, placedAs(part))
			}
		}
		out = append(out, placedAs(api))
	}
	return out, found
}

func placedAs(api *contract.API) Placed {
	c := Placed{API: api, Hash: contractHash(api)}
	if f := api.Span.File; f != nil && !isYAML(f.Path) {
		c.Document = filepath.ToSlash(f.Path)
	}
	return c
}
