// Command instr counts instructions with valgrind: this module's codec against encoding/xml, on the messages of package
// bench. It prints one line a measure, the ratio, and fails when one is below its gate. Figures do not depend on the
// machine's load.
//
// Without arguments it builds itself and runs each workload under cachegrind for two iteration counts; the difference
// is free of start-up cost. With -work it is the program that is measured.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"example.com/wsgen/bench"
	"example.com/wsgen/bench/orders"
)

// A measure is one line of the output: the lowest ratio over its pairs.
type measure struct {
	name  string
	gate  float64
	pairs []pair
}

// A pair is the same work on both sides, with the two iteration counts.
type pair struct {
	ours, std   string
	oursN, stdN [2]int
}

var measures = []measure{
	{"decode-200k", 10, []pair{{ours: "decode", std: "std-decode", oursN: [2]int{4, 44}, stdN: [2]int{2, 8}}}},
	{"stream-200k", 13, []pair{{ours: "stream", std: "std-stream", oursN: [2]int{4, 44}, stdN: [2]int{2, 8}}}},
	{"encode-200k", 10, []pair{{ours: "encode", std: "std-encode", oursN: [2]int{4, 44}, stdN: [2]int{2, 8}}}},
	{"decode-2k", 6, []pair{
		{ours: "token", std: "std-token", oursN: [2]int{100, 2100}, stdN: [2]int{50, 450}},
		{ours: "protocol", std: "std-protocol", oursN: [2]int{100, 2100}, stdN: [2]int{50, 450}},
	}},
}

func main() {
	work := flag.String("work", "", "run this workload instead of measuring")
	n := flag.Int("n", 1, "iterations of -work")
	verbose := flag.Bool("v", false, "print instruction counts too")
	flag.Parse()
	err := error(nil)
	if *work != "" {
		err = run(*work, *n)
	} else {
		err = measureAll(*verbose)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "instr:", err)
		os.Exit(1)
	}
}

// run does one workload n times.
func run(work string, n int) error {
	step, err := workload(work)
	for i := 0; i < n && err == nil; i++ {
		err = step()
	}
	return err
}

func workload(name string) (func() error, error) {
	large, token, protocol := bench.Orders(), bench.Token(), bench.Protocol()
	switch name {
	case "decode":
		return func() error { _, err := bench.DecodeOrders(large); return err }, nil
	case "std-decode":
		return func() error { _, err := bench.StdDecode[bench.StdOrders](large); return err }, nil
	case "stream":
		return func() error { return bench.StreamOrders(large, func(*orders.Order) {}) }, nil
	case "std-stream":
		return func() error { return bench.StdStream(large, func(*bench.StdOrder) {}) }, nil
	case "encode":
		x, err := bench.DecodeOrders(large)
		return func() error { return bench.EncodeOrders(x, func([]byte) {}) }, err
	case "std-encode":
		x, err := bench.StdDecode[bench.StdOrders](large)
		var buf bytes.Buffer
		return func() error { return bench.StdEncode(x, &buf) }, err
	case "token":
		return func() error { _, err := bench.DecodeToken(token); return err }, nil
	case "std-token":
		return func() error { _, err := bench.StdDecode[bench.StdToken](token); return err }, nil
	case "protocol":
		return func() error { _, err := bench.DecodeProtocol(protocol); return err }, nil
	case "std-protocol":
		return func() error { _, err := bench.StdDecode[bench.StdProtocol](protocol); return err }, nil
	}
	return nil, fmt.Errorf("unknown workload %q", name)
}

func measureAll(verbose bool) error {
	if _, err := exec.LookPath("valgrind"); err != nil {
		return errors.New("valgrind is not installed")
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	failed := false
	for _, m := range measures {
		lowest := 0.0
		for _, p := range m.pairs {
			ours, err := instructions(self, p.ours, p.oursN)
			if err != nil {
				return err
			}
			std, err := instructions(self, p.std, p.stdN)
			if err != nil {
				return err
			}
			if verbose {
				fmt.Fprintf(os.Stderr, "%s: %.0f, %s: %.0f\n", p.ours, ours, p.std, std)
			}
			if ratio := std / ours; lowest == 0 || ratio < lowest {
				lowest = ratio
			}
		}
		fmt.Printf("%s %.1f\n", m.name, lowest)
		if lowest < m.gate {
			fmt.Fprintf(os.Stderr, "instr: %s is below %.0f\n", m.name, m.gate)
			failed = true
		}
	}
	if failed {
		return errors.New("a ratio is below its gate")
	}
	return nil
}

// instructions is the count for one iteration of a workload.
func instructions(self, work string, n [2]int) (float64, error) {
	var refs [2]float64
	for i := range n {
		var err error
		if refs[i], err = count(self, work, n[i]); err != nil {
			return 0, err
		}
	}
	return (refs[1] - refs[0]) / float64(n[1]-n[0]), nil
}

var total = regexp.MustCompile(`I\s+refs:\s+([0-9,]+)`)

// count runs a workload under cachegrind. One processor and no collector make the count repeat.
func count(self, work string, n int) (float64, error) {
	dir, err := os.MkdirTemp("", "instr")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	cmd := exec.Command("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file="+filepath.Join(dir, "out"),
		self, "-work", work, "-n", strconv.Itoa(n))
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1", "GOGC=off")
	out, err := cmd.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("%s: %w\n%s", work, err, out)
	}
	m := total.FindSubmatch(out)
	if m == nil {
		return 0, fmt.Errorf("%s: no instruction count in\n%s", work, out)
	}
	return strconv.ParseFloat(strings.ReplaceAll(string(m[1]), ",", ""), 64)
}
