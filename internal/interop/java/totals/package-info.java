// The types of totals.wsdl, whose elements are not qualified.
@XmlSchema(namespace = "urn:interop:totals")
@XmlAccessorType(XmlAccessType.FIELD)
package totals;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlSchema;
