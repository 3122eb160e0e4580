package io.moorage.ecs.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsmodels.Member;
import io.moorage.awsmodels.StructureShape;
import io.moorage.awsmodels.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A structure of the API as an event shows it: like the API's answer, but with its times as text (ISO 8601). */
public final class ShapeTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ShapeTree() {}

    public static <T> ObjectNode of(StructureShape<T> shape, T value) {
        ObjectNode node = NODES.objectNode();
        List<Member> members = shape.members();
        for (int i = 0; i < members.size(); i++) {
            Object content = shape.get(value, i);
            if (content != null) {
                node.set(members.get(i).wireName(), node(members.get(i).type(), content));
            }
        }
        return node;
    }

    private static JsonNode node(Type type, Object value) {
        return switch (type) {
            case Type.BooleanType ignored -> NODES.booleanNode((Boolean) value);
            case Type.IntegerType ignored -> NODES.numberNode((Integer) value);
            case Type.LongType ignored -> NODES.numberNode((Long) value);
            case Type.DoubleType ignored -> NODES.numberNode((Double) value);
            case Type.TimestampType ignored -> NODES.textNode(((Instant) value).toString());
            case Type.BlobType ignored -> NODES.binaryNode((byte[]) value);
            case Type.StringType ignored -> NODES.textNode((String) value);
            case Type.ListType list -> {
                ArrayNode nodes = NODES.arrayNode();
                ((List<?>) value).forEach(each -> nodes.add(node(list.member(), each)));
                yield nodes;
            }
            case Type.MapType map -> {
                ObjectNode nodes = NODES.objectNode();
                ((Map<?, ?>) value).forEach((key, each) -> nodes.set((String) key, node(map.value(), each)));
                yield nodes;
            }
            case Type.StructureType structure -> nested(structure.shape(), value);
        };
    }

    @SuppressWarnings("unchecked") // the shape describes the member's type
    private static <T> ObjectNode nested(StructureShape<T> shape, Object value) {
        return of(shape, (T) value);
    }
}
