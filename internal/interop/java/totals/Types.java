package totals;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.ws.WebFault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Types holds the types of totals.wsdl. */
public final class Types {
    private Types() {}

    public enum Colour {
        @XmlEnumValue("red") RED,
        @XmlEnumValue("dark green") DARK_GREEN
    }

    public static class Line {
        public String code;
        public int count;
        public BigDecimal price;
    }

    public static class Basket {
        public List<Line> line = new ArrayList<>();
    }

    public static class Session {
        @XmlElement(namespace = "") public String user;
        @XmlElement(namespace = "") public int turn;
    }

    public static class EmptyBasket {
        public String reason;
    }

    @WebFault(name = "emptyBasket", targetNamespace = "urn:interop:totals")
    public static class EmptyBasketFault extends Exception {
        private final EmptyBasket info;

        public EmptyBasketFault(String message, EmptyBasket info) {
            super(message);
            this.info = info;
        }

        public EmptyBasket getFaultInfo() {
            return info;
        }
    }
}
