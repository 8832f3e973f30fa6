package difftest_test

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

const (
	soap11 = "http://schemas.xmlsoap.org/soap/envelope/"
	soap12 = "http://www.w3.org/2003/05/soap-envelope"
)

// An envelope is a message on the wire. Its children declare the prefixes that they use.
type envelope struct {
	whole  bool   // the pair has all of it, not just the body's element
	space  string // which says the version
	action string
	header string // the text within
	body   string
}

// An element is one with its text.
type element struct {
	start xml.StartElement
	text  string
}

// text is the whole envelope.
func (e *envelope) text() string {
	header := ""
	if e.header != "" {
		header = "<e:Header>" + e.header + "</e:Header>"
	}
	return `<e:Envelope xmlns:e="` + e.space + `">` + header + "<e:Body>" + e.body + "</e:Body></e:Envelope>"
}

func parseMessage(name, text string) (*message, error) {
	m := &message{name: name, reply: strings.HasPrefix(name, "reply"), operation: "Call", envelope: envelope{space: soap11, body: text}}
	if strings.TrimSpace(text) == "" { // the answer to a one-way call
		m.body = ""
		return m, nil
	}
	root, err := children(text)
	if err != nil {
		return nil, err
	}
	if len(root) != 1 {
		return nil, fmt.Errorf("%d roots", len(root))
	}
	if root[0].start.Name.Local != "Envelope" {
		return m, nil
	}
	m.whole, m.space = true, root[0].start.Name.Space
	if m.space != soap11 && m.space != soap12 {
		return nil, fmt.Errorf("%s is no namespace of SOAP", m.space)
	}
	var e struct {
		Header, Body struct {
			Inner string `xml:",innerxml"`
		}
	}
	if err := xml.Unmarshal([]byte(text), &e); err != nil {
		return nil, err
	}
	m.header, m.body = strings.TrimSpace(e.Header.Inner), strings.TrimSpace(e.Body.Inner)
	return m, m.parseHead(text)
}

// parseHead reads the comment in front of an envelope.
func (m *message) parseHead(text string) error {
	head, _, ok := strings.Cut(strings.TrimPrefix(text, "<!--"), "-->")
	if !ok || head == text {
		return fmt.Errorf("no comment names the operation")
	}
	for word := range strings.FieldsSeq(head) {
		key, value, _ := strings.Cut(word, "=")
		switch key {
		case "operation":
			m.operation = value
		case "now":
			m.now = value
		case "action":
			m.action = value
		default:
			return fmt.Errorf("the comment has %q", word)
		}
	}
	return nil
}

// children returns the elements of the uppermost level.
func children(text string) ([]element, error) {
	var list []element
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		from := d.InputOffset()
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		if start, ok := token.(xml.StartElement); ok {
			if err := d.Skip(); err != nil {
				return nil, err
			}
			list = append(list, element{start, text[from:d.InputOffset()]})
		}
	}
}

// detail returns the detail of a fault.
func (e *envelope) detail() string {
	list, _ := children(within(e.body)) // which has been read once
	for _, child := range list {
		if strings.EqualFold(child.start.Name.Local, "detail") {
			return child.text
		}
	}
	return ""
}

// within returns what stands between the tags of an element.
func within(text string) string {
	from, to := strings.Index(text, ">"), strings.LastIndex(text, "</")
	if from < 0 || to < from {
		return ""
	}
	return text[from+1 : to]
}

// attr returns the value of an attribute.
func (e *element) attr(space, local string) string {
	for _, a := range e.start.Attr {
		if a.Name == (xml.Name{Space: space, Local: local}) {
			return a.Value
		}
	}
	return ""
}
