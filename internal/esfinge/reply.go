package esfinge

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
)

const (
	nsXS  = "http://www.w3.org/2001/XMLSchema"
	nsXSI = "http://www.w3.org/2001/XMLSchema-instance"
)

// A reply is what an operation answers.
type reply struct {
	data    []entry
	message string
	refused bool
}

// An entry is a pair of the map dados: a value of a type of XML Schema, or a record of the subject.
type entry struct {
	key    string
	kind   string // local name of the type
	text   string
	fields []pair // of a record
}

type pair struct{ name, text string }

func ok(message string, data ...entry) reply { return reply{data: data, message: message} }

func refusal(format string, args ...any) reply {
	return reply{message: fmt.Sprintf(format, args...), refused: true}
}

func text(key, v string) entry { return entry{key: key, kind: "string", text: v} }

func number(key string, n int) entry { return entry{key: key, kind: "int", text: fmt.Sprint(n)} }

// envelope returns the envelope around a body, as the provider's stack writes it.
func envelope(body string) []byte {
	return []byte(`<soap:Envelope xmlns:soap="` + nsSOAP + `"><soap:Body>` + body + `</soap:Body></soap:Envelope>`)
}

// bytes returns the reply to the operation of the given name.
func (r reply) bytes(op xml.Name) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<ns2:%sResponse xmlns:ns2="%s"><return>`, op.Local, op.Space)
	if len(r.data) == 0 {
		b.WriteString("<dados/>")
	} else {
		b.WriteString("<dados>")
		for _, e := range r.data {
			e.write(&b)
		}
		b.WriteString("</dados>")
	}
	status := "OK"
	if r.refused {
		status = "ERRO"
	}
	fmt.Fprintf(&b, "<mensagem>%s</mensagem><status>%s</status></return></ns2:%sResponse>", escape(r.message), status, op.Local)
	return envelope(b.String())
}

func (e entry) write(b *strings.Builder) {
	fmt.Fprintf(b, "<entry><key>%s</key>", escape(e.key))
	if e.fields == nil {
		fmt.Fprintf(b, `<value xsi:type="xs:%s" xmlns:xs="%s" xmlns:xsi="%s">%s`, e.kind, nsXS, nsXSI, escape(e.text))
	} else {
		fmt.Fprintf(b, `<value xmlns:xsi="%s" xsi:type="ns2:%s">`, nsXSI, e.kind)
		for _, f := range e.fields {
			fmt.Fprintf(b, "<%s>%s</%s>", f.name, escape(f.text), f.name)
		}
	}
	b.WriteString("</value></entry>")
}

// listed returns a record as listar answers it: by name, without the leading zeros of numbers.
func listed(key string, r record) entry {
	e := entry{key: key, kind: "servidor", fields: []pair{}}
	for name, v := range r {
		if digits.MatchString(v) {
			if v = strings.TrimLeft(v, "0"); v == "" {
				v = "0"
			}
		}
		e.fields = append(e.fields, pair{name, v})
	}
	slices.SortFunc(e.fields, func(a, b pair) int { return strings.Compare(a.name, b.name) })
	return e
}

// bytes returns the fault as an envelope.
func (f *fault) bytes() []byte {
	code, declare := "soap:"+f.code, ""
	if f.space != nsSOAP {
		code, declare = "ns1:"+f.code, ` xmlns:ns1="`+f.space+`"`
	}
	return envelope(fmt.Sprintf("<soap:Fault><faultcode%s>%s</faultcode><faultstring>%s</faultstring></soap:Fault>", declare, code, escape(f.text)))
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes every write
	return b.String()
}
