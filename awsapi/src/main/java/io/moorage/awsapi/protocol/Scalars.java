package io.moorage.awsapi.protocol;

import io.moorage.awsmodels.Type;
import java.time.DateTimeException;
import java.util.Base64;

/** Values written as text: in forms, paths, query strings and headers. */
final class Scalars {
    private Scalars() {}

    /** @throws Malformed when {@code text} is no such value */
    static Object parse(Type type, String text) {
        try {
            return switch (type) {
                case Type.StringType ignored -> text;
                case Type.IntegerType ignored -> Integer.valueOf(text);
                case Type.LongType ignored -> Long.valueOf(text);
                case Type.DoubleType ignored -> finite(text);
                case Type.BooleanType ignored -> bool(text);
                case Type.TimestampType ignored -> Timestamps.parse(text);
                case Type.BlobType ignored -> Base64.getMimeDecoder().decode(text);
                case Type.ListType ignored -> throw new Malformed("Start of list not found where expected");
                case Type.MapType ignored -> throw new Malformed("Start of structure or map not found where expected.");
                case Type.StructureType ignored ->
                    throw new Malformed("Start of structure or map not found where expected.");
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new Malformed("Invalid value '" + text + "': expected " + nameOf(type));
        }
    }

    private static Double finite(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true", "True", "TRUE", "1" -> true;
            case "false", "False", "FALSE", "0" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static String nameOf(Type type) {
        return switch (type) {
            case Type.IntegerType ignored -> "an integer";
            case Type.LongType ignored -> "an integer";
            case Type.DoubleType ignored -> "a number";
            case Type.BooleanType ignored -> "a boolean";
            case Type.TimestampType ignored -> "an ISO 8601 timestamp";
            case Type.BlobType ignored -> "base64";
            default -> "a string";
        };
    }
}
