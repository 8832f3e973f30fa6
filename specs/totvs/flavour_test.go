package totvs_test

import (
	"context"
	"net/http"

	"example.com/wsgen/generated/totvs"
	"example.com/wsgen/generated/totvs/datasul"
	"example.com/wsgen/generated/totvs/pcfactory"
	"example.com/wsgen/generated/totvs/protheus"
	"example.com/wsgen/generated/totvs/rm"
	"example.com/wsgen/generated/totvs/wspcp"
	"example.com/wsgen/runtime/soap"
)

// A flavour is a service: what differs is how the message is wrapped.
type flavour struct {
	name      string
	build     func(endpoint string, m totvs.TOTVSMessage) (*http.Request, error)
	call      func(endpoint string, m totvs.TOTVSMessage, opts ...soap.Option) (*totvs.TOTVSMessage, error)
	handler   func(serve func(m totvs.TOTVSMessage) (*totvs.TOTVSMessage, error)) http.Handler
	operation *soap.Operation
}

const (
	user     = "USUARIO"
	password = "SENHA"
)

var (
	credentials = soap.UserPassword(user, password)
	checked     = soap.ServeCredentials(func(_ context.Context, u, p string) error {
		if u != user || p != password {
			return http.ErrNoCookie
		}
		return nil
	})
)

var flavours = []flavour{
	{
		name: "protheus", operation: &protheus.OpReceiveMessage,
		build: func(endpoint string, m totvs.TOTVSMessage) (*http.Request, error) {
			c, err := protheus.NewClient(endpoint)
			if err != nil {
				return nil, err
			}
			return c.BuildReceiveMessage(ctx, protheusRequest(m))
		},
		call: func(endpoint string, m totvs.TOTVSMessage, opts ...soap.Option) (*totvs.TOTVSMessage, error) {
			c, err := protheus.NewClient(endpoint, opts...)
			if err != nil {
				return nil, err
			}
			r, err := c.ReceiveMessage(ctx, protheusRequest(m))
			if err != nil {
				return nil, err
			}
			return &r.Result.TOTVSMessage, nil
		},
		handler: func(serve func(m totvs.TOTVSMessage) (*totvs.TOTVSMessage, error)) http.Handler {
			return protheus.NewReceiveMessageHandler(func(_ context.Context, r *protheus.RECEIVEMESSAGE) (*protheus.RECEIVEMESSAGERESPONSE, error) {
				m, err := serve(r.Message.TOTVSMessage)
				if err != nil {
					return nil, err
				}
				return &protheus.RECEIVEMESSAGERESPONSE{Result: protheus.RECEIVEMESSAGERESPONSEResult{TOTVSMessage: *m}}, nil
			})
		},
	},
	{
		name: "pcfactory", operation: &pcfactory.OpReceiveMessage,
		build: func(endpoint string, m totvs.TOTVSMessage) (*http.Request, error) {
			c, err := pcfactory.NewClient(endpoint)
			if err != nil {
				return nil, err
			}
			return c.BuildReceiveMessage(ctx, pcfactoryRequest(m))
		},
		call: func(endpoint string, m totvs.TOTVSMessage, opts ...soap.Option) (*totvs.TOTVSMessage, error) {
			c, err := pcfactory.NewClient(endpoint, opts...)
			if err != nil {
				return nil, err
			}
			r, err := c.ReceiveMessage(ctx, pcfactoryRequest(m))
			if err != nil {
				return nil, err
			}
			return &r.Result.TOTVSMessage, nil
		},
		handler: func(serve func(m totvs.TOTVSMessage) (*totvs.TOTVSMessage, error)) http.Handler {
			return pcfactory.NewReceiveMessageHandler(func(_ context.Context, r *pcfactory.ReceiveMessage) (*pcfactory.ReceiveMessageResponse, error) {
				m, err := serve(r.Message.TOTVSMessage)
				if err != nil {
					return nil, err
				}
				return &pcfactory.ReceiveMessageResponse{Result: pcfactory.ReceiveMessageResponseResult{TOTVSMessage: *m}}, nil
			})
		},
	},
	{
		name: "wspcp", operation: &wspcp.OpReceiveMessage,
		build: func(endpoint string, m totvs.TOTVSMessage) (*http.Request, error) {
			c, err := wspcp.NewClient(endpoint, credentials)
			if err != nil {
				return nil, err
			}
			return c.BuildReceiveMessage(ctx, wspcpRequest(m))
		},
		call: func(endpoint string, m totvs.TOTVSMessage, opts ...soap.Option) (*totvs.TOTVSMessage, error) {
			c, err := wspcp.NewClient(endpoint, credentials, opts...)
			if err != nil {
				return nil, err
			}
			r, err := c.ReceiveMessage(ctx, wspcpRequest(m))
			if err != nil {
				return nil, err
			}
			return &r.Result.TOTVSMessage, nil
		},
		handler: func(serve func(m totvs.TOTVSMessage) (*totvs.TOTVSMessage, error)) http.Handler {
			return wspcp.NewReceiveMessageHandler(func(_ context.Context, r *wspcp.RECEIVEMESSAGE) (*wspcp.RECEIVEMESSAGERESPONSE, error) {
				m, err := serve(r.Message.TOTVSMessage)
				if err != nil {
					return nil, err
				}
				return &wspcp.RECEIVEMESSAGERESPONSE{Result: wspcp.RECEIVEMESSAGERESPONSEResult{TOTVSMessage: *m}}, nil
			}, checked)
		},
	},
	{
		name: "rm", operation: &rm.OpReceiveMessage,
		build: func(endpoint string, m totvs.TOTVSMessage) (*http.Request, error) {
			c, err := rm.NewClient(endpoint, credentials)
			if err != nil {
				return nil, err
			}
			return c.BuildReceiveMessage(ctx, rmRequest(m))
		},
		call: func(endpoint string, m totvs.TOTVSMessage, opts ...soap.Option) (*totvs.TOTVSMessage, error) {
			c, err := rm.NewClient(endpoint, credentials, opts...)
			if err != nil {
				return nil, err
			}
			r, err := c.ReceiveMessage(ctx, rmRequest(m))
			if err != nil {
				return nil, err
			}
			return &r.Result.TOTVSMessage, nil
		},
		handler: func(serve func(m totvs.TOTVSMessage) (*totvs.TOTVSMessage, error)) http.Handler {
			return rm.NewReceiveMessageHandler(func(_ context.Context, r *rm.ReceiveMessage) (*rm.ReceiveMessageResponse, error) {
				m, err := serve(r.Message.TOTVSMessage)
				if err != nil {
					return nil, err
				}
				return &rm.ReceiveMessageResponse{Result: rm.ReceiveMessageResponseResult{TOTVSMessage: *m}}, nil
			}, checked)
		},
	},
	{
		name: "datasul", operation: &datasul.OpReceiveMessage,
		build: func(endpoint string, m totvs.TOTVSMessage) (*http.Request, error) {
			c, err := datasul.NewClient(endpoint)
			if err != nil {
				return nil, err
			}
			return c.BuildReceiveMessage(ctx, datasulRequest(m))
		},
		call: func(endpoint string, m totvs.TOTVSMessage, opts ...soap.Option) (*totvs.TOTVSMessage, error) {
			c, err := datasul.NewClient(endpoint, opts...)
			if err != nil {
				return nil, err
			}
			r, err := c.ReceiveMessage(ctx, datasulRequest(m))
			if err != nil {
				return nil, err
			}
			return &r.Result.TOTVSMessage, nil
		},
		handler: func(serve func(m totvs.TOTVSMessage) (*totvs.TOTVSMessage, error)) http.Handler {
			return datasul.NewReceiveMessageHandler(func(_ context.Context, r *datasul.ReceiveMessage) (*datasul.ReceiveMessageResponse, error) {
				m, err := serve(r.Message.TOTVSMessage)
				if err != nil {
					return nil, err
				}
				return &datasul.ReceiveMessageResponse{Result: datasul.ReceiveMessageResponseResult{TOTVSMessage: *m}}, nil
			})
		},
	},
}

