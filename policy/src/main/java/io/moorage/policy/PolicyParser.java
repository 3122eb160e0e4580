package io.moorage.policy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.moorage.policy.Condition.SetOperator;
import io.moorage.policy.Statement.Effect;
import io.moorage.policy.Statement.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads policy documents (IAM JSON policy reference, "Grammar"), refusing what IAM refuses. */
public final class PolicyParser {
    private static final Set<String> DOCUMENT_FIELDS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_FIELDS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final String SYNTAX = "Syntax errors in policy.";

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Where a policy stands, which decides what its statements name. */
    private enum Kind {
        /** Of a user or role: says which resources, and applies to its holder. */
        IDENTITY,
        /** Of a role, about who may assume it: says who, and is about the role. */
        TRUST,
        /** Of any other resource: says who, and may say which, being about the resource it is attached to. */
        RESOURCE
    }

    /** A policy of a user or role. */
    public PolicyDocument identityPolicy(String json) throws MalformedPolicyException {
        return document(json, Kind.IDENTITY);
    }

    /** A role's policy of who may assume it. */
    public PolicyDocument trustPolicy(String json) throws MalformedPolicyException {
        return document(json, Kind.TRUST);
    }

    /** A policy attached to a resource such as a file system; a statement without Resource is about that one. */
    public PolicyDocument resourcePolicy(String json) throws MalformedPolicyException {
        return document(json, Kind.RESOURCE);
    }

    private PolicyDocument document(String json, Kind kind) throws MalformedPolicyException {
        JsonNode root = parse(json);
        require(root.isObject() && root.has("Statement"), SYNTAX);
        requireFields(root, DOCUMENT_FIELDS);
        String version = root.path("Version").asText(PolicyDocument.OLD);
        require(
                version.equals(PolicyDocument.CURRENT) || version.equals(PolicyDocument.OLD),
                "The policy must contain a valid version string.");
        List<Statement> statements = new ArrayList<>();
        JsonNode given = root.get("Statement");
        for (JsonNode statement : given.isArray() ? given : List.of(given)) {
            statements.add(statement(statement, kind));
        }
        require(!statements.isEmpty(), SYNTAX);
        return new PolicyDocument(version, statements);
    }

    private JsonNode parse(String json) throws MalformedPolicyException {
        try {
            return mapper.readTree(json);
        } catch (JsonProcessingException e) {
            throw new MalformedPolicyException("This policy contains invalid Json");
        }
    }

