package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"example.com/wsgen/gen"
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/diff"
	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// A side is one of the two versions that diff compares: a file or a folder, maybe of a revision.
type side struct {
	revision *revision // nil for the disk
	dir      string    // that inputs are relative to
	inputs   []string  // none for those of the project file
	shown    string    // goes before names of files
	// folder says that the inputs are all files of a folder, some of which others import.
	folder bool
	// stale says that an entry of an overlay matches nothing.
	stale bool
}

func (s *side) close() {
	if s != nil && s.revision != nil {
		s.revision.objects.close()
	}
}

// tree is what the side is read from.
func (s *side) tree() source.Tree {
	if s.revision != nil {
		return s.revision
	}
	return source.Disk
}

// sides opens both operands.
func sides(old, new string) (*side, *side, error) {
	o, err := openSide(old)
	if err != nil {
		return o, nil, fmt.Errorf("%s: %w", old, err)
	}
	n, err := openSide(new)
	if err != nil {
		return o, n, fmt.Errorf("%s: %w", new, err)
	}
	return o, n, nil
}

// openSide reads an operand: a file, a folder or git:REV:PATH.
func openSide(operand string) (*side, error) {
	rest, ok := strings.CutPrefix(operand, "git:")
	if !ok {
		dir, err := filepath.Abs("")
		if err != nil {
			return nil, err
		}
		s := &side{dir: dir}
		err = s.locate(operand)
		if hint := elsewhere(operand); hint != "" && errors.Is(err, errMissing) {
			err = fmt.Errorf("%w\n  hint: %s", err, hint)
		}
		return s, err
	}
	rev, name, ok := strings.Cut(rest, ":")
	if !ok || rev == "" {
		return nil, errors.New("write git:REV:PATH, as in git:HEAD~1:contracts/orders.wsdl")
	}
	r, err := openRevision(rev)
	if err != nil {
		return nil, err
	}
	s := &side{revision: r, dir: r.top}
	if name, err = r.name(name); err == nil {
		err = s.locate(name)
	}
	if errors.Is(err, errMissing) {
		err = fmt.Errorf("revision %s has no %s", rev, name)
	}
	s.shown = "git:" + rev + ":" + s.shown
	return s, err
}

// elsewhere says what may be meant by the name of no file.
func elsewhere(operand string) string {
	switch before, _, colon := strings.Cut(operand, ":"); {
	case strings.Contains(operand, "://"):
		return "diff reads files; wsgen fetch downloads a contract with all that it imports"
	case colon && len(before) > 1: // no drive
		return "a file of a revision is git:" + operand
	}
	return ""
}

var errMissing = errors.New("no such file or directory")

// locate makes a file or folder, by a name that may start from the side's folder, what the side is.
func (s *side) locate(name string) error {
	full := filepath.FromSlash(name)
	if !filepath.IsAbs(full) {
		full = filepath.Join(s.dir, full)
	}
	mode, err := s.tree().Mode(full)
	if errors.Is(err, fs.ErrNotExist) {
		return errMissing
	}
	if err != nil {
		return err
	}
	if !mode.IsDir() && path.Base(filepath.ToSlash(full)) == gen.ProjectName {
		return errors.New("lists contracts and is none; name its folder")
	}
	if !mode.IsDir() {
		s.inputs = []string{name}
		return nil
	}
	if name = filepath.ToSlash(filepath.Clean(name)); name != "." {
		s.shown = name + "/"
	}
	s.dir = full
	names, err := s.tree().Names(full)
	if err != nil || slices.Contains(names, gen.ProjectName) {
		return err
	}
	s.folder = true
	s.inputs, err = contractFiles(names)
	return err
}

// contractFiles are the inputs of a folder without a project file: its WSDLs, else its schemas.
func contractFiles(names []string) ([]string, error) {
	for _, extension := range []string{".wsdl", ".xsd"} {
		of := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return path.Ext(n) != extension })
		if len(of) > 0 {
			return of, nil
		}
	}
	return nil, fmt.Errorf("the folder has no %s, no WSDL and no schema", gen.ProjectName)
}

// read reads the contracts of a side. Warnings about the old one are old news. Overlay entries that match nothing are told, and
// hinder no comparison: that is what a change of the WSDL below them did.
func (a *app) read(s *side, lax, old bool) (*gen.Contracts, error) {
	contracts, list := gen.ReadContracts(gen.Config{Tree: s.tree(), Dir: s.dir, Inputs: s.inputs, Runtime: newRuntime(), Lax: lax, Trace: a.log.Infof})
	for _, f := range contracts.Files {
		f.Path = s.display(f.Path)
	}
	if old {
		list = slices.DeleteFunc(list, func(d source.Diagnostic) bool { return d.Severity == source.Warning })
	}
	if s.folder {
		list = slices.DeleteFunc(list, func(d source.Diagnostic) bool { return d.ID == "no-operations" })
		contracts.APIs = bound(contracts.APIs)
	}
	err := a.report(list)
	if !old && !slices.ContainsFunc(list, func(d source.Diagnostic) bool { return d.Severity == source.Error && d.ID != "overlay-unmatched" }) {
		s.stale, err = err != nil, nil
	}
	return contracts, err
}

// bound are the contracts with bindings, unless none has any.
func bound(apis []*contract.API) []*contract.API {
	has := func(a *contract.API) bool { return len(a.Bindings) > 0 }
	if !slices.ContainsFunc(apis, has) {
		return apis
	}
	return slices.DeleteFunc(apis, func(a *contract.API) bool { return !has(a) })
}

// display is the name of a file as the caller would write it.
func (s *side) display(name string) string {
	if s.shown == "" || path.IsAbs(name) {
		return name
	}
	head, dir := "", s.shown
	if i := strings.LastIndexByte(dir, ':'); i >= 0 {
		head, dir = dir[:i+1], dir[i+1:]
	}
	return head + path.Join(dir, name)
}

// acceptances are the changes that a project file accepts: that of the new side, else that of the current folder.
func (a *app) acceptances(is *gen.Contracts, new *side) ([]*diff.Acceptance, error) {
	if len(new.inputs) == 0 {
		return is.Accept, nil
	}
	project, err := a.project()
	if err != nil || project == nil {
		return nil, err
	}
	return gen.Acceptances(project), nil
}

// project reads the project file of the current folder, nil for none.
func (a *app) project() (*parser.Project, error) {
	loader, err := source.NewLoader("")
	if err != nil {
		return nil, err
	}
	file, d := loader.Open(gen.ProjectName, source.Span{})
	if d != nil {
		return nil, nil // there is none
	}
	project, list := parser.ParseProject(file)
	return project, a.report(list)
}
