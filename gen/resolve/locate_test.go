package resolve

import (
	"strings"
	"testing"
)

// twice is the schema of a request in which names stand several times.
var twice = strings.Replace(queue, `<xs:element name="unit" type="xs:string"/>`, `<xs:element name="unit" type="xs:string"/>
<xs:choice><xs:element name="item" type="xs:int"/><xs:element name="card" type="xs:int"/></xs:choice>
<xs:choice><xs:sequence><xs:element name="item" type="xs:int"/><xs:element name="x" type="xs:int"/><xs:element name="item" type="xs:int"/></xs:sequence><xs:group ref="t:S"/></xs:choice>
<xs:group ref="t:S" maxOccurs="9"/><xs:any minOccurs="0" namespace="##other"/>`, 1) +
	`<xs:group name="S"><xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence></xs:group>`

func overTwice(fields string) string {
	return "-- s.yaml --\nwsgen: v1\nwsdl: a.wsdl\noperations:\n  get:\n    request:\n" + fields + wsdl(twice, service)
}

// TestOverlayByPath checks that an overlay reaches every particle and attribute by what inspect prints for it.
func TestOverlayByPath(t *testing.T) {
	has(t, inspected(t, overTwice(`
      unit: {doc: D1}
      choice/item: {doc: D2}
      card: {name: Card}
      choice[2]: {name: Way}
      choice[2]/sequence/item: {doc: D3}
      item[2]: {doc: D4}
      choice[2]/sequence/x: {doc: D5}
      choice[2]/S/x: {doc: D6}
      sequence/S: {name: Tail, doc: D7}
      sequence/S/x: {doc: D8}
      any: {name: Rest}
      "@id": {name: Number}
`)), `
		@id?: xs:int go=Number overlaid
		sequence
		unit: xs:string overlaid
		# D1
		choice
		item: xs:int overlaid
		# D2
		card: xs:int go=Card overlaid
		choice[2] choice go=Way overlaid
		item: xs:int overlaid
		# D3
		x: xs:int overlaid
		# D5
		item[2]: xs:int name=item overlaid
		# D4
		x: xs:int overlaid
		# D6
		S sequence{1,9} group={urn:t}S go=Tail overlaid
		# D7
		x: xs:int overlaid
		# D8
		any?: wildcard ##other target="urn:t" strict go=Rest overlaid`)
}
