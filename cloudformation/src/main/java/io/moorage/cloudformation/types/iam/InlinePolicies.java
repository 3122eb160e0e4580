package io.moorage.cloudformation.types.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Wanted;
import java.util.LinkedHashMap;
import java.util.Map;

/** The property {@code Policies}: documents by their names. */
final class InlinePolicies {
    static final String PROPERTY = "Policies";

    private InlinePolicies() {}

    static Map<String, String> of(Wanted wanted) {
        Map<String, String> policies = new LinkedHashMap<>();
        for (JsonNode each : wanted.list(PROPERTY)) {
            JsonNode document = each.path("PolicyDocument");
            if (!each.path("PolicyName").isTextual() || !document.isObject()) {
                throw new InvalidPropertyException("Every policy must have a PolicyName and a PolicyDocument");
            }
            policies.put(each.get("PolicyName").textValue(), document.toString());
        }
        return policies;
    }
}
