package totals;

import jakarta.jws.Oneway;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.jws.soap.SOAPBinding;
import jakarta.xml.ws.Holder;
import java.math.BigDecimal;
import javax.xml.datatype.XMLGregorianCalendar;
import interop.Last;
import totals.Types.*;

/** Totals plays totals.wsdl: rpc style, where a message has a part for each value. */
@WebService(name = "Totals", serviceName = "Totals", targetNamespace = Totals.NS)
@SOAPBinding(style = SOAPBinding.Style.RPC)
public class Totals {
    static final String NS = "urn:interop:totals";

    private final Last last;

    public Totals(Last last) {
        this.last = last;
    }

    @WebResult(name = "sum")
    public int add(@WebParam(name = "a") int a, @WebParam(name = "b") int b) {
        last.keep("add", "a", a, "b", b);
        return a + b;
    }

    public void price(@WebParam(name = "basket", mode = WebParam.Mode.INOUT) Holder<Basket> basket, @WebParam(name = "discount") BigDecimal discount,
            @WebParam(name = "total", mode = WebParam.Mode.OUT) Holder<BigDecimal> total) throws EmptyBasketFault {
        last.keep("price", "basket", basket.value, "discount", discount);
        if (basket.value.line.isEmpty()) {
            EmptyBasket info = new EmptyBasket();
            info.reason = "empty";
            throw new EmptyBasketFault("nothing to price", info);
        }
        total.value = discount.negate();
        for (Line line : basket.value.line) {
            total.value = total.value.add(line.price.multiply(BigDecimal.valueOf(line.count)));
        }
    }

    @WebResult(name = "text")
    public String mixed(@WebParam(name = "text") String text, @WebParam(name = "flag") boolean flag,
            @WebParam(name = "day") XMLGregorianCalendar day, @WebParam(name = "colour") Colour colour) {
        last.keep("mixed", "text", text, "flag", flag, "day", day, "colour", colour);
        return String.join(" ", text, String.valueOf(flag), day.toXMLFormat(), Last.textOf(colour));
    }

    @WebResult(name = "text")
    public String enter(@WebParam(name = "text") String text,
            @WebParam(name = "session", targetNamespace = NS, header = true, mode = WebParam.Mode.INOUT) Holder<Session> session) {
        last.keepWithHeader("session", session.value, "enter", "text", text);
        session.value.turn++;
        return text;
    }

    public void ping() {
        last.keep("ping");
    }

    @Oneway
    public void tell(@WebParam(name = "text") String text) {
        last.keep("tell", "text", text);
    }
}
