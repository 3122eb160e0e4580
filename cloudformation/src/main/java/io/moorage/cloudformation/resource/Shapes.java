package io.moorage.cloudformation.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsmodels.Member;
import io.moorage.awsmodels.StructureShape;
import io.moorage.awsmodels.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values of templates as the API's records. Templates spell members as the API does, but for capitals; numbers and booleans may
 * be written as text, and text as numbers (user guide, "Template anatomy").
 */
public final class Shapes {
    private Shapes() {}

    /** The member of a shape that a template calls {@code name}. */
    public static Optional<Member> member(StructureShape<?> shape, String name) {
        return shape.members().stream()
                .filter(each ->
                        each.name().equalsIgnoreCase(name) || each.wireName().equalsIgnoreCase(name))
                .findFirst();
    }

    /**
     * The record that an object describes.
     *
     * @param path what the object is called in messages
     * @throws InvalidPropertyException when a member is unknown or of another type
     */
    public static <T> T read(StructureShape<T> shape, JsonNode object, String path) {
        if (!object.isObject()) {
            throw mismatch(path, "Object");
        }
        @Nullable Object[] values = new Object[shape.size()];
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            int index = indexOf(shape, each.getKey());
            if (index < 0) {
                throw new InvalidPropertyException("Encountered unsupported property " + each.getKey());
            }
            values[index] = value(shape.members().get(index).type(), each.getValue(), path + "/" + each.getKey());
        }
        return shape.create(values);
    }

    private static int indexOf(StructureShape<?> shape, String name) {
        List<Member> members = shape.members();
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).name().equalsIgnoreCase(name)
                    || members.get(i).wireName().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** A value of a type. */
    public static Object value(Type type, JsonNode node, String path) {
        return switch (type) {
            case Type.StringType ignored -> scalar(node, path, "String").asText();
            case Type.BooleanType ignored -> bool(node, path);
            case Type.IntegerType ignored -> number(node, path, "Integer").intValueExact();
            case Type.LongType ignored -> number(node, path, "Long").longValueExact();
            case Type.DoubleType ignored -> number(node, path, "Double").doubleValue();
            case Type.TimestampType ignored ->
                Instant.parse(scalar(node, path, "Timestamp").asText());
            case Type.BlobType ignored -> scalar(node, path, "String").asText().getBytes(StandardCharsets.UTF_8);
            case Type.ListType list -> list(list, node, path);
            case Type.MapType map -> map(map, node, path);
            case Type.StructureType structure -> read(structure.shape(), node, path);
        };
    }

    private static JsonNode scalar(JsonNode node, String path, String type) {
        if (!node.isValueNode() || node.isNull()) {
            throw mismatch(path, type);
        }
        return node;
    }

    private static boolean bool(JsonNode node, String path) {
        return switch (scalar(node, path, "Boolean").asText()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw mismatch(path, "Boolean");
        };
    }

    private static BigDecimal number(JsonNode node, String path, String type) {
        try {
            BigDecimal number = new BigDecimal(scalar(node, path, type).asText().strip());
            if (type.equals("Integer")) {
                number.intValueExact();
            } else if (type.equals("Long")) {
                number.longValueExact();
            }
            return number;
        } catch (NumberFormatException e) {
            throw mismatch(path, type);
        } catch (ArithmeticException e) {
            throw mismatch(path, type);
        }
    }

    private static List<Object> list(Type.ListType type, JsonNode node, String path) {
        if (!node.isArray()) {
            throw mismatch(path, "List");
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            values.add(value(type.member(), node.get(i), path + "/" + i));
        }
        return values;
    }

    private static Map<String, Object> map(Type.MapType type, JsonNode node, String path) {
        if (!node.isObject()) {
            throw mismatch(path, "Map");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        node.properties()
                .forEach(each ->
                        values.put(each.getKey(), value(type.value(), each.getValue(), path + "/" + each.getKey())));
        return values;
    }

    private static InvalidPropertyException mismatch(String path, String type) {
        return new InvalidPropertyException(
                "Value of property " + path.substring(path.indexOf('/') + 1) + " must be of type " + type);
    }

    /** An object of the API as templates would write it; members begin with a capital. */
    public static <T> ObjectNode json(StructureShape<T> shape, T value) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < shape.size(); i++) {
            Object member = shape.get(value, i);
            if (member != null) {
                Member description = shape.members().get(i);
                String name = description.name();
                object.set(Character.toUpperCase(name.charAt(0)) + name.substring(1), json(description.type(), member));
            }
        }
        return object;
    }

    @SuppressWarnings("unchecked") // a value is of its type
    private static JsonNode json(Type type, Object value) {
        return switch (type) {
            case Type.ListType list -> {
                var array = JsonNodeFactory.instance.arrayNode();
                ((List<Object>) value).forEach(each -> array.add(json(list.member(), each)));
                yield array;
            }
            case Type.MapType map -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                ((Map<String, Object>) value).forEach((key, each) -> object.set(key, json(map.value(), each)));
                yield object;
            }
            case Type.StructureType structure -> json((StructureShape<Object>) structure.shape(), value);
            default -> JsonNodeFactory.instance.textNode(value.toString());
        };
    }

    /** Without some of an object's members. */
    public static ObjectNode without(JsonNode object, String... names) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        Set<String> gone = Set.of(names);
        object.properties().forEach(each -> {
            if (!gone.contains(each.getKey())) {
                rest.set(each.getKey(), each.getValue());
            }
        });
        return rest;
    }
}
