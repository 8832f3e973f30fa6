// Package bench holds the messages that the codec is measured with, their generated types (of orders.xsd and of the
// shipped clients), and the same types for encoding/xml.
package bench

import (
	"fmt"
	"strconv"
	"strings"
)

// OrderCount is the number of orders in the large message.
const OrderCount = 144

var (
	names   = []string{"Comércio de Peças São João Ltda", "Northwind Traders Incorporated", "Padaria Pão & Companhia", "Acme Supplies of Springfield", "Müller Maschinenbau GmbH"}
	streets = []string{"Rua das Flores, 1200, sala 7", "1600 Pennsylvania Avenue NW", "Avenida Atlântica, 500", "Main Street 42, 2nd floor"}
	cities  = []string{"Florianópolis", "Springfield", "Blumenau", "Joinville"}
	items   = []string{"Hex bolt M8 x 40 galvanised", "Washer <plain> 8 mm", "Parafuso sextavado em aço", "Ball bearing 6204-2RS", "Grease & oil, 500 g"}
	states  = []string{"open", "shipped", "closed", "cancelled"}
)

// Orders returns the large message: the reply of a service that lists orders, about 200 KB.
func Orders() []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	b.WriteString(`<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>`)
	b.WriteString(`<ord:listOrdersResponse xmlns:ord="` + ordersURI + `" xmlns:com="` + commonURI + `">`)
	for i := range OrderCount {
		writeOrder(&b, i)
	}
	b.WriteString("</ord:listOrdersResponse></soap:Body></soap:Envelope>\n")
	return []byte(b.String())
}

func writeOrder(b *strings.Builder, i int) {
	leaf := func(name, text string) {
		b.WriteString("<" + name + ">" + escape(text) + "</" + name + ">")
	}
	fmt.Fprintf(b, `<ord:order id="%d" channel="%s">`, 700000+i*37, []string{"web", "phone", "edi"}[i%3])
	leaf("ord:number", fmt.Sprintf("ORD-2026-%06d", i*13+1))
	leaf("ord:created", fmt.Sprintf("2026-%02d-%02dT%02d:%02d:%02d.%03d-03:00", i%12+1, i%28+1, i%24, i*7%60, i*11%60, i*17%1000))
	leaf("ord:due", fmt.Sprintf("2026-%02d-%02d", (i+1)%12+1, (i+9)%28+1))
	for j, role := range []string{"ord:customer", "ord:supplier"} {
		b.WriteString("<" + role + ">")
		leaf("com:name", names[(i+j*2)%len(names)])
		leaf("com:taxId", fmt.Sprintf("%014d", 12345678000100+i*101+j))
		leaf("com:street", streets[(i+j)%len(streets)])
		leaf("com:city", cities[(i+j)%len(cities)])
		b.WriteString("</" + role + ">")
	}
	leaf("ord:status", states[i%len(states)])
	leaf("ord:paid", strconv.FormatBool(i%3 == 0))
	leaf("ord:total", fmt.Sprintf("%d.%02d", 100+i*31, i*7%100))
	if i%2 == 0 {
		leaf("ord:note", "Entrega só pela manhã: não há recepção após o meio-dia & é preciso avisar a portaria com antecedência (código à disposição), salvo às sextas-feiras; informações até amanhã")
	}
	for j := range i%3 + 2 {
		fmt.Fprintf(b, `<ord:line number="%d">`, j+1)
		leaf("ord:sku", fmt.Sprintf("SKU-%05d", i*7+j))
		leaf("ord:description", items[(i+j)%len(items)])
		leaf("ord:quantity", strconv.Itoa(i%40+j+1))
		leaf("ord:price", fmt.Sprintf("%d.%02d", 3+i*j%90, (i+j*13)%100))
		if j%2 == 0 {
			leaf("ord:delivery", fmt.Sprintf("2026-%02d-%02d", (i+2)%12+1, (i+j)%28+1))
		}
		b.WriteString("</ord:line>")
	}
	b.WriteString("</ord:order>")
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// Token is the reply of e-Sfinge's obterToken.
func Token() []byte {
	const decls = ` xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`
	var b strings.Builder
	b.WriteString(`<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>` +
		`<ns2:obterTokenResponse xmlns:ns2="http://token.ws.tce.sc.gov.br/"><return><dados>`)
	for _, e := range [][3]string{
		{"chaveToken", "string", "d95a313b-4ba9-49b1-aca0-53c1f1bd16a4"},
		{"posicao", "int", "2"},
		{"situacao", "string", "Pronto para envio ou consulta"},
	} {
		b.WriteString("<entry><key>" + e[0] + `</key><value xsi:type="xs:` + e[1] + `"` + decls + ">" + e[2] + "</value></entry>")
	}
	b.WriteString("</dados><mensagem>Token criado com sucesso</mensagem><status>OK</status></return>" +
		"</ns2:obterTokenResponse></soap:Body></soap:Envelope>")
	return []byte(b.String())
}

// Protocol is the reply of Comprovei's getExportProtocolStatus.
func Protocol() []byte {
	var b strings.Builder
	b.WriteString(`<SOAP-ENV:Envelope SOAP-ENV:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/" ` +
		`xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ns1="urn:WebServiceComprovei" ` +
		`xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ` +
		`xmlns:SOAP-ENC="http://schemas.xmlsoap.org/soap/encoding/">` + "\n<SOAP-ENV:Body>\n<ns1:getExportProtocolStatusResponse>\n")
	for _, f := range [][2]string{
		{"status", "Protocolo encontrado."},
		{"protocolo", "20170823599de095e8249"},
		{"metodo", "downloadDocumentsHistory"},
		{"dataCriacao", "23/08/2017 17:07:49"},
		{"dataConclusao", "23/08/2017 17:07:57"},
		{"processado", "Sim"},
		{"resultado", "Exportação realizada com sucesso! " + strings.Repeat("Arquivo gerado e disponível para transferência. ", 7)},
	} {
		b.WriteString("<" + f[0] + ` xsi:type="xsd:string">` + f[1] + "</" + f[0] + ">\n")
	}
	b.WriteString("<url><![CDATA[https://storage.example.com/exports/2017/08/23/48/downloadDocumentsHistory/20170823599de095e8249.xml?" +
		strings.Repeat("X-Parameter=UNSIGNED-PAYLOAD&X-Other=TOKEN%2F%2F%2B&", 8) + "X-Signature=" + strings.Repeat("0", 64) + "]]></url>\n")
	b.WriteString("</ns1:getExportProtocolStatusResponse>\n</SOAP-ENV:Body>\n</SOAP-ENV:Envelope>")
	return []byte(b.String())
}
