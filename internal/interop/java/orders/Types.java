package orders;

import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
import jakarta.xml.bind.annotation.XmlSeeAlso;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.HexBinaryAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import jakarta.xml.ws.WebFault;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import javax.xml.datatype.Duration;
import javax.xml.datatype.XMLGregorianCalendar;

/** Types holds the types of orders.wsdl, in the order of their elements. */
public final class Types {
    private Types() {}

    public enum Colour {
        @XmlEnumValue("red") RED,
        @XmlEnumValue("dark green") DARK_GREEN
    }

    @XmlType(name = "KindsOfValues") // JAX-WS names the type of the wrapper kinds so
    public static class Kinds {
        public String text;
        public boolean flag;
        public short small;
        public int whole;
        public long large;
        public BigInteger huge;
        public BigDecimal exact;
        public float single;
        public double real;
        @XmlSchemaType(name = "dateTime") public XMLGregorianCalendar moment;
        @XmlSchemaType(name = "date") public XMLGregorianCalendar day;
        @XmlSchemaType(name = "time") public XMLGregorianCalendar hour;
        public Duration span;
        public byte[] bytes;
        @XmlJavaTypeAdapter(HexBinaryAdapter.class) @XmlSchemaType(name = "hexBinary") public byte[] hex;
        public String address;
        public Colour colour;
    }

    public static class Line {
        public String code;
        public int count;
        public BigDecimal price;

        public Line() {}

        public Line(String code, int count, BigDecimal price) {
            this.code = code;
            this.count = count;
            this.price = price;
        }
    }

    /** Found wraps the answer of both operations find. */
    @XmlRootElement(name = "found")
    public static class Found {
        public List<Line> line;
    }

    @XmlSeeAlso(RushOrder.class)
    public static class Order {
        @XmlAttribute(required = true) public int number;
        @XmlAttribute public Boolean urgent;
        public String customer;
        public List<Line> line = new ArrayList<>();
        @XmlElement(nillable = true) public String note;
        @XmlSchemaType(name = "date") public XMLGregorianCalendar due;
    }

    @XmlType(name = "RushOrder")
    public static class RushOrder extends Order {
        public String courier;
    }

    public static class Session {
        public String user;
        public int turn;
    }

    public static class UnknownOrder {
        public int number;
    }

    public static class TooLate {
        @XmlSchemaType(name = "date") public XMLGregorianCalendar since;
        public List<String> who;
    }

    @WebFault(name = "unknownOrder", targetNamespace = "urn:interop:orders")
    public static class UnknownOrderFault extends Exception {
        private final UnknownOrder info;

        public UnknownOrderFault(String message, UnknownOrder info) {
            super(message);
            this.info = info;
        }

        public UnknownOrder getFaultInfo() {
            return info;
        }
    }

    @WebFault(name = "tooLate", targetNamespace = "urn:interop:orders")
    public static class TooLateFault extends Exception {
        private final TooLate info;

        public TooLateFault(String message, TooLate info) {
            super(message);
            this.info = info;
        }

        public TooLate getFaultInfo() {
            return info;
        }
    }
}
