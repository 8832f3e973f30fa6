package soap

import (
	"errors"
	"slices"
	"testing"

	"example.com/wsgen/runtime/xsd"
)

// pages answers page n with the n-th of these, counted from first.
func pages(first int, list ...Page[string]) (fetch func(int) (Page[string], error), asked *[]int) {
	asked = new([]int)
	return func(n int) (Page[string], error) {
		*asked = append(*asked, n)
		return list[n-first], nil
	}, asked
}

func page(current, of int, items ...string) Page[string] {
	return Page[string]{Items: items, Current: xsd.Some(current), Pages: xsd.Some(of)}
}

func TestPages(t *testing.T) {
	tests := []struct {
		name  string
		first int
		pages []Page[string]
		want  []string
		asked []int
		fails string
	}{
		{"one page", 1, []Page[string]{page(1, 1, "a")}, []string{"a"}, []int{1}, ""},
		{"three pages", 1, []Page[string]{page(1, 3, "a", "b"), page(2, 3, "c"), page(3, 3, "d")}, []string{"a", "b", "c", "d"}, []int{1, 2, 3}, ""},
		{"pages from 0", 0, []Page[string]{page(0, 2, "a"), page(1, 2, "b")}, []string{"a", "b"}, []int{0, 1}, ""},
		{"nothing", 1, []Page[string]{page(1, 0)}, nil, []int{1}, ""},
		{"one empty page", 1, []Page[string]{page(1, 1)}, nil, []int{1}, ""},
		{"an empty last page", 1, []Page[string]{page(1, 2, "a"), page(2, 2)}, []string{"a"}, []int{1, 2}, ""},
		{"no numbers", 1, []Page[string]{{Items: []string{"a"}}}, []string{"a"}, []int{1}, ""},
		{"pages that become fewer", 1, []Page[string]{page(1, 3, "a"), page(2, 2, "b")}, []string{"a", "b"}, []int{1, 2}, ""},
		{"pages that become more", 1, []Page[string]{page(1, 2, "a"), page(2, 3, "b"), page(3, 3, "c")}, []string{"a", "b", "c"}, []int{1, 2, 3}, ""},
		{"another page", 1, []Page[string]{page(1, 2, "a"), page(1, 2, "a")}, []string{"a"}, []int{1, 2}, "send: page 2: the reply is page 1"},
		{"items of no pages", 1, []Page[string]{page(1, 0, "a")}, nil, []int{1}, "send: page 1: the page has items, and the reply does not say how many pages there are"},
		{"an empty page in between", 1, []Page[string]{page(1, 3, "a"), page(2, 3)}, []string{"a"}, []int{1, 2}, "send: page 2: the page is empty, and there are 3"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fetch, asked := pages(tt.first, tt.pages...)
			var got []string
			var failed error
			for x, err := range Pages(&opSend, tt.first, fetch) {
				if err != nil {
					failed = err
					continue
				}
				got = append(got, x)
			}
			if !slices.Equal(got, tt.want) || !slices.Equal(*asked, tt.asked) || text(failed) != tt.fails {
				t.Errorf("got %v of pages %v, error %v", got, *asked, failed)
			}
			var e *PageError
			if failed != nil && (!errors.As(failed, &e) || e.Operation != "send") {
				t.Errorf("%T is no *PageError", failed)
			}
		})
	}
}

func TestPagesStop(t *testing.T) {
	fetch, asked := pages(1, page(1, 2, "a", "b"), page(2, 2, "c"))
	for range Pages(&opSend, 1, fetch) {
		break
	}
	if !slices.Equal(*asked, []int{1}) {
		t.Errorf("asked for the pages %v", *asked)
	}
	broken := errors.New("broken")
	n := 0
	for x, err := range Pages(&opSend, 1, func(int) (Page[string], error) { n++; return page(1, 9, "a"), broken }) {
		if x != "" || !errors.Is(err, broken) {
			t.Errorf("got %q, %v", x, err)
		}
	}
	if n != 1 {
		t.Errorf("%d calls after an error", n)
	}
}
