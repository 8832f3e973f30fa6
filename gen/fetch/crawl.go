package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"example.com/wsgen/gen/parser"
	"example.com/wsgen/gen/source"
)

// A document is what a URL gave.
type document struct {
	url   *url.URL // as it was first referred to
	base  *url.URL // where it came from in the end, which its references are relative to
	from  string   // the place of the first reference
	asker *url.URL // the base of the document with that
	depth int
	// optional says that all references so far can do without it, missing that they have to.
	optional, missing bool

	raw        []byte
	html       bool // the server calls it a page
	text       *source.Original
	references []*reference
	ext        string // .wsdl or .xsd
	path       string
}

// A crawl is the documents found so far, in the order of references: breadth first, so that depths are the least.
type crawling struct {
	*client
	found []*document
	by    map[string]*document // by URL
	total int64
}

// crawl gets the first document and all that follows from it. What is not there and not needed is left out.
func crawl(ctx context.Context, c *client) ([]*document, error) {
	defer c.close()
	f := &crawling{client: c, by: map[string]*document{}}
	f.add(&document{url: c.first})
	for i := 0; i < len(f.found); i++ {
		d := f.found[i]
		err := f.fetch(ctx, d)
		if err == nil {
			err = f.follow(ctx, d)
		}
		if err != nil {
			return nil, err
		}
	}
	for _, d := range f.found {
		for _, r := range d.references {
			if r.target != nil && r.target.missing {
				r.target = nil
			}
		}
	}
	return slices.DeleteFunc(f.found, func(d *document) bool { return d.missing }), nil
}

func (f *crawling) add(d *document) {
	f.by[d.url.String()] = d
	f.found = append(f.found, d)
}

// fetch gets a document and reads it.
func (f *crawling) fetch(ctx context.Context, d *document) error {
	fail := func(err error) error { return &Error{URL: f.shown(d.url), From: d.from, Err: err} }
	limit := min(f.o.Limits.Document, f.o.Limits.Total-f.total)
	got, err := f.get(ctx, d.url, d.asker, limit)
	switch status := (*StatusError)(nil); {
	case errors.Is(err, errTooLong) && limit < f.o.Limits.Document:
		return fail(&LimitError{"total", bytesOf(f.o.Limits.Total)})
	case errors.Is(err, errTooLong):
		return fail(&LimitError{"document", bytesOf(f.o.Limits.Document)})
	case d.optional && errors.As(err, &status) && (status.Code == http.StatusNotFound || status.Code == http.StatusGone):
		d.missing = true
		return nil
	case err != nil && got.url.String() != d.url.String():
		return fail(fmt.Errorf("leads to %s: %w", f.shown(got.url), err))
	case err != nil:
		return fail(err)
	}
	d.raw, d.base, d.html = got.data, got.url, got.html
	f.total += int64(len(d.raw))
	if err := d.read(f.shown(d.url)); err != nil && d.base.String() != d.url.String() {
		return fail(fmt.Errorf("leads to %s: %w", f.shown(d.base), err))
	} else if err != nil {
		return fail(err)
	}
	return nil
}

func bytesOf(n int64) string { return strconv.FormatInt(n, 10) + " bytes" }

// follow adds what a document refers to.
func (f *crawling) follow(ctx context.Context, d *document) error {
	for _, r := range d.references {
		if err := ctx.Err(); err != nil {
			return err
		}
		line, column := r.at.Position()
		from := fmt.Sprintf("%s:%d:%d", r.at.File.Path, line, column)
		// Tools of Windows write locations with its separators.
		u, err := parse(strings.ReplaceAll(r.location, `\`, "/"))
		if err != nil {
			return &Error{URL: "the location", From: from, Err: err}
		}
		u = normal(d.base.ResolveReference(u))
		if d.base.Scheme == "https" && u.Scheme == "http" && u.Host == d.base.Host {
			u.Scheme = "https" // what a server writes that does not know of the TLS in front of it
		}
		if slices.Contains(f.o.Skip, u.String()) {
			continue
		}
		if err := f.check(u, d.base); err != nil {
			if r.known {
				continue
			}
			return &Error{URL: f.shown(u), From: from, Err: err}
		}
		if err := f.refer(r, u, d, from); err != nil {
			return err
		}
	}
	return nil
}

// refer leads a reference to its document, which is added when it is new.
func (f *crawling) refer(r *reference, u *url.URL, d *document, from string) error {
	old := f.by[u.String()]
	if old != nil && old.missing && !r.known {
		return &Error{URL: f.shown(u), From: from, Err: &StatusError{Code: http.StatusNotFound}}
	}
	if old != nil {
		old.optional = old.optional && r.known
		r.target = old
		return nil
	}
	limits := f.o.Limits
	if d.depth+1 > limits.Depth {
		return &Error{URL: f.shown(u), From: from, Err: &LimitError{"depth", strconv.Itoa(limits.Depth)}}
	}
	if len(f.found)+1 > limits.Documents {
		return &Error{URL: f.shown(u), From: from, Err: &LimitError{"documents", strconv.Itoa(limits.Documents)}}
	}
	r.target = &document{url: u, from: from, asker: d.base, depth: d.depth + 1, optional: r.known}
	f.add(r.target)
	return nil
}

// read parses a document and lists its references. Path is what messages call it.
func (d *document) read(path string) error {
	text, failed := source.NewOriginal(path, d.raw)
	if failed != nil {
		return d.content(source.List{*failed}, nil)
	}
	var found source.List
	root := parser.ParseContract(text.File, &found)
	switch {
	case root == nil || found.HasErrors():
		return d.content(found, root)
	case extension(root) == "":
		return d.content(nil, root)
	}
	d.ext, d.text, d.references = extension(root), text, references(root)
	return nil
}

// content says what a document is that is no contract.
func (d *document) content(found source.List, root *parser.XML) error {
	head := strings.ToLower(string(bytes.TrimLeft(d.raw[:min(len(d.raw), 1024)], "\xef\xbb\xbf \t\r\n")))
	html := d.html || strings.HasPrefix(head, "<!doctype html") || strings.HasPrefix(head, "<html") ||
		strings.HasPrefix(head, "<head") || strings.HasPrefix(head, "<body") || root != nil && strings.EqualFold(root.Name.Local, "html")
	switch {
	case len(head) == 0:
		return &ContentError{Reason: "is empty"}
	case html:
		return &ContentError{HTML: true, Reason: "is an HTML page, perhaps one to log in, and neither a WSDL nor a schema"}
	case head[0] != '<' && len(found) > 0 && found[0].Span.Start == 0:
		return &ContentError{Reason: "is not XML", Diagnostics: found}
	case found.HasErrors():
		first := found[slices.IndexFunc(found, func(d source.Diagnostic) bool { return d.Severity == source.Error })]
		line, column := first.Span.Position()
		return &ContentError{Reason: fmt.Sprintf("%d:%d: %s", line, column, first.Message), Diagnostics: found}
	}
	return &ContentError{Reason: fmt.Sprintf("its root element is %+q, neither a WSDL 1.1 nor a schema", root.Name)}
}
