package io.moorage.cloudformation.types.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Wanted;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The policies of an identity: those of its own in {@code Policies}, by their names, and those attached to it. */
final class InlinePolicies {
    static final String PROPERTY = "Policies";
    static final String MANAGED = "ManagedPolicyArns";

    private static final JsonMapper JSON = new JsonMapper();

    private InlinePolicies() {}

    static Map<String, String> of(Wanted wanted) {
        Map<String, String> policies = new LinkedHashMap<>();
        for (JsonNode each : wanted.list(PROPERTY)) {
            JsonNode document = each.path("PolicyDocument");
            if (!each.path("PolicyName").isTextual() || !(document.isObject() || document.isTextual())) {
                throw new InvalidPropertyException("Every policy must have a PolicyName and a PolicyDocument");
            }
            policies.put(
                    each.get("PolicyName").textValue(),
                    document.isTextual() ? document.textValue() : document.toString());
        }
        return policies;
    }

    /** Names of the policies that one wish has and the next has not. */
    static List<String> gone(Wanted before, Wanted after) {
        Set<String> kept = of(after).keySet();
        return of(before).keySet().stream().filter(name -> !kept.contains(name)).toList();
    }

    /** ARNs of the managed policies that one wish has and the next has not. */
    static List<String> detached(Wanted before, Wanted after) {
        List<String> kept = after.texts(MANAGED);
        return before.texts(MANAGED).stream().filter(arn -> !kept.contains(arn)).toList();
    }

    /** A document as IAM tells it: encoded for URLs. */
    static JsonNode document(@Nullable String encoded) {
        try {
            return JSON.readTree(URLDecoder.decode(encoded == null ? "{}" : encoded, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("IAM told a document that is no JSON", e);
        }
    }
}
