package esfinge

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"example.com/wsgen/internal/infoset"
)

// A field is an element of a request: unqualified, with text or with fields of its own.
type field struct {
	name     string
	optional bool
	max      int                // how often it may stand; 0 is once
	check    func(string) error // of the text; a failure is the record's, where there is one
	fields   []field            // of a record: in any order
}

// A record is an element of a request by the names of its fields.
type record map[string]string

var (
	digits       = regexp.MustCompile(`^[0-9]+$`)
	alphanumeric = regexp.MustCompile(`[A-Za-z0-9]`)
	cpf          = regexp.MustCompile(`^[0-9]{1,11}$`)
	day          = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
)

func match(re *regexp.Regexp) func(string) error {
	return func(s string) error {
		if !re.MatchString(s) {
			return fmt.Errorf("%q não corresponde a %s", s, re)
		}
		return nil
	}
}

func length(least, most int) func(string) error {
	return func(s string) error {
		if n := utf8.RuneCountInString(s); n < least || n > most {
			return fmt.Errorf("o tamanho %d não está entre %d e %d", n, least, most)
		}
		return nil
	}
}

func both(a, b func(string) error) func(string) error {
	return func(s string) error {
		if err := a(s); err != nil {
			return err
		}
		return b(s)
	}
}

func integer(least, most int64) func(string) error {
	return func(s string) error {
		if n, err := strconv.ParseInt(s, 10, 64); err != nil || n < least || n > most {
			return fmt.Errorf("%q não está entre %d e %d", s, least, most)
		}
		return nil
	}
}

func date(s string) error {
	if !day.MatchString(s) {
		return fmt.Errorf("%q não tem a forma AAAA-MM-DD", s)
	}
	d, err := time.Parse(time.DateOnly, s)
	if err != nil || d.Year() < 1900 || d.Year() > 2100 {
		return fmt.Errorf("a data %q não existe ou não está entre 1900 e 2100", s)
	}
	return nil
}

func anything(string) error { return nil }

var (
	int32s     = integer(-1<<31, 1<<31-1)
	named      = both(length(1, 100), match(alphanumeric))
	numbered   = length(1, 16)
	chaveToken = field{name: "chaveToken", check: anything}
)

// servidor is the record of the subject of that name.
var servidor = field{name: "servidor", max: 5000, fields: []field{
	{name: "idRetorno", optional: true, check: int32s},
	{name: "mensagemProcessamento", optional: true, check: anything},
	{name: "codigoProcessamento", optional: true, check: anything},
	{name: "numeroMatricula", check: both(numbered, match(alphanumeric))},
	{name: "nomeServidor", check: named},
	{name: "dataNascimento", check: date},
	{name: "nomeMae", check: named},
	{name: "nomePai", optional: true, check: length(1, 100)},
	{name: "numeroCPF", check: match(cpf)},
	{name: "numeroRegistroGeral", optional: true, check: numbered},
	{name: "numeroTituloEleitoral", optional: true, check: numbered},
	{name: "numeroCertificadoReservista", optional: true, check: numbered},
	{name: "numeroPisPasep", optional: true, check: length(1, 11)},
	{name: "codigoSexo", check: integer(1, 99)},
}}

// A request is a call that was read: its fields, and the records of enviar.
type request struct {
	record
	records []record
}

// An operation is one operation with the content of its request and what it does.
type operation struct {
	fields []field
	run    func(*Server, *request) reply
}

