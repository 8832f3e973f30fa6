package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

const space = "urn:example:size"

// mains are programs that use a package, by the name of the package.
var mains = map[string]string{
	"ours": `package main

import (
	"os"

	types "example.org/size/%s"
	"example.com/wsgen/runtime/xmltext"
)

func main() {
	var doc types.XMLDocument
	if err := xmltext.Unmarshal([]byte(os.Args[1]), &doc); err != nil {
		panic(err)
	}
	data, err := xmltext.Marshal(&doc)
	println(string(data), err)
}
`,
	"tags": `package main

import (
	"encoding/xml"
	"os"

	types "example.org/size/%s"
)

func main() {
	var doc types.Type0
	if err := xml.Unmarshal([]byte(os.Args[1]), &doc); err != nil {
		panic(err)
	}
	data, err := xml.Marshal(&doc)
	println(string(data), err)
}
`,
}

// compare compiles the types both ways.
func (b *bench) compare() error {
	small := synthetic{1, 10}
	ours, err := b.build("ours", "ours", b.synthetic)
	if err != nil {
		return err
	}
	tags, err := b.build("tags", "tags", b.synthetic)
	if err != nil {
		return err
	}
	oursBase, err := b.build("ours", "oursbase", small)
	if err != nil {
		return err
	}
	tagsBase, err := b.build("tags", "tagsbase", small)
	if err != nil {
		return err
	}
	costs, err := b.least(ours.compile, tags.compile)
	if err != nil {
		return err
	}
	ratio, added := float64(costs[0].cpu)/float64(costs[1].cpu), ours.binary-oursBase.binary
	fmt.Printf("%d types, %d fields\n", b.types, b.fields)
	fmt.Printf("compile  generated %.2f s, %d MB; tags %.2f s, %d MB; ratio %.2f (at most %.1f)\n",
		costs[0].cpu.Seconds(), costs[0].memory>>20, costs[1].cpu.Seconds(), costs[1].memory>>20, ratio, maxRatio)
	fmt.Printf("binary   generated %.2f MB more, tags %.2f MB more (at most %d MB)\n",
		float64(added)/(1<<20), float64(tags.binary-tagsBase.binary)/(1<<20), maxBinary>>20)
	var failed error
	if ratio > maxRatio {
		failed = fmt.Errorf("compiling costs %.2f times what it does with tags", ratio)
	}
	if added > maxBinary {
		failed = errors.Join(failed, fmt.Errorf("the types add %d bytes to a binary", added))
	}
	return failed
}

// A built package has the command that compiles it alone and the size of a program that uses it.
type built struct {
	compile func() *exec.Cmd
	binary  int64
}

// build writes a package of the types of a schema and links a program with it.
func (b *bench) build(how, pkg string, s synthetic) (x built, err error) {
	dir := pkg
	if how == "tags" {
		err = b.write(filepath.Join(pkg, "types.go"), s.tags(pkg))
	} else {
		dir = filepath.Join("out-"+pkg, pkg)
		if err = b.write(pkg+".xsd", s.schema(space)); err == nil {
			_, err = output(b.generate(pkg, pkg+".xsd"))
		}
	}
	if err != nil {
		return x, err
	}
	program := filepath.Join("cmd", pkg)
	if err := b.write(filepath.Join(program, "main.go"), fmt.Sprintf(mains[how], filepath.ToSlash(dir))); err != nil {
		return x, err
	}
	if _, err := output(b.command("go", "build", "-ldflags=-s -w", "-o", pkg+".exe", "./"+program)); err != nil {
		return x, err
	}
	info, err := os.Stat(filepath.Join(b.dir, pkg+".exe"))
	if err != nil {
		return x, err
	}
	x.binary = info.Size()
	x.compile, err = b.compiler(pkg, dir)
	return x, err
}

// compiler is the compiler alone over one package whose dependencies are built.
func (b *bench) compiler(pkg, dir string) (func() *exec.Cmd, error) {
	imports, err := output(b.command("go", "list", "-export", "-deps", "-f", "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}", "./"+dir))
	if err != nil {
		return nil, err
	}
	importcfg := pkg + ".importcfg"
	if err := b.write(importcfg, imports+"\n"); err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(b.dir, dir, "*.go"))
	if err != nil {
		return nil, err
	}
	args := append([]string{"tool", "compile", "-p", "example.org/size/" + filepath.ToSlash(dir), "-c", "1", "-importcfg", importcfg, "-o", "out.o"}, files...)
	return func() *exec.Cmd { return b.command("go", args...) }, nil
}
