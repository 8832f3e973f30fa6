package resolve

import (
	"example.com/wsgen/gen/contract"
	"example.com/wsgen/gen/source"
)

// served marks the operations that a spec asks to be served. A handler can check HTTP Basic; credentials that stand
// in the message it would leave unread, and let everybody in.
func (c *compiler) served() {
	for _, e := range c.spec.Operations.Entries {
		if !e.Value.Serve.V {
			continue
		}
		for _, b := range c.api.Bindings {
			for _, o := range b.Operations {
				if o.Name == e.Key.V {
					o.Serve = true
					c.checkServed(b, o, e.Value.Serve.Span)
				}
			}
		}
	}
}

func (c *compiler) checkServed(b *contract.Binding, o *contract.Operation, at source.Span) {
	security := c.api.Security
	if security == nil && c.api.Shared != nil {
		security = c.api.Shared.Security
	}
	_, soap := b.Transport.(*contract.SOAP)
	_, basic := security.(*contract.BasicAuth)
	switch {
	case !soap:
		c.diags.Errorf(at, idUnsupportedServe, "the operation %s is not SOAP, and only those can be served", o.Name)
	case security != nil && !basic:
		c.diags.Errorf(at, idUnsupportedServe, "the operation %s asks for credentials in the message, which a handler does not check", o.Name).Hint = "serve it from a spec of its own, with security: {basic: true} or none"
	}
}
