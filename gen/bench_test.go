package gen_test

import (
	"testing"

	"example.com/wsgen/gen"
	"example.com/wsgen/runtime"
)

// BenchmarkGenerate runs the pipeline over the shipped specs, the type-check included.
func BenchmarkGenerate(b *testing.B) {
	cfg := gen.Config{Dir: "..", Runtime: gen.Runtime{Sources: runtime.Sources(), ImportPath: runtime.ImportPath()}}
	b.ReportAllocs()
	for b.Loop() {
		if result, list := gen.Generate(cfg); result == nil {
			b.Fatal(list)
		}
	}
}
