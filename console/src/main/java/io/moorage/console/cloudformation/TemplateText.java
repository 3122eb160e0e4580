package io.moorage.console.cloudformation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A template's text as a tree in which short forms are written out; what is wrong with it is CloudFormation's to say. */
final class TemplateText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 100;

    private TemplateText() {}

    /** Empty when it is neither JSON nor YAML. */
    static Optional<JsonNode> read(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return yaml(text);
        }
    }

    private static Optional<JsonNode> yaml(String text) {
        try {
            return new Compose(LoadSettings.builder().build())
                    .composeString(text)
                    .map(each -> tree(each, 0));
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
    }

    private static JsonNode tree(Node node, int depth) {
        JsonNode plain = depth > DEEPEST ? NODES.nullNode() : plain(node, depth);
        String tag = node.getTag().getValue();
        if (!tag.startsWith("!") || tag.equals("!")) {
            return plain;
        }
        String name = tag.substring(1);
        return NODES.objectNode().set(name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name, plain);
    }

    private static JsonNode plain(Node node, int depth) {
        return switch (node) {
            case ScalarNode scalar -> NODES.textNode(scalar.getValue());
            case SequenceNode sequence -> {
                ArrayNode array = NODES.arrayNode();
                sequence.getValue().forEach(each -> array.add(tree(each, depth + 1)));
                yield array;
            }
            case MappingNode mapping -> {
                ObjectNode object = NODES.objectNode();
                mapping.getValue().forEach(each -> {
                    if (each.getKeyNode() instanceof ScalarNode key) {
                        object.set(key.getValue(), tree(each.getValueNode(), depth + 1));
                    }
                });
                yield object;
            }
            default -> NODES.nullNode();
        };
    }
}
