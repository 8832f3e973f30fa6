package diff

import (
	"regexp/syntax"
	"strings"

	"example.com/wsgen/gen/pattern"
)

// matching are some texts that match a pattern, shorter ones first.
func matching(expr string) (texts []string) {
	const few = 8
	text, err := pattern.Translate(expr)
	if err != nil {
		return nil
	}
	re, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return nil
	}
	for pick := range few {
		var b strings.Builder
		writeMatch(&b, re, pick)
		texts = append(texts, b.String())
	}
	return texts
}

// writeMatch writes a text that matches: pick chooses among branches and characters, and how often something repeats.
func writeMatch(b *strings.Builder, re *syntax.Regexp, pick int) {
	least, most := 1, 1
	switch re.Op {
	case syntax.OpLiteral:
		b.WriteString(string(re.Rune))
		return
	case syntax.OpCharClass:
		b.WriteRune(oneOf(re.Rune, pick))
		return
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteByte("a1 -"[pick%4])
		return
	case syntax.OpAlternate:
		writeMatch(b, re.Sub[pick%len(re.Sub)], pick)
		return
	case syntax.OpStar:
		least, most = 0, -1
	case syntax.OpPlus:
		most = -1
	case syntax.OpQuest:
		least = 0
	case syntax.OpRepeat:
		least, most = re.Min, re.Max
	}
	count := least + pick%3
	if most >= 0 {
		count = min(count, most)
	}
	for range count {
		for i, sub := range re.Sub {
			writeMatch(b, sub, pick+i)
			if b.Len() > longestSample {
				return
			}
		}
	}
}

// oneOf is a character of a class, which is the ends of its ranges: a common one, if the class has any.
func oneOf(class []rune, pick int) rune {
	var all []rune
	for _, r := range "a0Zz9A -._é" {
		for i := 0; i < len(class); i += 2 {
			if class[i] <= r && r <= class[i+1] {
				all = append(all, r)
			}
		}
	}
	for _, r := range class {
		if r > ' ' && r < 0xD800 {
			all = append(all, r)
		}
	}
	if len(all) == 0 {
		return ' '
	}
	return all[pick%len(all)]
}
