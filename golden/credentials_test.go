package golden_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"

	"example.com/wsgen/golden/body-credentials/want/go/hotel"
	"example.com/wsgen/runtime/soap"
	"example.com/wsgen/runtime/xsd"
)

const (
	booking = `<booking><guest>Zoë &amp; Ana</guest></booking>`
	escaped = `&lt;booking&gt;&lt;guest&gt;Zoë &amp;amp; Ana&lt;/guest&gt;&lt;/booking&gt;`
)

// proof is the digest of a key and a document, computed apart from the code under test.
func proof(key, document string) string {
	h := sha256.Sum256([]byte(key + document))
	return hex.EncodeToString(h[:])
}

func hotelClient(t *testing.T, scope hotel.Scope) *hotel.Client {
	t.Helper()
	c, err := hotel.NewClient(hotel.EndpointProduction, hotel.Credentials{Contract: "4711", Scope: scope})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestBodyCredentials holds what the scope makes of the same request.
func TestBodyCredentials(t *testing.T) {
	house, chain := hotel.House{Number: "A100", Key: "house-key"}, hotel.Chain{Key: "chain-key"}
	for _, test := range []struct {
		name  string
		scope hotel.Scope
		want  string
	}{
		{"house", house, "<gol:head><gol:contract>4711</gol:contract><gol:proof>" + proof("house-key", booking) + "</gol:proof><gol:desk>1</gol:desk><gol:house>A100</gol:house></gol:head>"},
		{"chain", chain, "<gol:head><gol:contract>4711</gol:contract><gol:proof>" + proof("chain-key", booking) + "</gol:proof><gol:desk>1</gol:desk></gol:head>"},
	} {
		want := test.want + "<gol:data><gol:item>" + escaped + "</gol:item></gol:data>"
		send := new(hotel.Send)
		send.Data.Item.Document = &hotel.SendDataItemDocumentBooking{Value: hotel.Booking{Guest: "Zoë & Ana"}}
		// In the second operation all that the credentials fill is optional, and made where it is not there.
		item := hotel.CancelDataItem{Booking: hotel.Booking{Guest: "Zoë & Ana"}}
		cancel := &hotel.Cancel{Data: &hotel.CancelData{Item: &item}}
		c := hotelClient(t, test.scope)
		for range 2 { // what is filled is a copy
			r, err := c.BuildSend(t.Context(), send)
			if err != nil {
				t.Fatal(err)
			}
			body, _ := io.ReadAll(r.Body)
			if !strings.Contains(string(body), want) {
				t.Errorf("%s: send is %s\nwithout %s", test.name, body, want)
			}
			if r, err = c.BuildCancel(t.Context(), cancel); err != nil {
				t.Fatal(err)
			}
			body, _ = io.ReadAll(r.Body)
			if !strings.Contains(string(body), want) {
				t.Errorf("%s: cancel is %s\nwithout %s", test.name, body, want)
			}
		}
		if cancel.Head != nil || !item.Extra.IsZero() || send.Head.Contract != "" {
			t.Errorf("%s: the request was changed", test.name)
		}
	}
}

// TestBodyCredentialsRefuse holds requests that are not sent.
func TestBodyCredentialsRefuse(t *testing.T) {
	house, chain := hotel.House{Number: "A100", Key: "k"}, hotel.Chain{Key: "k"}
	booked := func(b hotel.Booking) *hotel.Cancel {
		return &hotel.Cancel{Data: &hotel.CancelData{Item: &hotel.CancelDataItem{Booking: b}}}
	}
	headed := func(h hotel.CancelHead) *hotel.Cancel {
		x := booked(hotel.Booking{Guest: "g"})
		x.Head = &h
		return x
	}
	for _, test := range []struct {
		name  string
		scope hotel.Scope
		req   *hotel.Cancel
		field string
	}{
		{"forbidden struct", house, booked(hotel.Booking{Guest: "g", Houses: &hotel.BookingHouses{House: []string{"A"}}}), "data/item/booking/houses"},
		{"forbidden text", house, booked(hotel.Booking{Guest: "g", Remark: xsd.Some("r")}), "data/item/booking/remark"},
		{"forbidden in the head", chain, headed(hotel.CancelHead{House: xsd.Some("A100")}), "head/house"},
		{"other value", house, headed(hotel.CancelHead{House: xsd.Some("B200")}), "head/house"},
		{"same value", house, headed(hotel.CancelHead{House: xsd.Some("A100")}), ""},
		{"other digest", chain, headed(hotel.CancelHead{Proof: xsd.Some[xsd.Secret]("00")}), "head/proof"},
		{"no document", chain, new(hotel.Cancel), "data/item"},
		{"nothing forbidden", chain, booked(hotel.Booking{Guest: "g", Remark: xsd.Some("r")}), ""},
	} {
		_, err := hotelClient(t, test.scope).BuildCancel(t.Context(), test.req)
		f, _ := errors.AsType[*soap.FieldError](err)
		switch {
		case test.field == "" && err != nil:
			t.Errorf("%s: %v", test.name, err)
		case test.field != "" && (f == nil || f.Field != test.field):
			t.Errorf("%s: error %v, want one of %s", test.name, err, test.field)
		}
	}
	// The facets are checked with the credentials in place, those of the document too.
	_, err := hotelClient(t, chain).BuildCancel(t.Context(), booked(hotel.Booking{}))
	if _, ok := errors.AsType[*xsd.ValidationError](err); !ok {
		t.Errorf("error %v, want that of the guest's name", err)
	}
}
