package orders;

import jakarta.jws.Oneway;
import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.jws.soap.SOAPBinding;
import jakarta.xml.soap.SOAPConstants;
import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPFactory;
import jakarta.xml.ws.Holder;
import jakarta.xml.ws.RequestWrapper;
import jakarta.xml.ws.ResponseWrapper;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.namespace.QName;
import interop.Last;
import orders.Types.*;

/** Orders plays orders.wsdl: document style, wrapped but for two operations. */
@WebService(name = "Orders", serviceName = "Orders", targetNamespace = Orders.NS)
public class Orders {
    static final String NS = "urn:interop:orders";

    private final Last last;
    private final QName sender;

    public Orders(Last last, boolean version12) {
        this.last = last;
        this.sender = version12 ? SOAPConstants.SOAP_SENDER_FAULT : new QName(SOAPConstants.URI_NS_SOAP_1_1_ENVELOPE, "Client");
    }

    @WebResult(name = "kinds", targetNamespace = NS)
    public Kinds kinds(@WebParam(name = "kinds", targetNamespace = NS) Kinds kinds) {
        last.keep("kinds", "kinds", kinds);
        return kinds;
    }

    @WebResult(name = "order", targetNamespace = NS)
    public Order place(@WebParam(name = "order", targetNamespace = NS) Order order) {
        last.keep("place", "order", order);
        return order;
    }

    @WebResult(name = "sum", targetNamespace = NS)
    public int add(@WebParam(name = "a", targetNamespace = NS) int a, @WebParam(name = "b", targetNamespace = NS) Integer b) {
        last.keep("add", "a", a, "b", b);
        return a + (b == null ? 0 : b);
    }

    @WebResult(name = "word", targetNamespace = NS)
    public List<String> words(@WebParam(name = "word", targetNamespace = NS) List<String> word) {
        last.keep("words", "word", word);
        if (word != null) {
            Collections.reverse(word);
        }
        return word;
    }

    @WebResult(name = "receipt", targetNamespace = NS)
    public String pay(@WebParam(name = "order", targetNamespace = NS) int order, @WebParam(name = "card", targetNamespace = NS) String card,
            @WebParam(name = "cash", targetNamespace = NS) BigDecimal cash) {
        last.keep("pay", "order", order, "card", card, "cash", cash);
        return card != null ? "card " + card : "cash " + cash;
    }

    public void ping() {
        last.keep("ping");
    }

    @WebResult(name = "done", targetNamespace = NS)
    public boolean cancel(@WebParam(name = "number", targetNamespace = NS) int number)
            throws UnknownOrderFault, TooLateFault, SOAPException, DatatypeConfigurationException {
        last.keep("cancel", "number", number);
        switch (number) {
            case 404:
                UnknownOrder unknown = new UnknownOrder();
                unknown.number = number;
                throw new UnknownOrderFault("no such order", unknown);
            case 410:
                TooLate late = new TooLate();
                late.since = DatatypeFactory.newInstance().newXMLGregorianCalendar("2026-05-17");
                late.who = List.of("a", "b");
                throw new TooLateFault("too late", late);
            case 500:
                String version = sender.equals(SOAPConstants.SOAP_SENDER_FAULT) ? SOAPConstants.SOAP_1_2_PROTOCOL : SOAPConstants.SOAP_1_1_PROTOCOL;
                throw new SOAPFaultException(SOAPFactory.newInstance(version).createFault("out of <order> & hope", sender));
            default:
                return true;
        }
    }

    @WebResult(name = "text", targetNamespace = NS)
    public String enter(@WebParam(name = "text", targetNamespace = NS) String text,
            @WebParam(name = "session", targetNamespace = NS, header = true, mode = WebParam.Mode.INOUT) Holder<Session> session) {
        last.keepWithHeader("session", session.value, "enter", "text", text);
        session.value.turn++;
        return text;
    }

    // The operation of the contract is called find in both cases; a message is told by its element.
    @WebMethod(operationName = "find")
    @RequestWrapper(localName = "findByCode", targetNamespace = NS, className = "orders.jaxws.FindByCode")
    @ResponseWrapper(localName = "found", targetNamespace = NS, className = "orders.Types$Found")
    @WebResult(name = "line", targetNamespace = NS)
    public List<Line> find(@WebParam(name = "code", targetNamespace = NS) String code) {
        last.keep("find", "code", code);
        return List.of(new Line(code, 1, null));
    }

    @WebMethod(operationName = "findByCount")
    @RequestWrapper(localName = "findByCount", targetNamespace = NS, className = "orders.jaxws.FindByCount")
    @ResponseWrapper(localName = "found", targetNamespace = NS, className = "orders.Types$Found")
    @WebResult(name = "line", targetNamespace = NS)
    public List<Line> find(@WebParam(name = "least", targetNamespace = NS) int least, @WebParam(name = "most", targetNamespace = NS) int most) {
        last.keep("find", "least", least, "most", most);
        return List.of(new Line("least", least, null), new Line("most", most, null));
    }

    @SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
    @WebResult(name = "weighed", targetNamespace = NS)
    public Line weigh(@WebParam(name = "weight", targetNamespace = NS) BigDecimal weight) {
        last.keep("weigh", "body", weight);
        return new Line("scales", 1, weight);
    }

    @SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
    @WebResult(name = "order", targetNamespace = NS)
    public Order amend(@WebParam(name = "order", targetNamespace = NS) Order order) {
        last.keep("amend", "body", order);
        return order;
    }

    @Oneway
    public void tell(@WebParam(name = "text", targetNamespace = NS) String text) {
        last.keep("tell", "text", text);
    }
}
