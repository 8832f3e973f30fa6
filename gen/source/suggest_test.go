package source

import "testing"

func TestDidYouMean(t *testing.T) {
	known := []string{"minOccurs", "maxOccurs", "type", "a"}
	for name, want := range map[string]string{
		"minOcurs":  "did you mean minOccurs?",
		"minoccurs": "did you mean minOccurs?",
		"tpye":      "did you mean type?",
		"aa":        "did you mean a?",
		"b":         "", // every single letter would be near
		"":          "",
		"elements":  "",
	} {
		if got := DidYouMean(name, known); got != want {
			t.Errorf("DidYouMean(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"", "abc", 3}, {"abc", "abd", 1}, {"abcd", "abdc", 1}, {"kitten", "sitting", 3}, {"a", "abcdefgh", far}} {
		if got := Distance(tt.a, tt.b); got != tt.want {
			t.Errorf("Distance(%q, %q) = %d, want %d", tt.a, tt.b, got, tt.want)
		}
	}
}
