package io.moorage.cfnbootstrap.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.moorage.base.sigv4.Uri;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The two calls of CloudFormation's API that helper scripts make, repeated where that may help. */
public final class CloudFormation {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String VERSION = "2010-05-15";

    /** What a new key or a busy service answers. */
    private static final Set<String> PASSING = Set.of("Throttling", "InvalidAccessKeyId", "InvalidClientTokenId");

    private final Http http;
    private final URI endpoint;
    private final Authorization authorization;
    private final Retries retries;

    public CloudFormation(Http http, URI endpoint, Authorization authorization, Retries retries) {
        this.http = http;
        this.endpoint = endpoint;
        this.authorization = authorization;
        this.retries = retries;
    }

    /** Where the API of a region is. */
    public static URI endpoint(String region) {
        String suffix = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return URI.create("https://cloudformation." + region + suffix);
    }

    /** @throws RemoteFailure when CloudFormation refuses */
    public StackResourceDetail describeStackResource(String stack, String logicalId) throws IOException {
        JsonNode detail = call("DescribeStackResource", Map.of("StackName", stack, "LogicalResourceId", logicalId))
                .path("DescribeStackResourceResponse")
                .path("DescribeStackResourceResult")
                .path("StackResourceDetail");
        return new StackResourceDetail(
                detail.path("LogicalResourceId").asText(),
                detail.path("PhysicalResourceId").asText(),
                detail.path("ResourceStatus").asText(),
                detail.path("LastUpdatedTimestamp").asText(),
                detail.path("Metadata").asText());
    }

    /** @param status {@code SUCCESS} or {@code FAILURE} */
    public void signalResource(String stack, String logicalId, String uniqueId, String status) throws IOException {
        call(
                "SignalResource",
                Map.of(
                        "StackName", stack,
                        "LogicalResourceId", logicalId,
                        "UniqueId", uniqueId,
                        "Status", status));
    }

    private JsonNode call(String action, Map<String, String> parameters) throws IOException {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("Action", action);
        all.put("ContentType", "JSON");
        all.put("Version", VERSION);
        String query = all.entrySet().stream()
                .map(each -> Uri.encode(each.getKey()) + "=" + Uri.encode(each.getValue()))
                .collect(Collectors.joining("&"));
        URI uri = URI.create(endpoint.toString().replaceFirst("/+$", "") + "/?" + query);
        return retries.of(() -> {
            Map<String, String> headers = new HashMap<>(authorization.headers(uri));
            headers.put("Accept", "application/json");
            headers.put("User-Agent", "CloudFormation Tools");
            Http.Answer answer = http.send(Http.Request.get(uri, headers));
            if (answer.status() != 200) {
                throw refusal(answer);
            }
            return JSON.readTree(answer.body());
        });
    }

    private static RemoteFailure refusal(Http.Answer answer) {
        JsonNode error;
        try {
            error = JSON.readTree(answer.body()).path("Error");
        } catch (IOException e) {
            return RemoteFailure.of(answer);
        }
        String code = error.path("Code").asText("Unknown");
        boolean passing = answer.status() >= 500
                || PASSING.contains(code)
                || !error.path("Type").asText().equals("Sender");
        return new RemoteFailure(code + ": " + error.path("Message").asText(answer.text()), !passing);
    }
}
