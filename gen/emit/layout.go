package emit

import "strings"

// layouts maps the letters of a date pattern of CLDR (Unicode TR 35, part 4, clause 8) to Go's
// reference time. Longer runs come first; XXX is a zone, as in -03:00 or Z.
var layouts = []struct{ cldr, layout string }{
	{"yyyy", "2006"}, {"yy", "06"}, {"MM", "01"}, {"M", "1"}, {"dd", "02"}, {"d", "2"},
	{"HH", "15"}, {"hh", "03"}, {"h", "3"}, {"mm", "04"}, {"ss", "05"}, {"SSSSSS", "000000"},
	{"SSS", "000"}, {"a", "PM"}, {"XXX", "Z07:00"}, {"xx", "-0700"},
}

// goLayout translates a date pattern of CLDR to a layout of package time. Text in single
// quotes, and whatever is no letter of a pattern, stays.
func goLayout(cldr string) string {
	var b strings.Builder
	quoted := false
next:
	for i := 0; i < len(cldr); {
		if cldr[i] == '\'' {
			if strings.HasPrefix(cldr[i:], "''") {
				b.WriteByte('\'')
				i++
			} else {
				quoted = !quoted
			}
			i++
			continue
		}
		if !quoted {
			for _, l := range layouts {
				if strings.HasPrefix(cldr[i:], l.cldr) {
					b.WriteString(l.layout)
					i += len(l.cldr)
					continue next
				}
			}
		}
		b.WriteByte(cldr[i])
		i++
	}
	return b.String()
}
