package interop;

import com.sun.net.httpserver.HttpServer;
import com.sun.xml.ws.util.RuntimeVersion;
import jakarta.xml.ws.Endpoint;
import jakarta.xml.ws.soap.SOAPBinding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import orders.Orders;
import totals.Totals;

/** Server plays the services with the JAX-WS reference implementation. */
public class Server {
    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv("INTEROP_PORT"));
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.setExecutor(Executors.newCachedThreadPool());
        Last last = new Last();
        publish(http, "/orders/11", SOAPBinding.SOAP11HTTP_BINDING, new Orders(last, false));
        publish(http, "/orders/12", SOAPBinding.SOAP12HTTP_BINDING, new Orders(last, true));
        publish(http, "/totals/11", SOAPBinding.SOAP11HTTP_BINDING, new Totals(last));
        publish(http, "/totals/12", SOAPBinding.SOAP12HTTP_BINDING, new Totals(last));
        answer(http, "/version", () -> "Java " + System.getProperty("java.version") + ", " + RuntimeVersion.VERSION);
        answer(http, "/last", last::take);
        http.start();
    }

    private static void publish(HttpServer http, String path, String binding, Object service) {
        Endpoint.create(binding, service).publish(http.createContext(path));
    }

    private static void answer(HttpServer http, String path, Supplier<String> text) {
        http.createContext(path, exchange -> {
            byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
