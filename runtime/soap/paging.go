package soap

import (
	"fmt"
	"iter"

	"example.com/wsgen/runtime/xsd"
)

// A Page is one page of a reply that comes in several.
type Page[T any] struct {
	Items []T
	// Current is the number that the reply gives itself, if it does.
	Current xsd.Opt[int]
	// Pages is the number of pages, if the reply states it; one that states none is the only one.
	Pages xsd.Opt[int]
}

// Pages returns the items of all pages, from the first on, for generated code. fetch calls the operation for a page. An error
// ends the loop, as does a page that calls itself by another number, an empty one before the last, and one with items
// of no pages. A loop that is left early asks for no further page.
func Pages[T any](op *Operation, first int, fetch func(page int) (Page[T], error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		for n := first; ; n++ {
			p, err := fetch(n)
			last := n-first+1 >= p.Pages.Or(1)
			switch {
			case err != nil:
			case p.Current.Or(n) != n:
				err = &PageError{op.Name, n, fmt.Sprintf("the reply is page %d", p.Current.Or(n))}
			case p.Pages.Or(1) < 1 && len(p.Items) > 0: // such as a required number that is missing: nothing says that this is all
				err = &PageError{op.Name, n, "the page has items, and the reply does not say how many pages there are"}
			case len(p.Items) == 0 && !last:
				err = &PageError{op.Name, n, fmt.Sprintf("the page is empty, and there are %d", p.Pages.Or(1))}
			}
			if err != nil {
				yield(none, err)
				return
			}
			for _, x := range p.Items {
				if !yield(x, nil) {
					return
				}
			}
			if last {
				return
			}
		}
	}
}

// A PageError reports a page that does not continue the pages before it.
type PageError struct {
	Operation string
	// Page is the page that was asked for.
	Page   int
	Reason string
}

// Error names the page.
func (e *PageError) Error() string {
	return fmt.Sprintf("%s: page %d: %s", e.Operation, e.Page, e.Reason)
}

// OperationName returns the operation's name.
func (e *PageError) OperationName() string { return e.Operation }

// EntryValues returns the addresses of the entries' values, for generated code.
func EntryValues[T any](entries []xsd.Entry[T]) []*T {
	out := make([]*T, len(entries))
	for i := range entries {
		out[i] = &entries[i].Value
	}
	return out
}

// Addresses returns the addresses of the items, for generated code.
func Addresses[T any](items []T) []*T {
	out := make([]*T, len(items))
	for i := range items {
		out[i] = &items[i]
	}
	return out
}