// operations holds what the server answers by the name of the body's element.
var operations = map[xml.Name]operation{
	{Space: nsToken, Local: "obterToken"}: {
		fields: []field{
			{name: "codigoUg", check: match(digits)},
			{name: "descricaoEmpresaTI", check: length(1, 100)},
			{name: "descritivoSoftware", check: length(1, 100)},
		},
		run: (*Server).obterToken,
	},
	{Space: nsToken, Local: "obterSituacaoToken"}:     {[]field{chaveToken}, (*Server).obterSituacaoToken},
	{Space: nsToken, Local: "iniciarTransferencia"}:   {[]field{chaveToken}, (*Server).iniciarTransferencia},
	{Space: nsToken, Local: "cancelarTransferencia"}:  {[]field{chaveToken}, (*Server).cancelarTransferencia},
	{Space: nsToken, Local: "finalizarTransferencia"}: {[]field{chaveToken}, (*Server).finalizarTransferencia},
	{Space: nsServidor, Local: "enviar"}: {
		fields: []field{chaveToken, {name: "competencia", check: int32s}, servidor},
		run:    (*Server).enviar,
	},
	{Space: nsServidor, Local: "listar"}: {
		fields: []field{
			{name: "codigoUg", check: int32s},
			chaveToken,
			{name: "competencia", check: int32s},
			{name: "PAGINA", check: int32s},
		},
		run: (*Server).listar,
	},
}

// read checks the content of a request: elements that are missing, unknown, repeated, empty though
// optional or in a wrong order are faults, as is a value that breaks a field outside records.
func (o operation) read(e *infoset.Element) (*request, error) {
	req := &request{record: record{}}
	rest := e.Children
	for _, f := range o.fields {
		n := 0
		for ; len(rest) > 0 && rest[0].Name == (xml.Name{Local: f.name}); n++ {
			if err := req.add(f, rest[0]); err != nil {
				return nil, err
			}
			rest = rest[1:]
		}
		if n > max(f.max, 1) || n == 0 && !f.optional {
			return nil, clientFault("Unmarshalling Error: %s stands %d times in %s", f.name, n, e.Name.Local)
		}
	}
	if len(rest) > 0 {
		return nil, clientFault("Unmarshalling Error: unexpected element %s in %s", label(rest[0].Name), e.Name.Local)
	}
	return req, nil
}

func (req *request) add(f field, e *infoset.Element) error {
	if f.fields == nil {
		if err := leaf(f, e); err != nil {
			return err
		}
		if err := f.check(e.Text); err != nil {
			return clientFault("Unmarshalling Error: %s: %v", f.name, err)
		}
		req.record[f.name] = e.Text
		return nil
	}
	r := record{}
	for _, c := range e.Children {
		i := slices.IndexFunc(f.fields, func(f field) bool { return c.Name == xml.Name{Local: f.name} })
		if i < 0 {
			return clientFault("Unmarshalling Error: unexpected element %s in %s", label(c.Name), f.name)
		}
		if err := leaf(f.fields[i], c); err != nil {
			return err
		}
		if _, ok := r[c.Name.Local]; ok {
			return clientFault("Unmarshalling Error: %s stands twice in %s", c.Name.Local, f.name)
		}
		r[c.Name.Local] = c.Text
	}
	for _, c := range f.fields {
		if _, ok := r[c.name]; !ok && !c.optional {
			return clientFault("Unmarshalling Error: %s has no %s", f.name, c.name)
		}
	}
	req.records = append(req.records, r)
	return nil
}

// leaf checks the form of an element with text: the rules forbid attributes such as xsi:nil and
// the tag of an optional value that is empty.
func leaf(f field, e *infoset.Element) error {
	switch {
	case len(e.Children) > 0 || len(e.Attrs) > 0:
		return clientFault("Unmarshalling Error: %s has attributes or elements", f.name)
	case f.optional && e.Text == "":
		return clientFault("Unmarshalling Error: %s is optional and empty", f.name)
	}
	return nil
}

// faultsOf returns what is wrong with the values of a record, "" when nothing is.
func faultsOf(r record) string {
	for _, f := range servidor.fields {
		if v, ok := r[f.name]; ok {
			if err := f.check(v); err != nil {
				return f.name + ": " + err.Error()
			}
		}
	}
	return ""
}

func label(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return "{" + n.Space + "}" + n.Local
}
