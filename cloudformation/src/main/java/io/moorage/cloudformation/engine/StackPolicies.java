package io.moorage.cloudformation.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which resources an update may touch (user guide, "Prevent updates to stack resources"). Without a policy: all. */
public final class StackPolicies {
    private static final int LONGEST = 16_384;
    private static final String INVALID = "Error validating stack policy: Invalid stack policy";
    private static final JsonMapper JSON = new JsonMapper();

    private StackPolicies() {}

    /** Why a text is no policy; empty when it is one. */
    public static Optional<String> problem(String body) {
        if (body.length() > LONGEST) {
            return Optional.of("The stack policy is longer than " + LONGEST + " bytes.");
        }
        JsonNode policy;
        try {
            policy = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return Optional.of(INVALID);
        }
        JsonNode statements = policy.path("Statement");
        boolean valid = statements.isArray() && !statements.isEmpty();
        for (JsonNode each : statements) {
            valid &= each.path("Effect").asText().matches("Allow|Deny")
                    && (each.has("Action") != each.has("NotAction"))
                    && "*".equals(each.path("Principal").asText())
                    && (each.has("Resource") != each.has("NotResource"));
        }
        return valid ? Optional.empty() : Optional.of(INVALID);
    }

    /**
     * Why a policy does not allow something, in AWS's words; empty when it does.
     *
     * @param action {@code Update:Modify}, {@code Update:Replace} or {@code Update:Delete}
     */
    static Optional<String> refusal(String body, String action, String logicalId, String type) {
        JsonNode policy;
        try {
            policy = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stack has a policy that is no JSON", e);
        }
        boolean allowed = false;
        int number = 0;
        for (JsonNode each : policy.path("Statement")) {
            number++;
            if (!matches(each, action, logicalId, type)) {
                continue;
            }
            if (each.path("Effect").asText().equals("Deny")) {
                return Optional.of("Action denied by stack policy: Statement [#" + number + "] does not allow ["
                        + action + "] for resource [" + logicalId + "]");
            }
            allowed = true;
        }
        return allowed
                ? Optional.empty()
                : Optional.of("Action not allowed by stack policy: no statement allows [" + action + "] for resource ["
                        + logicalId + "]");
    }

    private static boolean matches(JsonNode statement, String action, String logicalId, String type) {
        boolean acts = statement.has("Action")
                ? any(statement.get("Action"), action)
                : !any(statement.path("NotAction"), action);
        String resource = "LogicalResourceId/" + logicalId;
        boolean meant = statement.has("Resource")
                ? any(statement.get("Resource"), resource)
                : !any(statement.path("NotResource"), resource);
        JsonNode types = statement.path("Condition").path("StringEquals").path("ResourceType");
        JsonNode like = statement.path("Condition").path("StringLike").path("ResourceType");
        return acts
                && meant
                && (types.isMissingNode() || any(types, type))
                && (like.isMissingNode() || any(like, type));
    }

    private static boolean any(JsonNode patterns, String text) {
        List<String> all = new ArrayList<>();
        if (patterns.isArray()) {
            patterns.forEach(each -> all.add(each.asText()));
        } else {
            all.add(patterns.asText());
        }
        return all.stream()
                .anyMatch(each -> text.matches(
                        Pattern.quote(each).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q")));
    }
}
