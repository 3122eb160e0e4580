package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Templates in YAML, with the short forms of functions ({@code !Ref}, {@code !GetAtt A.B}). Dates and numbers that JSON cannot
 * write stay text, as CloudFormation supports no timestamps (user guide, "CloudFormation template formats").
 */
final class YamlTemplate {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 100;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE|yes|Yes|YES|on|On|ON");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE|no|No|NO|off|Off|OFF");
    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");

    private YamlTemplate() {}

    static JsonNode parse(String text) throws InvalidTemplateException {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(false)
                .setCodePointLimit(TemplateText.MAX_BYTES)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                throw InvalidTemplateException.format("unsupported structure.");
            }
            return value(root.get(), 0);
        } catch (MarkedYamlEngineException e) {
            throw notWellFormed(e.getProblemMark());
        } catch (YamlEngineException e) {
            throw notWellFormed(Optional.empty());
        }
    }

    private static InvalidTemplateException notWellFormed(Optional<Mark> where) {
        return InvalidTemplateException.format("YAML not well-formed."
                + where.map(mark -> " (line %d, column %d)".formatted(mark.getLine() + 1, mark.getColumn() + 1))
                        .orElse(""));
    }

    private static JsonNode value(Node node, int depth) throws InvalidTemplateException {
        if (node.getAnchor().isPresent()) {
            throw InvalidTemplateException.format("YAML aliases are not allowed in CloudFormation templates");
        }
        if (depth > MAX_DEPTH) {
            throw InvalidTemplateException.format("the template is nested more than " + MAX_DEPTH + " levels deep.");
        }
        String tag = node.getTag().getValue();
        if (!tag.startsWith("!") || tag.equals("!")) {
            return plain(node, depth);
        }
        return function(tag.substring(1), plain(node, depth));
    }

    private static JsonNode plain(Node node, int depth) throws InvalidTemplateException {
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence -> {
                ArrayNode array = NODES.arrayNode();
                for (Node each : sequence.getValue()) {
                    array.add(value(each, depth + 1));
                }
                yield array;
            }
            case MappingNode mapping -> {
                ObjectNode object = NODES.objectNode();
                for (NodeTuple each : mapping.getValue()) {
                    object.set(key(each.getKeyNode()), value(each.getValueNode(), depth + 1));
                }
                yield object;
            }
            default -> throw InvalidTemplateException.format("unsupported structure.");
        };
    }

    private static String key(Node node) throws InvalidTemplateException {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw InvalidTemplateException.format("YAML mapping keys must be strings");
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
            return NODES.textNode(text);
        }
        if (NULL.matcher(text).matches()) {
            return NODES.nullNode();
        }
        if (TRUE.matcher(text).matches() || FALSE.matcher(text).matches()) {
            return NODES.booleanNode(TRUE.matcher(text).matches());
        }
        if (NUMBER.matcher(text).matches()) {
            BigDecimal number = new BigDecimal(text);
            return number.scale() <= 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0
                    ? NODES.numberNode(number.toBigIntegerExact())
                    : NODES.numberNode(number);
        }
        return NODES.textNode(text);
    }

    /** {@code !GetAtt A.B.C} names the resource up to the first dot; {@code !Ref} and {@code !Condition} have no prefix. */
    private static JsonNode function(String name, JsonNode argument) {
        String full = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
        JsonNode operand = argument;
        if (name.equals("GetAtt")
                && argument.isTextual()
                && argument.textValue().contains(".")) {
            String text = argument.textValue();
            int dot = text.indexOf('.');
            operand = NODES.arrayNode().add(text.substring(0, dot)).add(text.substring(dot + 1));
        } else if (argument.isNull()) {
            operand = NODES.textNode("");
        } else if (argument.isNumber() || argument.isBoolean()) {
            operand = NODES.textNode(argument.asText());
        }
        return NODES.objectNode().set(full, operand);
    }
}
