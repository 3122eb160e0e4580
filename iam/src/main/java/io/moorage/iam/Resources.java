package io.moorage.iam;

import io.moorage.model.sns.Topic;
import io.moorage.policy.MalformedPolicyException;
import io.moorage.policy.PolicyDocument;
import io.moorage.policy.PolicyParser;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import io.moorage.store.SnsTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What decides about a resource besides its ARN: what it is and carries, and the policy that is attached to it. */
final class Resources {
    private static final String FILE_SYSTEM = "file-system/";
    private static final int PARTS = 6;

    private final PolicyParser parser = new PolicyParser();

    /**
     * What is known of a resource.
     *
     * @param keys condition keys
     * @param policies one, or none
     */
    record Facts(Map<String, List<String>> keys, List<PolicyDocument> policies) {
        static final Facts NONE = new Facts(Map.of(), List.of());
    }

    /** Nothing is known of a resource that is not there, or of a kind that has nothing to tell. */
    Facts of(String arn, ReadView view) {
        String[] parts = arn.split(":", PARTS);
        if (parts.length < PARTS) {
            return Facts.NONE;
        }
        String resource = parts[5];
        return switch (parts[2]) {
            case "elasticfilesystem" -> ofFiles(resource, view);
            case "ec2" -> new Facts(new Ec2Facts(arn, view).keys(resource), List.of());
            case "ecs" -> tagged("ecs:ResourceTag/", TagsOf.ecs(arn, resource, view));
            case "iam" -> tagged("iam:ResourceTag/", TagsOf.iam(arn, resource, view));
            case "autoscaling" -> tagged("autoscaling:ResourceTag/", TagsOf.autoScaling(resource, view));
            case "sns" -> ofTopic(arn, parts[4], view);
            case "logs" -> tagged("", TagsOf.logs(resource, view));
            case "ssm" -> tagged("ssm:resourceTag/", TagsOf.ssm(resource, view));
            case "cloudwatch" -> tagged("", TagsOf.cloudWatch(resource, view));
            default -> Facts.NONE;
        };
    }

    /** @param own what the service calls the same, besides the global key */
    private static Facts tagged(String own, Map<String, String> tags) {
        return new Facts(keys(own, tags), List.of());
    }

    static Map<String, List<String>> keys(String own, Map<String, String> tags) {
        Map<String, List<String>> keys = new HashMap<>();
        tags.forEach((key, value) -> {
            keys.put("aws:ResourceTag/" + key, List.of(value));
            if (!own.isEmpty()) {
                keys.put(own + key, List.of(value));
            }
        });
        return keys;
    }

    private Facts ofFiles(String resource, ReadView view) {
        List<PolicyDocument> policies = resource.startsWith(FILE_SYSTEM)
                ? view.find(EfsTables.POLICIES, resource.substring(FILE_SYSTEM.length())).stream()
                        .map(policy -> parse(policy.document()))
                        .toList()
                : List.of();
        return new Facts(keys("", TagsOf.efs(resource, view)), policies);
    }

    private Facts ofTopic(String arn, String owner, ReadView view) {
        Map<String, List<String>> keys = new HashMap<>(keys("", TagsOf.sns(arn, view)));
        // Policies of topics tell by it that the caller is of the topic's own account, as all callers here are.
        keys.put("aws:SourceOwner", List.of(owner));
        return new Facts(
                keys,
                view.find(SnsTables.TOPICS, arn).flatMap(Topic::policy).stream()
                        .map(this::parse)
                        .toList());
    }

    private PolicyDocument parse(String document) {
        try {
            return parser.resourcePolicy(document);
        } catch (MalformedPolicyException e) {
            throw new IllegalStateException("a policy was stored malformed: " + document, e);
        }
    }
}
