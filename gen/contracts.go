package gen

import (
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/lock"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// Contracts are what inputs say, before any Go name is chosen.
type Contracts struct {
	APIs  []*contract.API // one a package, providers first
	Files []*source.File  // that were read, the project file among them
	// Accept are the changes that the project file accepts.
	Accept []*diff.Acceptance

	job     *job
	runtime Runtime
	// destinations are those of packages, as the project file says.
	destinations []destination
	sources      map[*contract.API]string // their names in the lock
	packages     map[*contract.API]string // the names of their packages
	split        map[*contract.API]bool   // into a package for each namespace
	before       *lock.Lock               // what the last generation chose; nil for none
}

// Acceptances are the changes that a project file accepts.
func Acceptances(p *parser.Project) (list []*diff.Acceptance) {
	for _, e := range p.Accept {
		list = append(list, &diff.Acceptance{Rule: e.Rule.V, Path: e.Path.V, Reason: e.Reason.V, Until: string(e.Until.V), Span: e.Span})
	}
	return list
}

// ReadContracts runs the front end alone, as [Generate] would for the configuration. Where the inputs have errors the files
// are there all the same, since diagnostics point into them.
func ReadContracts(cfg Config) (*Contracts, source.List) {
	loader, err := source.NewLoader(cfg.Dir)
	if err != nil {
		return &Contracts{}, problem(idUsage, err)
	}
	if cfg.Tree != nil {
		loader.Tree = cfg.Tree
	}
	out := &Contracts{sources: map[*contract.API]string{}, packages: map[*contract.API]string{}, split: map[*contract.API]bool{}}
	job, found := plan(cfg, loader)
	if !found.HasErrors() {
		var list source.List
		out.APIs, list = job.load(loader, cfg.resolved(), cfg.trace)
		for _, api := range out.APIs {
			job.rename(api)
			out.sources[api], out.packages[api], out.split[api] = job.sourceName(api.Span.File), api.Package, job.splits(api)
		}
		out.Accept, out.job, out.runtime, out.destinations = job.accept, job, cfg.Runtime, job.destinations(out.APIs)
		found = append(found, list...)
		out.before, _ = readLock(job, loader.Tree) // of one that is broken generate and check tell
	}
	out.Files = loader.Files()
	return out, found
}
