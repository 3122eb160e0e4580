package io.moorage.iam;

import io.moorage.model.efs.AccessPoint;
import io.moorage.model.efs.FileSystem;
import io.moorage.policy.MalformedPolicyException;
import io.moorage.policy.PolicyDocument;
import io.moorage.policy.PolicyParser;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Map;

/** What decides about a resource besides its ARN: the tags it carries, and the policy that is attached to it. */
final class Resources {
    private static final String EFS = ":elasticfilesystem:";
    private static final String FILE_SYSTEM = "file-system/";
    private static final String ACCESS_POINT = "access-point/";

    private final PolicyParser parser = new PolicyParser();

    /** @param policies one, or none */
    record Facts(Map<String, String> tags, List<PolicyDocument> policies) {
        static final Facts NONE = new Facts(Map.of(), List.of());
    }

    /** Nothing is known of a resource that is not there, or of a kind that has neither. */
    Facts of(String arn, ReadView view) {
        if (!arn.contains(EFS)) {
            return Facts.NONE;
        }
        String resource = arn.substring(arn.lastIndexOf(':') + 1);
        if (resource.startsWith(FILE_SYSTEM)) {
            return ofFileSystem(resource.substring(FILE_SYSTEM.length()), view);
        }
        return resource.startsWith(ACCESS_POINT)
                ? new Facts(
                        view.find(EfsTables.ACCESS_POINTS, resource.substring(ACCESS_POINT.length()))
                                .map(AccessPoint::tags)
                                .orElse(Map.of()),
                        List.of())
                : Facts.NONE;
    }

    private Facts ofFileSystem(String id, ReadView view) {
        return new Facts(
                view.find(EfsTables.FILE_SYSTEMS, id).map(FileSystem::tags).orElse(Map.of()),
                view.find(EfsTables.POLICIES, id).stream()
                        .map(policy -> parse(policy.document()))
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
