package io.moorage.awsapi.protocol;

import io.moorage.awsmodels.Member;
import io.moorage.awsmodels.StructureShape;
import io.moorage.awsmodels.Type;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Records to XML. Entries of lists are {@code item} for EC2 and {@code member} elsewhere unless the model names them. */
final class XmlWriter {
    private final StringBuilder out = new StringBuilder(512);
    private final String defaultEntry;

    XmlWriter(boolean ec2) {
        this.defaultEntry = ec2 ? "item" : "member";
    }

    XmlWriter open(String name) {
        out.append('<').append(name).append('>');
        return this;
    }

    XmlWriter open(String name, String namespace) {
        out.append('<').append(name).append(" xmlns=\"").append(namespace).append("\">");
        return this;
    }

    XmlWriter close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    XmlWriter text(String name, String content) {
        open(name);
        escape(content);
        return close(name);
    }

    <T> XmlWriter members(StructureShape<T> shape, T value) {
        List<Member> members = shape.members();
        for (int i = 0; i < members.size(); i++) {
            Object content = shape.get(value, i);
            if (content != null) {
                element(members.get(i).wireName(), members.get(i).type(), content);
            }
        }
        return this;
    }

    private void element(String name, Type type, Object value) {
        switch (type) {
            case Type.ListType list -> list(name, list, (List<?>) value);
            case Type.MapType map -> map(name, map, (Map<?, ?>) value);
            case Type.StructureType structure -> {
                open(name);
                nested(structure.shape(), value);
                close(name);
            }
            case Type.TimestampType ignored -> text(name, Timestamps.iso((Instant) value));
            case Type.BlobType ignored -> text(name, Base64.getEncoder().encodeToString((byte[]) value));
            default -> text(name, value.toString());
        }
    }

    private void list(String name, Type.ListType type, List<?> values) {
        String entry = type.memberName() == null ? defaultEntry : type.memberName();
        if (!type.flattened()) {
            open(name);
        }
        for (Object value : values) {
            element(type.flattened() ? name : entry, type.member(), value);
        }
        if (!type.flattened()) {
            close(name);
        }
    }

    private void map(String name, Type.MapType type, Map<?, ?> values) {
        open(name);
        values.forEach((key, value) -> {
            open("entry");
            text(type.keyName() == null ? "key" : type.keyName(), (String) key);
            element(type.valueName() == null ? "value" : type.valueName(), type.value(), value);
            close("entry");
        });
        close(name);
    }

    @SuppressWarnings("unchecked") // the shape describes the member's type
    private <T> void nested(StructureShape<T> shape, Object value) {
        members(shape, (T) value);
    }

    /** Characters that XML 1.0 cannot hold (section 2.2) become U+FFFD. */
    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                case '\t', '\n' -> out.append(c);
                default -> out.append(c < 0x20 || c == 0xfffe || c == 0xffff ? '\ufffd' : c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
