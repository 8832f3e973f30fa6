package bench

import (
	"bytes"
	"encoding/xml"

	"example.com/wsgen/bench/orders"
	"example.com/wsgen/runtime/xsd"
)

// The same messages for encoding/xml. The value types are the same: they implement encoding.TextUnmarshaler, which is
// the fastest way that encoding/xml offers for dates and decimals.

// StdOrders is the large message.
type StdOrders struct {
	XMLName xml.Name `xml:"http://schemas.xmlsoap.org/soap/envelope/ Envelope"`
	Body    struct {
		Response struct {
			Order []StdOrder `xml:"http://example.com/orders/v1 order"`
		} `xml:"http://example.com/orders/v1 listOrdersResponse"`
	} `xml:"http://schemas.xmlsoap.org/soap/envelope/ Body"`
}

// StdOrder is Order.
type StdOrder struct {
	ID       int64         `xml:"id,attr"`
	Channel  string        `xml:"channel,attr,omitempty"`
	Number   string        `xml:"http://example.com/orders/v1 number"`
	Created  xsd.DateTime  `xml:"http://example.com/orders/v1 created"`
	Due      xsd.Date      `xml:"http://example.com/orders/v1 due"`
	Customer StdParty      `xml:"http://example.com/orders/v1 customer"`
	Supplier StdParty      `xml:"http://example.com/orders/v1 supplier"`
	Status   orders.Status `xml:"http://example.com/orders/v1 status"`
	Paid     bool          `xml:"http://example.com/orders/v1 paid"`
	Total    xsd.Decimal   `xml:"http://example.com/orders/v1 total"`
	Note     string        `xml:"http://example.com/orders/v1 note,omitempty"`
	Line     []StdLine     `xml:"http://example.com/orders/v1 line"`
}

// StdLine is Line.
type StdLine struct {
	Number      int32       `xml:"number,attr"`
	Sku         string      `xml:"http://example.com/orders/v1 sku"`
	Description string      `xml:"http://example.com/orders/v1 description"`
	Quantity    int32       `xml:"http://example.com/orders/v1 quantity"`
	Price       xsd.Decimal `xml:"http://example.com/orders/v1 price"`
	Delivery    *xsd.Date   `xml:"http://example.com/orders/v1 delivery"`
}

// StdParty is Party.
type StdParty struct {
	Name   string `xml:"http://example.com/common/v1 name"`
	TaxID  string `xml:"http://example.com/common/v1 taxId"`
	Street string `xml:"http://example.com/common/v1 street,omitempty"`
	City   string `xml:"http://example.com/common/v1 city,omitempty"`
}

// StdToken is the reply of obterToken.
type StdToken struct {
	XMLName xml.Name `xml:"http://schemas.xmlsoap.org/soap/envelope/ Envelope"`
	Body    struct {
		Response struct {
			Return struct {
				Dados struct {
					Entry []struct {
						Key   string `xml:"key"`
						Value struct {
							Type string `xml:"http://www.w3.org/2001/XMLSchema-instance type,attr"`
							Text string `xml:",chardata"`
						} `xml:"value"`
					} `xml:"entry"`
				} `xml:"dados"`
				Mensagem string `xml:"mensagem"`
				Status   string `xml:"status"`
			} `xml:"return"`
		} `xml:"http://token.ws.tce.sc.gov.br/ obterTokenResponse"`
	} `xml:"http://schemas.xmlsoap.org/soap/envelope/ Body"`
}

// StdProtocol is the reply of getExportProtocolStatus.
type StdProtocol struct {
	XMLName xml.Name `xml:"http://schemas.xmlsoap.org/soap/envelope/ Envelope"`
	Body    struct {
		Response struct {
			Status        string `xml:"status"`
			Protocolo     string `xml:"protocolo"`
			Metodo        string `xml:"metodo"`
			DataCriacao   string `xml:"dataCriacao"`
			DataConclusao string `xml:"dataConclusao"`
			Processado    string `xml:"processado"`
			Resultado     string `xml:"resultado"`
			URL           string `xml:"url"`
		} `xml:"urn:WebServiceComprovei getExportProtocolStatusResponse"`
	} `xml:"http://schemas.xmlsoap.org/soap/envelope/ Body"`
}

// StdDecode decodes a message with encoding/xml.
func StdDecode[T any](doc []byte) (*T, error) {
	x := new(T)
	return x, xml.Unmarshal(doc, x)
}

// StdEncode encodes a message with encoding/xml into buf, which it resets.
func StdEncode(x any, buf *bytes.Buffer) error {
	buf.Reset()
	return xml.NewEncoder(buf).Encode(x)
}

// StdStream decodes the large message order by order into one item, in the way encoding/xml offers.
func StdStream(doc []byte, fn func(*StdOrder)) error {
	d := xml.NewDecoder(bytes.NewReader(doc))
	var item StdOrder
	for {
		t, err := d.Token()
		if err != nil {
			return err
		}
		if s, ok := t.(xml.StartElement); ok && s.Name.Local == "order" {
			item = StdOrder{Line: item.Line[:0]}
			if err := d.DecodeElement(&item, &s); err != nil {
				return err
			}
			fn(&item)
		}
		if e, ok := t.(xml.EndElement); ok && e.Name.Local == "Envelope" {
			return nil
		}
	}
}
