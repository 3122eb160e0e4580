package io.moorage.awsmodels.generator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** The Java type and the descriptor expression of a shape. */
final class Types {
    private final C2jModel model;

    Types(C2jModel model) {
        this.model = model;
    }

    /** The boxed Java type of a component. */
    String java(String shapeName) {
        JsonNode shape = model.shape(shapeName);
        return switch (shape.path("type").asText()) {
            case "string", "character" -> "String";
            case "integer" -> "Integer";
            case "long" -> "Long";
            case "double", "float" -> "Double";
            case "boolean" -> "Boolean";
            case "timestamp" -> "Instant";
            case "blob" -> "byte[]";
            case "list" -> "List<" + java(target(shape, "member")) + ">";
            case "map" -> "Map<String, " + java(target(shape, "value")) + ">";
            case "structure" -> Names.type(shapeName);
            default -> throw new IllegalArgumentException("shape " + shapeName + ": " + shape.path("type"));
        };
    }

    boolean isCollection(String shapeName) {
        String kind = model.shape(shapeName).path("type").asText();
        return kind.equals("list") || kind.equals("map");
    }

    /** An expression of type {@code io.moorage.awsmodels.Type}. */
    String descriptor(String shapeName) {
        JsonNode shape = model.shape(shapeName);
        return switch (shape.path("type").asText()) {
            case "string", "character" -> string(shapeName, shape);
            case "integer" -> bounded("IntegerType", shape, "L");
            case "long" -> bounded("LongType", shape, "L");
            case "double", "float" -> bounded("DoubleType", shape, "d");
            case "boolean" -> "Type.BooleanType.ANY";
            case "timestamp" -> "Type.TimestampType.ANY";
            case "blob" -> bounded("BlobType", shape, "L");
            case "list" ->
                "new Type.ListType(%s, %s, %s, %s)"
                        .formatted(
                                descriptor(target(shape, "member")),
                                locationName(shape, "member"),
                                shape.path("flattened").asBoolean(false),
                                bounds(shape, "L"));
            case "map" ->
                "new Type.MapType(%s, %s, %s, %s, %s, %s)"
                        .formatted(
                                descriptor(target(shape, "key")),
                                descriptor(target(shape, "value")),
                                locationName(shape, "key"),
                                locationName(shape, "value"),
                                shape.path("flattened").asBoolean(false),
                                bounds(shape, "L"));
            default -> "new Type.StructureType(" + Names.type(shapeName) + ".SHAPE)";
        };
    }

    private static String string(String shapeName, JsonNode shape) {
        boolean plain = !shape.has("min") && !shape.has("max") && !shape.has("pattern");
        boolean sensitive = shape.path("sensitive").asBoolean(false);
        if (plain && !shape.has("enum") && !sensitive) {
            return "Type.StringType.ANY";
        }
        Pattern.compile(shape.path("pattern").asText());
        String values = shape.has("enum") ? Names.type(shapeName) + ".VALUES" : "List.of()";
        return "new Type.StringType(%s, %s, %s, %s)"
                .formatted(
                        bounds(shape, "L"),
                        Names.literalOrNull(shape.path("pattern").asText()),
                        values,
                        sensitive);
    }

    private static String bounded(String type, JsonNode shape, String suffix) {
        return shape.has("min") || shape.has("max")
                ? "new Type." + type + "(" + bounds(shape, suffix) + ")"
                : "Type." + type + ".ANY";
    }

    private static String bounds(JsonNode shape, String suffix) {
        return bound(shape, "min", suffix) + ", " + bound(shape, "max", suffix);
    }

    private static String bound(JsonNode shape, String which, String suffix) {
        JsonNode bound = shape.path(which);
        if (bound.isMissingNode()) {
            return "null";
        }
        return suffix.equals("L") ? bound.asLong() + "L" : bound.asDouble() + "d";
    }

    private static String target(JsonNode shape, String part) {
        return shape.path(part).path("shape").asText();
    }

    private static String locationName(JsonNode shape, String part) {
        return Names.literalOrNull(shape.path(part).path("locationName").asText());
    }
}
