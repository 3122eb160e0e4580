package io.moorage.cloudformation.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Works out the functions of one template. Pure: the same scope gives the same values. */
public final class Evaluator {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Template template;
    private final Scope scope;
    private final Map<String, Boolean> conditions = new LinkedHashMap<>();

    /** Decides the conditions at once: they need no resource. */
    public Evaluator(Template template, Scope scope) throws InvalidTemplateException {
        this.template = template;
        this.scope = scope;
        for (String name : new ConditionOrder(template.conditions()).order()) {
            conditions.put(name, isTrue(template.conditions().getOrDefault(name, NODES.missingNode())));
        }
    }

    /** Whether a resource or an output exists under its condition. */
    public boolean exists(Optional<String> condition) {
        return condition.map(name -> conditions.getOrDefault(name, false)).orElse(true);
    }

    /** The value of an expression; empty is {@code AWS::NoValue}, which takes its member away. */
    public Optional<JsonNode> value(JsonNode expression) throws InvalidTemplateException {
        if (Functions.isFunction(expression)) {
            String function = expression.fieldNames().next();
            return call(function, expression.get(function));
        }
        if (expression.isArray()) {
            ArrayNode array = NODES.arrayNode();
            for (JsonNode each : expression) {
                value(each).ifPresent(array::add);
            }
            return Optional.of(array);
        }
        if (expression.isObject()) {
            ObjectNode object = NODES.objectNode();
            for (Map.Entry<String, JsonNode> each : expression.properties()) {
                value(each.getValue()).ifPresent(value -> object.set(each.getKey(), value));
            }
            return Optional.of(object);
        }
        return Optional.of(expression);
    }

    private Optional<JsonNode> call(String function, JsonNode operand) throws InvalidTemplateException {
        return switch (function) {
            case "Ref" -> ref(operand.asText());
            case "Fn::If" -> value(branch(operand));
            case "Fn::GetAtt" -> Optional.of(attribute(operand));
            case "Fn::FindInMap" -> Optional.of(findInMap(argument(operand)));
            case "Fn::GetAZs" -> Optional.of(zones(text("Fn::GetAZs", argument(operand))));
            case "Fn::ImportValue" -> textNode(scope.imported(text(function, argument(operand))));
            case "Fn::Sub" -> textNode(Substitution.of(operand, this));
            case "Fn::Join" -> textNode(TextFunctions.join(argument(operand)));
            case "Fn::Split" -> Optional.of(TextFunctions.split(argument(operand)));
            case "Fn::Select" -> Optional.of(TextFunctions.select(argument(operand)));
            case "Fn::Base64" -> textNode(TextFunctions.base64(text(function, argument(operand))));
            case "Fn::Cidr" -> Optional.of(TextFunctions.cidr(argument(operand)));
            default -> throw InvalidTemplateException.meaning(function + " is not a function of values");
        };
    }

    private static Optional<JsonNode> textNode(String text) {
        return Optional.of(NODES.textNode(text));
    }

    private JsonNode argument(JsonNode operand) throws InvalidTemplateException {
        return value(operand).orElseGet(NODES::missingNode);
    }

    static String text(String function, JsonNode node) throws InvalidTemplateException {
        if (!node.isValueNode() || node.isNull()) {
            throw InvalidTemplateException.meaning("every " + function + " object must have a String-typed value.");
        }
        return node.asText();
    }

    /** The value of a name: of a pseudo parameter, a parameter or a resource. */
    Optional<JsonNode> ref(String name) throws InvalidTemplateException {
        if (name.equals(PseudoParameters.NO_VALUE)) {
            return Optional.empty();
        }
        Optional<JsonNode> pseudo = scope.pseudo().value(name);
        if (pseudo.isPresent()) {
            return pseudo;
        }
        JsonNode parameter = scope.parameters().get(name);
        return parameter != null
                ? Optional.of(parameter)
                : textNode(scope.ref(existing(name).logicalId()));
    }

