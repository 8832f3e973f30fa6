package rest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"

	"example.com/wsgen/runtime/jsontext"
	"example.com/wsgen/runtime/transport"
	"example.com/wsgen/runtime/xmltext"
)

// receive turns an HTTP reply into the decoded message or an error.
func (k *call) receive(ctx context.Context, x *Exchange, resp *http.Response, body *transport.Body) error {
	x.Status = resp.StatusCode
	if len(k.c.middleware) > 0 { // which alone sees it
		x.Reply = k.Secrets.Header(resp.Header)
	}
	if k.meta != nil {
		*k.meta = Reply{StatusCode: resp.StatusCode, Header: resp.Header, Attempts: x.Attempt}
	}
	err := k.judge(ctx, x, resp, body)
	var page *HTTPError
	if k.logsIn() && errors.As(err, &page) {
		page.Body = nil // it may hold a token
	}
	return err
}

// judge decodes the body of a success, and tells what is none.
func (k *call) judge(ctx context.Context, x *Exchange, resp *http.Response, body *transport.Body) error {
	if err := k.Unusable(resp, body); err != nil {
		return err
	}
	if !k.op.succeeded(resp.StatusCode) {
		return k.failed(ctx, resp, body)
	}
	if k.op.Out == nil {
		return nil
	}
	text, err := k.read(body)
	switch {
	case body.Damage() != nil:
		return k.Malformed(resp, "/", errors.New("decompressing: "+body.Damage().Error()))
	case err != nil:
		return k.DecodeError("", resp.StatusCode, err)
	case blank(text) && slices.Contains(k.op.Empty, resp.StatusCode):
		x.Out = nil
		return nil
	case blank(text):
		return k.Malformed(resp, "/", errors.New("empty reply"))
	case !isJSON(resp.Header.Get("Content-Type"), body.Head()):
		return k.HTTPError(resp, body, "")
	}
	known, err := k.decode(ctx, resp, text, k.op.Out.Form, x.Out)
	if err != nil {
		return err
	}
	return k.refused(x, known)
}

// refused applies the provider's status rule to the decoded reply. Known says that the contract has all of its members: a reply
// that may lack the whole body may then lack the status, which unknown ones could hide.
func (k *call) refused(x *Exchange, known bool) error {
	rule := k.op.Status
	if rule == nil {
		return nil
	}
	status, message := rule.Of(x.Out)
	absent := rule.AbsentOK || known && slices.Contains(k.op.Empty, x.Status)
	if r := k.Refused(rule.OK, absent, status, message, x.Out); r != nil {
		return r
	}
	return nil
}

func blank(text []byte) bool { return len(bytes.TrimSpace(text)) == 0 }

// succeeded tells the status codes of success.
func (op *Operation) succeeded(status int) bool {
	if len(op.Success) == 0 {
		return transport.OK(status)
	}
	return slices.Contains(op.Success, status)
}

// read reads the whole body, within the limit.
func (k *call) read(body io.Reader) ([]byte, error) {
	limit := k.c.base.Limits.WithDefaults().Document
	text, err := io.ReadAll(io.LimitReader(body, limit+1))
	if int64(len(text)) > limit {
		return nil, &xmltext.LimitError{Limit: "Document", Max: limit, Path: "/"}
	}
	return text, err
}

// isJSON tells a reply that is JSON, or means to be: by its media type, or where that says nothing by its start.
func isJSON(contentType string, head []byte) bool {
	t, _, err := mime.ParseMediaType(contentType)
	if err == nil && (t == "application/json" || strings.HasSuffix(t, "+json")) {
		return true
	}
	return len(head) > 0 && (head[0] == '{' || head[0] == '[')
}

// failed describes a reply that is no success: by the error body that the contract describes, if it holds one. Another JSON
// body is drift; a page of HTML or text is what stands before the service.
func (k *call) failed(ctx context.Context, resp *http.Response, body *transport.Body) error {
	page := k.HTTPError(resp, body, "")
	page.Want = "" // it may be JSON, and no success all the same
	if !isJSON(resp.Header.Get("Content-Type"), body.Head()) || body.Blank() {
		return page
	}
	p := k.op.Service.Error
	if p == nil {
		k.Drift(ctx, xmltext.UndeclaredFault, faultPath)
		return page
	}
	text, err := k.whole(body)
	detail := p.New()
	var found []xmltext.Drift
	opt := &jsontext.Options{Limits: k.c.base.Limits, OnDrift: func(d xmltext.Drift) { found = append(found, d) }}
	if err != nil || jsontext.Decode(text, p.Form, detail, opt) != nil {
		k.Drift(ctx, xmltext.FaultDetail, faultPath)
		return page
	}
	for _, d := range found {
		k.Drift(ctx, d.Kind, faultPath+d.Path)
	}
	return &Fault{HTTPError: page, Detail: detail}
}

// faultPath begins the paths of an error body, as SOAP's do below the body.
const faultPath = "/Fault"

// whole is the body of an answer that may have been read already, for an error's sake.
func (k *call) whole(body *transport.Body) ([]byte, error) {
	if body.Cut() {
		return nil, errors.New("the body is long")
	}
	return k.read(body.Again())
}

// decode reads a JSON text. Known says that the contract has all of its members.
func (k *call) decode(ctx context.Context, resp *http.Response, text []byte, f *jsontext.Form, x xmltext.Node) (known bool, err error) {
	known = true
	listens := k.c.base.Listens()
	opt := &jsontext.Options{Limits: k.c.base.Limits, Strict: k.strict}
	if listens || k.op.Status != nil {
		opt.OnDrift = func(d xmltext.Drift) {
			known = known && d.Kind != xmltext.UnknownElement
			if listens {
				k.Drift(ctx, d.Kind, d.Path)
			}
		}
	}
	err = jsontext.Decode(text, f, x, opt)
	var (
		syntax *jsontext.SyntaxError
		value  *jsontext.ValueError
	)
	switch {
	case err == nil:
		return known, nil
	case errors.As(err, &syntax):
		return false, k.DecodeErrorAt("", syntax.Offset, resp.StatusCode, err)
	case errors.As(err, &value):
		return false, k.DecodeErrorAt(value.Path, value.Offset, resp.StatusCode, err)
	}
	return false, k.DecodeError("", resp.StatusCode, err)
}
