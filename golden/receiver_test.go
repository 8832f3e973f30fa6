package golden_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	notices "example.com/wsgen/golden/receiver/want/go/notices"
	"example.com/wsgen/runtime/rest"
)

func TestReceiverOfNotices(t *testing.T) {
	var took string
	r := &notices.Receiver{
		Receiver: rest.Receiver{
			Authorization: rest.BasicAuthorization("dTpw"),
			OnOther:       func(_ context.Context, n rest.Notification) error { took = "other " + n.Member; return nil },
		},
		OnDelivery: func(_ context.Context, x *notices.Delivery) error {
			took = "delivery " + x.Parts[1].Name.Or("")
			return nil
		},
		OnReturn: func(_ context.Context, x *notices.Return) error { took = "return " + x.Reason.Or(""); return nil },
	}
	post := func(authorization, body string) int {
		req := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
		req.Header.Set("Authorization", authorization)
		w := httptest.NewRecorder()
		r.ServeHTTP(w, req)
		return w.Code
	}
	for body, want := range map[string]string{
		`{"notice":{"number":7,"parts":[{"name":"a"},{"name":"b"}]}}`: "delivery b",
		`{"notice":{"number":7,"reason":"late","new":[1]}}`:           "return late",
		`{"Alarm":{"text":"fire"}}`:                                   "other Alarm", // no func takes it
		`{"Else":null}`:                                               "other Else",
	} {
		if status := post("Basic dTpw", body); status != 200 || took != want {
			t.Errorf("%s: status %d, took %s, want %s", body, status, took, want)
		}
	}
	if status := post("Basic dTpx", `{"Else":null}`); status != 401 {
		t.Errorf("wrong token: status %d", status)
	}
	r.Authorization = rest.BearerAuthorization("dTpw") // which the contract does not know
	if status := post("Bearer dTpw", `{"Else":null}`); status != 401 {
		t.Errorf("scheme that the provider can't send: status %d", status)
	}
}