    JsonNode attribute(String owner, String attribute) throws InvalidTemplateException {
        return scope.attribute(existing(owner).logicalId(), attribute);
    }

    private JsonNode attribute(JsonNode operand) throws InvalidTemplateException {
        if (operand.isTextual()) {
            String text = operand.textValue();
            int dot = text.indexOf('.');
            return attribute(References.ownerOf(operand), text.substring(dot + 1));
        }
        if (operand.size() != 2) {
            throw InvalidTemplateException.meaning(
                    "every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute");
        }
        return attribute(operand.get(0).asText(), text("Fn::GetAtt", argument(operand.get(1))));
    }

    private ResourceDeclaration existing(String logicalId) throws InvalidTemplateException {
        ResourceDeclaration resource = template.resources().get(logicalId);
        if (resource == null || !exists(resource.condition())) {
            throw InvalidTemplateException.format(
                    "Unresolved resource dependencies [" + logicalId + "] in the Resources block of the template");
        }
        return resource;
    }

    private JsonNode branch(JsonNode operand) throws InvalidTemplateException {
        if (!operand.isArray() || operand.size() != 3) {
            throw InvalidTemplateException.meaning("Fn::If requires a list argument with three parameters");
        }
        return operand.get(conditions.getOrDefault(operand.get(0).asText(), false) ? 1 : 2);
    }

    private JsonNode findInMap(JsonNode operand) throws InvalidTemplateException {
        if (!operand.isArray() || operand.size() != 3) {
            throw InvalidTemplateException.meaning(
                    "every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value");
        }
        String map = operand.get(0).asText();
        String first = operand.get(1).asText();
        String second = operand.get(2).asText();
        JsonNode found = template.mappings()
                .getOrDefault(map, Map.of())
                .getOrDefault(first, Map.of())
                .get(second);
        if (found == null) {
            throw InvalidTemplateException.meaning(
                    "Unable to get mapping for %s::%s::%s".formatted(map, first, second));
        }
        return found;
    }

    private ArrayNode zones(String region) {
        ArrayNode zones = NODES.arrayNode();
        scope.availabilityZones(region.isEmpty() ? scope.pseudo().region() : region)
                .forEach(zones::add);
        return zones;
    }

    private boolean isTrue(JsonNode condition) throws InvalidTemplateException {
        String function = condition.size() == 1 ? condition.fieldNames().next() : "";
        JsonNode operand = condition.path(function);
        return switch (function) {
            case "Condition" -> conditions.getOrDefault(operand.asText(), false);
            case "Fn::Equals" -> areEqual(operand);
            case "Fn::Not" -> !isTrue(operands(function, operand, 1, 1).get(0));
            case "Fn::And" -> {
                boolean all = true;
                for (JsonNode each : operands(function, operand, 2, 10)) {
                    all &= isTrue(each);
                }
                yield all;
            }
            case "Fn::Or" -> {
                boolean any = false;
                for (JsonNode each : operands(function, operand, 2, 10)) {
                    any |= isTrue(each);
                }
                yield any;
            }
            default ->
                throw InvalidTemplateException.format(
                        "Conditions can only be boolean operations on parameters and other conditions");
        };
    }

    private boolean areEqual(JsonNode operand) throws InvalidTemplateException {
        operands("Fn::Equals", operand, 2, 2);
        JsonNode left = argument(operand.get(0));
        JsonNode right = argument(operand.get(1));
        boolean values = left.isValueNode() && right.isValueNode();
        return values ? left.asText().equals(right.asText()) : left.equals(right);
    }

    private static JsonNode operands(String function, JsonNode operand, int least, int most)
            throws InvalidTemplateException {
        if (!operand.isArray() || operand.size() < least || operand.size() > most) {
            throw InvalidTemplateException.meaning("every %s object requires a list of %s"
                    .formatted(
                            function,
                            least == most
                                    ? least + " parameters."
                                    : "at least " + least + " and at most " + most + " boolean parameters."));
        }
        return operand;
    }
}
