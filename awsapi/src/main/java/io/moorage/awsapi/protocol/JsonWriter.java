package io.moorage.awsapi.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.moorage.awsmodels.Location;
import io.moorage.awsmodels.Member;
import io.moorage.awsmodels.StructureShape;
import io.moorage.awsmodels.Type;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Records to JSON; absent members are left out, empty lists and maps that were given are written. */
final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator out;

    private JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    static <T> byte[] bytes(StructureShape<T> shape, T value) {
        var buffer = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = FACTORY.createGenerator(buffer)) {
            new JsonWriter(generator).structure(shape, value);
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory refuses nothing", e);
        }
        return buffer.toByteArray();
    }

    /** A flat object of strings, in the map's order. */
    static byte[] bytes(Map<String, String> members) {
        var buffer = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = FACTORY.createGenerator(buffer)) {
            generator.writeStartObject();
            for (Map.Entry<String, String> member : members.entrySet()) {
                generator.writeStringField(member.getKey(), member.getValue());
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory refuses nothing", e);
        }
        return buffer.toByteArray();
    }

    private <T> void structure(StructureShape<T> shape, T value) throws IOException {
        out.writeStartObject();
        List<Member> members = shape.members();
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            Object content = shape.get(value, i);
            if (content != null && member.location() == Location.BODY) {
                out.writeFieldName(member.wireName());
                value(member.type(), content);
            }
        }
        out.writeEndObject();
    }

    private void value(Type type, Object value) throws IOException {
        switch (type) {
            case Type.StringType ignored -> out.writeString((String) value);
            case Type.BooleanType ignored -> out.writeBoolean((Boolean) value);
            case Type.IntegerType ignored -> out.writeNumber((Integer) value);
            case Type.LongType ignored -> out.writeNumber((Long) value);
            case Type.DoubleType ignored -> out.writeNumber((Double) value);
            case Type.TimestampType ignored -> out.writeNumber(Timestamps.epochSeconds((Instant) value));
            case Type.BlobType ignored -> out.writeString(Base64.getEncoder().encodeToString((byte[]) value));
            case Type.ListType list -> {
                out.writeStartArray();
                for (Object entry : (List<?>) value) {
                    value(list.member(), entry);
                }
                out.writeEndArray();
            }
            case Type.MapType map -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                    out.writeFieldName((String) entry.getKey());
                    value(map.value(), entry.getValue());
                }
                out.writeEndObject();
            }
            case Type.StructureType structure -> nested(structure.shape(), value);
        }
    }

    @SuppressWarnings("unchecked") // the shape describes the member's type
    private <T> void nested(StructureShape<T> shape, Object value) throws IOException {
        structure(shape, (T) value);
    }
}