func protheusRequest(m totvs.TOTVSMessage) *protheus.RECEIVEMESSAGE {
	return &protheus.RECEIVEMESSAGE{Message: protheus.RECEIVEMESSAGEMessage{TOTVSMessage: m}}
}

func pcfactoryRequest(m totvs.TOTVSMessage) *pcfactory.ReceiveMessage {
	return &pcfactory.ReceiveMessage{Message: pcfactory.ReceiveMessageMessage{TOTVSMessage: m}}
}

func wspcpRequest(m totvs.TOTVSMessage) *wspcp.RECEIVEMESSAGE {
	return &wspcp.RECEIVEMESSAGE{Message: wspcp.RECEIVEMESSAGEMessage{TOTVSMessage: m}}
}

func rmRequest(m totvs.TOTVSMessage) *rm.ReceiveMessage {
	return &rm.ReceiveMessage{Message: rm.ReceiveMessageMessage{TOTVSMessage: m}}
}

func datasulRequest(m totvs.TOTVSMessage) *datasul.ReceiveMessage {
	return &datasul.ReceiveMessage{Message: datasul.ReceiveMessageMessage{TOTVSMessage: m}}
}

// answer is the message of a refusal.
func answer(r *soap.Refusal) *totvs.TOTVSMessage {
	switch reply := r.Reply.(type) {
	case *protheus.RECEIVEMESSAGERESPONSE:
		return &reply.Result.TOTVSMessage
	case *wspcp.RECEIVEMESSAGERESPONSE:
		return &reply.Result.TOTVSMessage
	}
	return nil
}
