package pattern_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"example.com/wsgen/gen/pattern"
)

func TestTranslate(t *testing.T) {
	tests := []struct {
		expr     string
		match    []string
		mismatch []string
	}{
		{`\d+`, []string{"1", "12", "٣"}, []string{"", "a", "1a", "a1", "1\n"}},
		{`.{10}`, []string{"2020-01-01", "éééééééééé"}, []string{"2020-01-1", "2020-01-0\n", "2020-01-0\r"}},
		{`.*[A-Z0-9a-z]{1,}.*`, []string{"a", " x "}, []string{"", " ", "é"}},
		{`^a$`, []string{"^a$"}, []string{"a"}},
		{`a|b|`, []string{"a", "b", ""}, []string{"ab", "c"}},
		{`(ab){2,3}`, []string{"abab", "ababab"}, []string{"ab", "abababab"}},
		{`a{0}`, []string{""}, []string{"a"}},
		{`\s\S`, []string{" x", "\tx", "\rx"}, []string{"x ", "\u00a0x"}},
		{`\w+`, []string{"aé1", "+", "ação"}, []string{"a b", "-", "_", "."}},
		{`\W`, []string{"-", " ", "_"}, []string{"a", "+"}},
		{`[\w-]+`, []string{"a-b"}, []string{"a.b"}},
		{`[\w-\.]+@x`, []string{"a-b.c@x"}, []string{"a b@x"}},
		{`[\W\d]`, []string{"-", "4"}, []string{"a"}},
		{`[^\d\s]`, []string{"a", "-"}, []string{"4", " "}},
		{`\i\c*`, []string{"a-b", "_1", "xs:int", "é"}, []string{"1a", "-a", "a b"}},
		{`[\i-[:]][\c-[:]]*`, []string{"a-b", "é"}, []string{"a:b", ":"}},
		{`[a-z-[aeiou]]+`, []string{"xyz"}, []string{"a", "xa", "-"}},
		{`[a-z-[b-y-[m]]]+`, []string{"amz"}, []string{"b"}},
		{`[^a-c-[x]]`, []string{"d"}, []string{"a", "x"}},
		{`\I\C`, []string{"1 ", "- "}, []string{"a ", "1a"}},
		{`\D\P{L}`, []string{"a1"}, []string{"1a", "aa"}},
		{`[\D]`, []string{"a"}, []string{"1"}},
		{`[\S]`, []string{"a", "é"}, []string{" "}},
		{`\p{Lu}\p{L}*`, []string{"É", "Aa"}, []string{"a"}},
		{`\p{IsBasicLatin}+`, []string{"abc~"}, []string{"é"}},
		{`\P{IsBasicLatin}[\p{IsGreek}]`, []string{"éα"}, []string{"aα", "éa"}},
		{`\p{IsLatin-1Supplement}`, []string{"é"}, []string{"e"}},
		{`[-a]`, []string{"-", "a"}, []string{"b"}},
		{`[a-]`, []string{"-", "a"}, []string{"b"}},
		{`[+--]`, []string{"+", ",", "-"}, []string{"."}},
		{`[a^]`, []string{"a", "^"}, []string{"b"}},
		{`[\^\-\]\[\\]+`, []string{`^-][\`}, []string{"a"}},
		{`[.*+?(){}|$]`, []string{".", "*", "$", "|"}, []string{"a"}},
		{`\.\\\?\*\+\(\)\{\}\|\-\[\]\^`, []string{`.\?*+(){}|-[]^`}, []string{""}},
		{`\n\r\t`, []string{"\n\r\t"}, []string{"nrt"}},
		{`[\n-\r]`, []string{"\n", "\v", "\r"}, []string{"\t"}},
		{`(a(b|c)?)*`, []string{"", "abac"}, []string{"b"}},
		{`[A-Z]{2}\d{4}-\d{2}/`, []string{"AB1234-56/"}, []string{"AB1234-56"}},
		{`a b`, []string{"a b"}, []string{"ab"}},
		{``, []string{""}, []string{"a"}},
		{`[a-[a]]`, nil, []string{"a", "b", ""}},
		{`#"'/@%&=~`, []string{`#"'/@%&=~`}, []string{""}},
	}
	for _, tt := range tests {
		t.Run(tt.expr, func(t *testing.T) {
			expr, err := pattern.Translate(tt.expr)
			if err != nil {
				t.Fatal(err)
			}
			re, err := regexp.Compile(`\A(?:` + expr + `)\z`)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range tt.match {
				if !re.MatchString(s) {
					t.Errorf("%s does not match %q", expr, s)
				}
			}
			for _, s := range tt.mismatch {
				if re.MatchString(s) {
					t.Errorf("%s matches %q", expr, s)
				}
			}
		})
	}
}

// The text is part of generated code, so its form is fixed.
func TestTranslateText(t *testing.T) {
	tests := []struct{ expr, want string }{
		{`\d+`, `[\p{Nd}]+`},
		{`.{10}`, `[^\n\r]{10}`},
		{`[A-Za-z0-9]{1,}`, `[A-Za-z0-9]{1,}`},
		{`(a|b)\s`, `(?:a|b)[\x{9}-\x{A}\x{D} ]`},
		{`[a-z-[aeiou]]`, `[b-df-hj-np-tv-z]`},
	}
	for _, tt := range tests {
		if got, err := pattern.Translate(tt.expr); got != tt.want || err != nil {
			t.Errorf("Translate(%q) = %q, %v; want %q", tt.expr, got, err, tt.want)
		}
	}
}

func TestRefused(t *testing.T) {
	tests := []struct {
		expr   string
		offset int
		reason string
	}{
		{`a{1001}`, 1, "at most 1000"},
		{`(a{1000}){1000}`, 0, "RE2 can't express"},
		{`a{2,1}`, 1, "counts down"},
		{`a{,2}`, 1, "number"},
		{`a{x}`, 1, "number"},
		{`a{2`, 1, "without }"},
		{`a**`, 2, "after a quantifier"},
		{`a+?`, 2, "after a quantifier"},
		{`a{2}{3}`, 4, "after a quantifier"},
		{`*a`, 0, "nothing to repeat"},
		{`(|*)`, 2, "nothing to repeat"},
		{`(?:a)`, 0, "(? groups"},
		{`(a`, 0, "( without )"},
		{`a)`, 1, ") without ("},
		{`[a`, 0, "[ without ]"},
		{`[`, 0, "[ without ]"},
		{`[a-`, 1, "[ without ]"},
		{`[]`, 0, "without characters"},
		{`[^]`, 0, "without characters"},
		{`a]`, 1, "] without ["},
		{`[z-a]`, 1, "counts down"},
		{`[a-\d]`, 1, "ends with a set"},
		{`[a[b]]`, 2, `\[`},
		{`[a-z-[b]c]`, 4, "ends its class"},
		{`\b`, 0, `no escape \b`},
		{`a\`, 1, "at the end"},
		{`\u0041`, 0, `no escape \u`},
		{`\p{Latin}`, 0, "no category Latin"},
		{`\p{IsKlingon}`, 0, "no block Klingon"},
		{`\pL`, 0, "followed by {name}"},
		{"a\xff", 1, "not UTF-8"},
		{strings.Repeat("(", 300), 201, "nested"},
	}
	for _, tt := range tests {
		t.Run(tt.expr, func(t *testing.T) {
			got, err := pattern.Translate(tt.expr)
			e, ok := errors.AsType[*pattern.Error](err)
			if !ok {
				t.Fatalf("got %q, %v", got, err)
			}
			if e.Offset != tt.offset || !strings.Contains(e.Reason, tt.reason) {
				t.Errorf("got %d %q, want %d %q", e.Offset, e.Reason, tt.offset, tt.reason)
			}
		})
	}
}

func FuzzTranslate(f *testing.F) {
	for _, s := range []string{`\d+`, `[a-z-[aeiou]]`, `(a|b){2,3}`, `[\w-\.]+@\i\c*`, `\p{IsBasicLatin}`, `[^\S]`, `a{1001}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, expr string) {
		got, err := pattern.Translate(expr)
		if e, ok := errors.AsType[*pattern.Error](err); ok && (e.Offset < 0 || e.Offset > len(expr)) {
			t.Fatalf("offset %d is outside %q", e.Offset, expr)
		}
		if err == nil {
			regexp.MustCompile(got)
		}
	})
}
