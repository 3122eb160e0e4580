package io.moorage.awsapi.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.moorage.awsmodels.Location;
import io.moorage.awsmodels.Member;
import io.moorage.awsmodels.StructureShape;
import io.moorage.awsmodels.Type;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON, or CBOR, to records. A null stands for an absent member, as on AWS's wires. */
final class JsonReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .build();

    private final JsonParser parser;
    private final boolean bodyOnly;

    private JsonReader(JsonParser parser, boolean bodyOnly) {
        this.parser = parser;
        this.bodyOnly = bodyOnly;
    }

    /**
     * The members of the body, in the shape's order; an empty body is an empty object.
     *
     * @throws Malformed when it is no JSON object or a member has the wrong type
     */
    static @Nullable Object[] members(StructureShape<?> shape, byte[] body) {
        return members(shape, body, FACTORY, true);
    }

    /** The same where a body is all there is, so that it has the members that other protocols have in the path and the query too. */
    static @Nullable Object[] allMembers(StructureShape<?> shape, byte[] body) {
        return members(shape, body, FACTORY, false);
    }

    /** The same of a body in another form of the same values. */
    static @Nullable Object[] members(StructureShape<?> shape, byte[] body, JsonFactory form) {
        return members(shape, body, form, true);
    }

    private static @Nullable Object[] members(
            StructureShape<?> shape, byte[] body, JsonFactory form, boolean bodyOnly) {
        if (body.length == 0) {
            return new Object[shape.size()];
        }
        try (JsonParser parser = form.createParser(body)) {
            JsonReader reader = new JsonReader(parser, bodyOnly);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Malformed("Start of structure or map not found where expected.");
            }
            @Nullable Object[] values = reader.objectMembers(shape);
            if (parser.nextToken() != null) {
                throw new Malformed("Content found after the end of the request.");
            }
            return values;
        } catch (IOException e) {
            throw new Malformed("The request body is not valid " + form.getFormatName() + ".");
        }
    }

    private @Nullable Object[] objectMembers(StructureShape<?> shape) throws IOException {
        @Nullable Object[] values = new Object[shape.size()];
        List<Member> members = shape.members();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            int index = indexOf(members, parser.currentName());
            JsonToken token = parser.nextToken();
            if (index < 0) {
                parser.skipChildren();
            } else {
                values[index] = value(members.get(index).type(), token);
            }
        }
        return values;
    }

    private int indexOf(List<Member> members, String name) {
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if ((!bodyOnly || member.location() == Location.BODY)
                    && member.wireName().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable Object value(Type type, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (type) {
            case Type.StringType ignored ->
                scalar(token, JsonToken.VALUE_STRING, "a String").getText();
            case Type.BooleanType ignored -> bool(token);
            case Type.IntegerType ignored -> (int) integer(token, Integer.MIN_VALUE, Integer.MAX_VALUE, "an Integer");
            case Type.LongType ignored -> integer(token, Long.MIN_VALUE, Long.MAX_VALUE, "a Long");
            case Type.DoubleType ignored -> floating(token);
            case Type.TimestampType ignored -> timestamp(token);
            case Type.BlobType ignored -> blob(token);
            case Type.ListType list -> list(list, token);
            case Type.MapType map -> map(map, token);
            case Type.StructureType structure -> structure(structure.shape(), token);
        };
    }

    private <T> T structure(StructureShape<T> shape, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            throw new Malformed(
                    token == JsonToken.START_ARRAY ? "Start of list found where not expected" : "Expected null");
        }
        return shape.create(objectMembers(shape));
    }

    private List<Object> list(Type.ListType type, JsonToken token) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            throw new Malformed("Expected list or null");
        }
        List<Object> values = new ArrayList<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            Object value = value(type.member(), next);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private Map<String, Object> map(Type.MapType type, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            throw new Malformed("Expected map or null");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Object value = value(type.value(), parser.nextToken());
            if (value != null) {
                values.put(key, value);
            }
        }
        return values;
    }

    private JsonParser scalar(JsonToken token, JsonToken expected, String wanted) {
        if (token != expected) {
            throw mismatch(token, wanted);
        }
        return parser;
    }

    private Boolean bool(JsonToken token) {
        return switch (token) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw mismatch(token, "a Boolean");
        };
    }

    private long integer(JsonToken token, long least, long greatest, String wanted) throws IOException {
        if (token != JsonToken.VALUE_NUMBER_INT
                || parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                || parser.getLongValue() < least
                || parser.getLongValue() > greatest) {
            throw mismatch(token, wanted);
        }
        return parser.getLongValue();
    }

    private Double floating(JsonToken token) throws IOException {
        if (!token.isNumeric()) {
            throw mismatch(token, "a Double");
        }
        return parser.getDoubleValue();
    }

    private Instant timestamp(JsonToken token) throws IOException {
        try {
            if (token.isNumeric()) {
                return Timestamps.ofEpochSeconds(parser.getDecimalValue());
            }
            return Timestamps.parse(
                    scalar(token, JsonToken.VALUE_STRING, "a Timestamp").getText());
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw mismatch(token, "a Timestamp");
        }
    }

    private byte[] blob(JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_EMBEDDED_OBJECT) {
            return parser.getBinaryValue();
        }
        try {
            return Base64.getDecoder()
                    .decode(scalar(token, JsonToken.VALUE_STRING, "a Blob").getText());
        } catch (IllegalArgumentException e) {
            throw mismatch(token, "a Blob");
        }
    }

    private static Malformed mismatch(JsonToken token, String wanted) {
        return new Malformed(
                switch (token) {
                    case START_OBJECT -> "Start of structure or map found where not expected.";
                    case START_ARRAY -> "Start of list found where not expected";
                    case VALUE_STRING -> "STRING_VALUE can not be converted to " + wanted;
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "NUMBER_VALUE can not be converted to " + wanted;
                    case VALUE_TRUE -> "TRUE_VALUE can not be converted to " + wanted;
                    default -> "FALSE_VALUE can not be converted to " + wanted;
                });
    }
}
