package pattern

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// A set is a set of characters: as text for the inside of RE2's brackets, and as ranges for
// what RE2's brackets can't say. The text keeps the names of categories, so that what it means
// grows with Unicode and the text does not.
type set struct {
	text    string
	ranges  ranges
	negated bool // the set is what text does not hold; ranges are those of the set
}

func (s set) brackets() string {
	switch {
	case s.negated:
		return "[^" + s.text + "]"
	case len(s.ranges) == 0:
		return `[^\x00-\x{10FFFF}]`
	}
	return "[" + s.text + "]"
}

// ranges are characters in order, each pair with both ends.
type ranges [][2]rune

func (r ranges) sorted() ranges {
	r = slices.Clone(r)
	slices.SortFunc(r, func(a, b [2]rune) int { return int(a[0] - b[0]) })
	var out ranges
	for _, x := range r {
		if n := len(out); n > 0 && x[0] <= out[n-1][1]+1 {
			out[n-1][1] = max(out[n-1][1], x[1])
		} else {
			out = append(out, x)
		}
	}
	return out
}

func (r ranges) complement() ranges {
	var out ranges
	next := rune(0)
	for _, x := range r.sorted() {
		if x[0] > next {
			out = append(out, [2]rune{next, x[0] - 1})
		}
		next = x[1] + 1
	}
	if next <= unicode.MaxRune {
		out = append(out, [2]rune{next, unicode.MaxRune})
	}
	return out
}

// minus is what stands in r and not in other.
func (r ranges) minus(other ranges) ranges {
	return append(r.complement(), other...).complement()
}

func fromRanges(r ranges) set {
	r = r.sorted()
	var b strings.Builder
	for _, x := range r {
		b.WriteString(inClass(x[0]))
		if x[1] > x[0] {
			b.WriteByte('-')
			b.WriteString(inClass(x[1]))
		}
	}
	return set{text: b.String(), ranges: r}
}

func inClass(r rune) string {
	switch {
	case strings.ContainsRune(`\[]^-`, r):
		return `\` + string(r)
	case r < 0x20 || 0x7f <= r && r < 0xa0 || r > unicode.MaxLatin1:
		return fmt.Sprintf(`\x{%X}`, r)
	}
	return string(r)
}

// The ranges of the multi-character escapes (production 37); names are those of XML 1.0, fifth edition.
var (
	spaces     = ranges{{'\t', '\n'}, {'\r', '\r'}, {' ', ' '}}
	nameStarts = ranges{
		{':', ':'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}, {0xc0, 0xd6}, {0xd8, 0xf6}, {0xf8, 0x2ff},
		{0x370, 0x37d}, {0x37f, 0x1fff}, {0x200c, 0x200d}, {0x2070, 0x218f}, {0x2c00, 0x2fef},
		{0x3001, 0xd7ff}, {0xf900, 0xfdcf}, {0xfdf0, 0xfffd}, {0x10000, 0xeffff},
	}
	nameChars = append(ranges{
		{'-', '.'}, {'0', '9'}, {0xb7, 0xb7}, {0x300, 0x36f}, {0x203f, 0x2040},
	}, nameStarts...)
)

// multi maps the multi-character escapes. \w is all but punctuation, separators and others, which
// leaves letters, marks, numbers and symbols.
var multi = map[rune]set{
	's': fromRanges(spaces),
	'S': fromRanges(spaces.complement()),
	'i': fromRanges(nameStarts),
	'I': fromRanges(nameStarts.complement()),
	'c': fromRanges(nameChars),
	'C': fromRanges(nameChars.complement()),
	'd': {text: `\p{Nd}`, ranges: categories("Nd")},
	'D': {text: `\P{Nd}`, ranges: categories("Nd").complement()},
	'w': {text: `\p{L}\p{M}\p{N}\p{S}`, ranges: categories("L", "M", "N", "S")},
	'W': {text: `\p{P}\p{Z}\p{C}`, ranges: categories("L", "M", "N", "S").complement()},
}

// category returns a category that XML Schema knows (production 28 ff.).
func category(name string) (set, bool) {
	if len(name) == 0 || len(name) > 2 || name == "LC" || name == "Cs" || unicode.Categories[name] == nil {
		return set{}, false
	}
	return set{text: `\p{` + name + `}`, ranges: categories(name)}, true
}

func categories(names ...string) ranges {
	var out ranges
	for _, name := range names {
		table := unicode.Categories[name]
		for _, r := range table.R16 {
			out = appendStrided(out, rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
		for _, r := range table.R32 {
			out = appendStrided(out, rune(r.Lo), rune(r.Hi), rune(r.Stride))
		}
	}
	return out.sorted()
}

func appendStrided(to ranges, lo, hi, stride rune) ranges {
	if stride == 1 {
		return append(to, [2]rune{lo, hi})
	}
	for r := lo; r <= hi; r += stride {
		to = append(to, [2]rune{r, r})
	}
	return to
}

// class reads a character class expression after its bracket (productions 12 to 22).
func (p *parser) class(start, depth int) set {
	var text strings.Builder
	var all ranges
	add := func(s set) {
		text.WriteString(s.text)
		all = append(all, s.ranges...)
	}
	if depth > maxDepth {
		p.fail(start, "class subtractions are nested more than %d deep", maxDepth)
	}
	negated := p.peek() == '^'
	if negated {
		p.pos++
	}
	first := p.pos
	var minus *set
	for p.err == nil {
		at := p.pos
		if p.peek() < 0 {
			p.fail(start, "[ without ]")
			break
		}
		if strings.HasPrefix(p.in[at:], "-[") && at > first {
			p.pos += 2
			s := p.class(at+1, depth+1)
			if minus = &s; p.peek() != ']' {
				p.fail(at, "a subtraction ends its class")
			}
		}
		if p.peek() == ']' && p.pos > first {
			p.pos++
			break
		}
		s, low := p.item(start)
		if low >= 0 {
			s = fromRanges(ranges{{low, p.rangeEnd(at, low)}})
		}
		add(s)
	}
	s := set{text: text.String(), ranges: all, negated: negated}
	if p.err != nil {
		return s
	}
	if negated {
		s.ranges = all.complement()
	}
	if minus != nil {
		s = fromRanges(s.ranges.minus(minus.ranges))
	}
	return s
}

// item reads one character or one escape of a class; low is -1 for a set.
func (p *parser) item(start int) (s set, low rune) {
	at := p.pos
	switch r := p.next(); r {
	case '\\':
		return p.escape(at)
	case '[':
		p.fail(at, `[ within a class is \[`)
	case ']':
		p.fail(start, "a class without characters")
	default:
		return s, r
	}
	return s, -1
}

// rangeEnd reads the rest of a range that starts with low, and returns low where there is none.
func (p *parser) rangeEnd(at int, low rune) rune {
	rest := p.in[p.pos:]
	if p.err != nil || !strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "-]") || strings.HasPrefix(rest, "-[") {
		return low
	}
	p.pos++
	if p.peek() < 0 {
		p.fail(at, "[ without ]")
		return low
	}
	_, high := p.item(at)
	switch {
	case high < 0:
		p.fail(at, "a range ends with a set")
	case high < low:
		p.fail(at, "a range that counts down")
	}
	return max(low, high)
}
