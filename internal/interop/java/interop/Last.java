package interop;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlEnumValue;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicReference;

/** Last holds, as JSON, what was decoded from the last request. */
public class Last {
    private final AtomicReference<String> text = new AtomicReference<>("");

    /** take returns it, once. */
    public String take() {
        return text.getAndSet("");
    }

    /** keep records an operation with the names and values of its arguments, of which null is an absent one. */
    public void keep(String operation, Object... arguments) {
        text.set("{\"operation\":" + quote(operation) + ",\"arguments\":" + object(arguments) + "}");
    }

    /** keepWithHeader records a header block as well. */
    public void keepWithHeader(String name, Object header, String operation, Object... arguments) {
        text.set("{\"headers\":" + object(name, header) + ",\"operation\":" + quote(operation) + ",\"arguments\":" + object(arguments) + "}");
    }

    private static String object(Object... members) {
        StringJoiner out = new StringJoiner(",", "{", "}");
        for (int i = 0; i < members.length; i += 2) {
            if (members[i + 1] != null) {
                out.add(quote((String) members[i]) + ":" + json(members[i + 1]));
            }
        }
        return out.toString();
    }

    private static String json(Object v) {
        if (v instanceof List<?> list) {
            StringJoiner out = new StringJoiner(",", "[", "]");
            list.forEach(item -> out.add(json(item)));
            return out.toString();
        }
        if (v instanceof byte[] bytes) {
            return quote("bytes " + HexFormat.of().formatHex(bytes));
        }
        if (v instanceof BigDecimal d) {
            return quote(d.toPlainString());
        }
        if (v instanceof Number || v instanceof Boolean) {
            return v.toString();
        }
        if (v instanceof Enum<?> e) {
            return quote(textOf(e));
        }
        if (v.getClass().getName().contains("Types$")) {
            StringJoiner out = new StringJoiner(",", "{", "}");
            if (v.getClass().getSuperclass() != Object.class) {
                out.add("\".class\":" + quote(v.getClass().getSimpleName()));
            }
            fields(v, v.getClass(), out);
            return out.toString();
        }
        return quote(v.toString());
    }

    // fields adds those of a class: without lists that are empty, and with null where it can have been on the wire.
    private static void fields(Object v, Class<?> c, StringJoiner out) {
        if (c == Object.class) {
            return;
        }
        fields(v, c.getSuperclass(), out);
        for (Field f : c.getDeclaredFields()) {
            Object value = get(f, v);
            boolean nillable = f.isAnnotationPresent(XmlElement.class) && f.getAnnotation(XmlElement.class).nillable();
            if (value == null ? nillable : !(value instanceof List<?> list && list.isEmpty())) {
                out.add(quote(f.getName()) + ":" + (value == null ? "null" : json(value)));
            }
        }
    }

    private static Object get(Field f, Object v) {
        try {
            return Modifier.isStatic(f.getModifiers()) ? null : f.get(v);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** textOf returns the text that an enumeration's constant has on the wire. */
    public static String textOf(Enum<?> e) {
        try {
            return e.getDeclaringClass().getField(e.name()).getAnnotation(XmlEnumValue.class).value();
        } catch (NoSuchFieldException x) {
            throw new IllegalStateException(x);
        }
    }

    private static String quote(String s) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : s.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
