package io.moorage.console.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.frame.Aws;
import java.util.HashMap;
import java.util.Map;

/** The texts of all policies that somebody holds, by the ids that the simulator tells them by. */
final class HeldDocuments {
    private final Aws aws;
    private final Map<String, String> texts = new HashMap<>();

    HeldDocuments(Aws aws) {
        this.aws = aws;
    }

    /** What may not be read is left out. */
    Map<String, String> of(String arn) {
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        Kind kind = arn.contains(":user/") ? Kind.USER : arn.contains(":group/") ? Kind.GROUP : Kind.ROLE;
        try {
            add(kind, name);
            if (kind == Kind.USER) {
                for (JsonNode group : Iam.all(aws, "ListGroupsForUser", "Groups", in -> in.put("UserName", name))
                        .all()) {
                    add(Kind.GROUP, group.path("GroupName").asText());
                }
            }
        } catch (AwsException e) {
            return Map.copyOf(texts);
        }
        return Map.copyOf(texts);
    }

    private void add(Kind kind, String name) {
        for (JsonNode each : Iam.all(
                        aws, "List" + kind.noun() + "Policies", "PolicyNames", in -> in.put(kind.member(), name))
                .all()) {
            JsonNode answer = aws.call(Iam.SERVICE, "Get" + kind.noun() + "Policy", in -> in.put(kind.member(), name)
                    .put("PolicyName", each.asText()));
            texts.put(
                    kind.word() + "_" + name + "_" + each.asText(),
                    Iam.decoded(answer.path("PolicyDocument").asText()));
        }
        for (JsonNode each : Iam.all(
                        aws,
                        "ListAttached" + kind.noun() + "Policies",
                        "AttachedPolicies",
                        in -> in.put(kind.member(), name))
                .all()) {
            managed(each.path("PolicyArn").asText(), each.path("PolicyName").asText());
        }
    }

    private void managed(String arn, String name) {
        String version = aws.call(Iam.SERVICE, "GetPolicy", in -> in.put("PolicyArn", arn))
                .path("Policy")
                .path("DefaultVersionId")
                .asText();
        texts.put(
                name,
                Iam.decoded(aws.call(Iam.SERVICE, "GetPolicyVersion", in -> in.put("PolicyArn", arn)
                                .put("VersionId", version))
                        .path("PolicyVersion")
                        .path("Document")
                        .asText()));
    }
}
