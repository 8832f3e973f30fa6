package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// A point is the cost of generating from some copies of a schema.
type point struct {
	copies int
	cost
}

// growth generates from more and more copies and draws what that costs.
func (b *bench) growth(file string) error {
	var points []point
	for copies := 1; copies <= 16; copies *= 2 {
		var schemas []string
		for i := range copies {
			name := fmt.Sprintf("copy%d.xsd", i)
			if err := b.write(name, b.schema(fmt.Sprintf("urn:example:copy%d", i))); err != nil {
				return err
			}
			schemas = append(schemas, name)
		}
		c, err := b.least(func() *exec.Cmd { return b.generate(fmt.Sprintf("copies%d", copies), schemas...) })
		if err != nil {
			return err
		}
		fmt.Printf("%2d copies of %d types: %6.2f s, %4d MB\n", copies, b.types, c[0].cpu.Seconds(), c[0].memory>>20)
		points = append(points, point{copies, c[0]})
	}
	return os.WriteFile(file, []byte(plot(points, b.types)), 0o644)
}

const width, height, margin = 600, 320, 50

// plot draws the CPU time and the memory of each point, both against the number of copies.
func plot(points []point, types int) string {
	last := points[len(points)-1]
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">`+"\n", width, height)
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="white"/>`+"\n", width, height)
	fmt.Fprintf(&b, `<text x="%d" y="20">Generating from copies of a schema of %d types: CPU time (blue), memory (red)</text>`+"\n", margin, types)
	fmt.Fprintf(&b, `<path d="M%d %d V%d H%d" fill="none" stroke="black"/>`+"\n", margin, margin, height-margin, width-margin)
	x := func(copies int) float64 { return margin + float64(width-2*margin)*float64(copies)/float64(last.copies) }
	series := func(colour string, share func(point) float64, label func(point) string) {
		var line strings.Builder
		for i, p := range points {
			y := height - margin - float64(height-2*margin)*share(p)
			fmt.Fprintf(&line, "%c%.1f %.1f ", "ML"[min(i, 1)], x(p.copies), y)
			fmt.Fprintf(&b, `<circle cx="%.1f" cy="%.1f" r="3" fill="%s"/>`+"\n", x(p.copies), y, colour)
		}
		fmt.Fprintf(&b, `<path d="%s" fill="none" stroke="%s"/>`+"\n", strings.TrimSpace(line.String()), colour)
		fmt.Fprintf(&b, `<text x="%d" y="%.1f" fill="%s" text-anchor="end">%s</text>`+"\n",
			width-margin+45, height-margin-float64(height-2*margin)*share(last)+map[string]float64{"blue": -8, "red": 16}[colour], colour, label(last))
	}
	for _, p := range points {
		fmt.Fprintf(&b, `<text x="%.1f" y="%d" text-anchor="middle">%d</text>`+"\n", x(p.copies), height-margin+18, p.copies)
	}
	series("blue", func(p point) float64 { return p.cpu.Seconds() / last.cpu.Seconds() }, func(p point) string { return fmt.Sprintf("%.1f s", p.cpu.Seconds()) })
	series("red", func(p point) float64 { return float64(p.memory) / float64(last.memory) }, func(p point) string { return fmt.Sprintf("%d MB", p.memory>>20) })
	return b.String() + "</svg>\n"
}
