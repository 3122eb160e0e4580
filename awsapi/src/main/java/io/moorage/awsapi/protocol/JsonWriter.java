package io.moorage.awsapi.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
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

/** Records to JSON, or to CBOR; absent members are left out, empty lists and maps that were given are written. */
final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** RFC 8949 section 3.4.2: seconds since the epoch. */
    private static final int EPOCH_TAG = 1;

    private final JsonGenerator out;

    private JsonWriter(JsonGenerator out) {
        this.out = out;
    }

    static <T> byte[] bytes(StructureShape<T> shape, T value) {
        return bytes(shape, value, FACTORY);
    }

    /** @param form {@link CBORFactory}, or JSON's */
    static <T> byte[] bytes(StructureShape<T> shape, T value, JsonFactory form) {
        var buffer = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = form.createGenerator(buffer)) {
            new JsonWriter(generator).structure(shape, value);
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory refuses nothing", e);
        }
        return buffer.toByteArray();
    }

    /** As a value in JSON that is written already. */
    static <T> void write(StructureShape<T> shape, T value, JsonGenerator within) throws IOException {
        new JsonWriter(within).structure(shape, value);
    }

    /** A flat object of strings, in the map's order. */
    static byte[] bytes(Map<String, String> members) {
        return bytes(members, FACTORY);
    }

    /** @param form {@link CBORFactory}, or JSON's */
    static byte[] bytes(Map<String, String> members, JsonFactory form) {
        var buffer = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = form.createGenerator(buffer)) {
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
            case Type.TimestampType ignored -> timestamp((Instant) value);
            case Type.BlobType ignored -> blob((byte[]) value);
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

    private void timestamp(Instant time) throws IOException {
        String seconds = Timestamps.epochSeconds(time);
        if (out instanceof CBORGenerator cbor) {
            cbor.writeTag(EPOCH_TAG);
            cbor.writeNumber(Double.parseDouble(seconds));
        } else {
            out.writeNumber(seconds);
        }
    }

    private void blob(byte[] bytes) throws IOException {
        if (out instanceof CBORGenerator cbor) {
            cbor.writeBinary(bytes);
        } else {
            out.writeString(Base64.getEncoder().encodeToString(bytes));
        }
    }

    @SuppressWarnings("unchecked") // the shape describes the member's type
    private <T> void nested(StructureShape<T> shape, Object value) throws IOException {
        structure(shape, (T) value);
    }
}
