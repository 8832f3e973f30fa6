package xsd

import "testing"

func TestCheckItems(t *testing.T) {
	for _, tt := range []struct {
		text string
		n    int
		want error
	}{
		{"", 0, nil},
		{"a b", 2, nil},
		{"", 1, errItemEmpty},
		{"a  b", 3, errItemEmpty},
		{"a b", 1, errItemSpace},
		{" a b", 2, errItemEmpty},
		{"a\tb", 1, errItemSpace},
	} {
		if got := CheckItems([]byte(tt.text), tt.n); got != tt.want {
			t.Errorf("%q of %d: %v, want %v", tt.text, tt.n, got, tt.want)
		}
	}
}