    private static Statement statement(JsonNode node, Kind kind) throws MalformedPolicyException {
        require(node.isObject(), SYNTAX);
        requireFields(node, STATEMENT_FIELDS);
        Effect effect =
                switch (node.path("Effect").asText("")) {
                    case "Allow" -> Effect.ALLOW;
                    case "Deny" -> Effect.DENY;
                    default -> throw new MalformedPolicyException(SYNTAX);
                };
        Matcher actions = matcher(node, "Action")
                .orElseThrow(() -> new MalformedPolicyException("Policy statement must contain actions."));
        for (String action : actions.patterns()) {
            require(
                    action.equals("*") || action.matches("[A-Za-z0-9-]+:[A-Za-z0-9*?]+"),
                    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
        return new Statement(
                node.path("Sid").asText(""),
                effect,
                kind == Kind.IDENTITY ? noPrincipals(node) : principals(node),
                actions,
                resources(node, kind),
                conditions(node.path("Condition")));
    }

    private static Matcher noPrincipals(JsonNode node) throws MalformedPolicyException {
        require(!node.has("Principal") && !node.has("NotPrincipal"), "Policy document should not specify a principal.");
        return Matcher.EVERYTHING;
    }

    private static Matcher noResources(JsonNode node) throws MalformedPolicyException {
        require(!node.has("Resource") && !node.has("NotResource"), "Has prohibited field Resource");
        return Matcher.EVERYTHING;
    }

    private static Matcher resources(JsonNode node, Kind kind) throws MalformedPolicyException {
        if (kind == Kind.TRUST) {
            return noResources(node);
        }
        if (kind == Kind.RESOURCE && !node.has("Resource") && !node.has("NotResource")) {
            return Matcher.EVERYTHING;
        }
        Matcher resources = matcher(node, "Resource")
                .orElseThrow(() -> new MalformedPolicyException("Policy statement must contain resources."));
        for (String resource : resources.patterns()) {
            require(
                    resource.equals("*") || resource.startsWith("arn:"),
                    "Resource " + resource + " must be in ARN format or \"*\".");
        }
        return resources;
    }

    /** {@code "*"}, or {@code {"AWS": ..., "Service": ...}}; an account's id stands for its root ARN. */
    private static Matcher principals(JsonNode node) throws MalformedPolicyException {
        boolean negated = node.has("NotPrincipal");
        require(negated != node.has("Principal"), "Missing required field Principal");
        JsonNode given = node.get(negated ? "NotPrincipal" : "Principal");
        List<String> names = new ArrayList<>();
        if (given.isTextual()) {
            require(given.asText().equals("*"), "Invalid principal in policy: " + given.asText());
            names.add("*");
        } else {
            require(given.isObject() && !given.isEmpty(), "Invalid principal in policy");
            for (Map.Entry<String, JsonNode> kind : given.properties()) {
                for (String name : texts(kind.getValue())) {
                    names.add(name.matches("[0-9]{12}") ? "arn:aws:iam::" + name + ":root" : name);
                }
            }
        }
        return new Matcher(names, negated);
    }

    private static Optional<Matcher> matcher(JsonNode node, String name) throws MalformedPolicyException {
        boolean positive = node.has(name);
        boolean negated = node.has("Not" + name);
        require(!(positive && negated), SYNTAX);
        if (!positive && !negated) {
            return Optional.empty();
        }
        List<String> patterns = texts(node.get(negated ? "Not" + name : name));
        return patterns.isEmpty() ? Optional.empty() : Optional.of(new Matcher(patterns, negated));
    }

    private static List<Condition> conditions(JsonNode node) throws MalformedPolicyException {
        List<Condition> conditions = new ArrayList<>();
        require(node.isMissingNode() || node.isObject(), SYNTAX);
        for (Map.Entry<String, JsonNode> operator : node.properties()) {
            require(operator.getValue().isObject(), SYNTAX);
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                conditions.add(condition(operator.getKey(), key.getKey(), texts(key.getValue())));
            }
        }
        return conditions;
    }

    private static Condition condition(String written, String key, List<String> values)
            throws MalformedPolicyException {
        String word = written;
        SetOperator set = SetOperator.NONE;
        if (word.startsWith("ForAllValues:")) {
            set = SetOperator.FOR_ALL_VALUES;
        } else if (word.startsWith("ForAnyValue:")) {
            set = SetOperator.FOR_ANY_VALUE;
        }
        word = word.substring(word.indexOf(':') + 1);
        boolean ifExists = word.endsWith("IfExists");
        if (ifExists) {
            word = word.substring(0, word.length() - "IfExists".length());
        }
        Optional<ConditionOperator> operator = ConditionOperator.named(word);
        require(
                operator.isPresent() && !(ifExists && operator.get() == ConditionOperator.NULL),
                "Invalid Condition type : " + written);
        require(key.contains(":"), "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        return new Condition(operator.orElseThrow(), set, ifExists, key, values);
    }

    private static List<String> texts(JsonNode node) throws MalformedPolicyException {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : node.isArray() ? node : List.of(node)) {
            require(each.isValueNode() && !each.isNull(), SYNTAX);
            texts.add(each.asText());
        }
        return texts;
    }

    private static void requireFields(JsonNode node, Set<String> allowed) throws MalformedPolicyException {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            require(allowed.contains(field.getKey()), SYNTAX);
        }
    }

    private static void require(boolean condition, String otherwise) throws MalformedPolicyException {
        if (!condition) {
            throw new MalformedPolicyException(otherwise);
        }
    }
}
