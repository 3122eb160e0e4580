package io.moorage.agent.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.task.Secrets;
import io.moorage.agentwire.acs.SecretPayload;
import io.moorage.agentwire.acs.TaskPayload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Secrets that are parameters of Systems Manager (ECS developer guide, "Specifying sensitive data"). */
public final class ParameterSecrets implements Secrets {
    /** API_GetParameters: of one call. */
    private static final int MOST_NAMES = 10;

    private final Apis apis;
    private final TaskCredentials credentials;

    public ParameterSecrets(Apis apis, TaskCredentials credentials) {
        this.apis = apis;
        this.credentials = credentials;
    }

    @Override
    public Map<String, String> read(TaskPayload task) throws Refused, IOException {
        List<String> references = task.containers().stream()
                .flatMap(container -> container.secrets().stream())
                .map(SecretPayload::valueFrom)
                .distinct()
                .toList();
        JsonApi api = apis.of(JsonApi.Service.SSM, () -> credentials.executionRole(task));
        Map<String, String> values = new HashMap<>();
        for (int from = 0; from < references.size(); from += MOST_NAMES) {
            values.putAll(read(api, references.subList(from, Math.min(references.size(), from + MOST_NAMES))));
        }
        return values;
    }

    private Map<String, String> read(JsonApi api, List<String> references) throws Refused, IOException {
        ObjectNode request = api.newRequest().put("WithDecryption", true);
        ArrayNode names = request.putArray("Names");
        references.forEach(reference -> names.add(name(reference)));
        JsonNode answer;
        try {
            answer = api.call("GetParameters", request);
        } catch (JsonApi.Refused e) {
            if (e.isFinal()) {
                throw refused(String.valueOf(e.getMessage()));
            }
            throw new IOException(e.getMessage(), e);
        }
        Map<String, String> byName = new HashMap<>();
        answer.path("Parameters")
                .forEach(each -> byName.put(
                        each.path("Name").asText(), each.path("Value").asText()));
        Map<String, String> values = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (String reference : references) {
            String value = byName.get(name(reference));
            if (value == null) {
                missing.add(name(reference));
            } else {
                values.put(reference, value);
            }
        }
        if (!missing.isEmpty()) {
            throw refused("invalid parameters: " + String.join(", ", missing));
        }
        return values;
    }

    private Refused refused(String why) {
        return new Refused("ResourceInitializationError: unable to pull secrets or registry auth: execution resource "
                + "retrieval failed: unable to retrieve secrets from ssm: Fetching secret data from SSM Parameter Store"
                + " in " + apis.region() + ": " + why);
    }

    /** A name with a hierarchy begins with a slash, which its ARN has once only. */
    static String name(String reference) {
        if (!reference.startsWith("arn:")) {
            return reference;
        }
        String path = reference.substring(reference.indexOf(":parameter/") + ":parameter/".length());
        return path.contains("/") ? "/" + path : path;
    }
}
