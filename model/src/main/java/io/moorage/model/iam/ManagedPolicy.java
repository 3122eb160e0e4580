package io.moorage.model.iam;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy that stands by itself and is attached to identities; of the customer, or of AWS.
 *
 * @param id {@code ANPA...}
 * @param versionId the default version, such as {@code v1}
 * @param document the default version's
 * @param versions all that were made and not deleted, oldest first; the default is one of them
 * @param latest the number of the newest ever made
 */
public record ManagedPolicy(
        String arn,
        String name,
        String path,
        String id,
        String versionId,
        Instant created,
        Instant updated,
        Optional<String> description,
        String document,
        Map<String, String> tags,
        List<PolicyVersion> versions,
        int latest) {
    private static final String AWS = "arn:aws:iam::aws:policy";

    public ManagedPolicy {
        tags = Map.copyOf(tags);
        versions =
                versions.isEmpty() ? List.of(new PolicyVersion(versionId, document, updated)) : List.copyOf(versions);
        latest = latest == 0 ? numberOf(versionId) : latest;
    }

    /** A policy with one version. */
    public static ManagedPolicy first(
            String arn,
            String name,
            String path,
            String id,
            PolicyVersion version,
            Optional<String> description,
            Map<String, String> tags) {
        return new ManagedPolicy(
                arn,
                name,
                path,
                id,
                version.id(),
                version.created(),
                version.created(),
                description,
                version.document(),
                tags,
                List.of(version),
                numberOf(version.id()));
    }

    /** True for the ARN of a policy that AWS keeps and nobody can change. */
    public static boolean isAwsManaged(String arn) {
        return arn.startsWith(AWS + "/");
    }

    public Optional<PolicyVersion> version(String wanted) {
        return versions.stream().filter(each -> each.id().equals(wanted)).findFirst();
    }

    public String nextVersionId() {
        return "v" + (latest + 1);
    }

    /** With a version more, which has the id {@link #nextVersionId}. */
    public ManagedPolicy with(PolicyVersion added) {
        List<PolicyVersion> more = new ArrayList<>(versions);
        more.add(added);
        return new ManagedPolicy(
                arn,
                name,
                path,
                id,
                versionId,
                created,
                added.created(),
                description,
                document,
                tags,
                more,
                numberOf(added.id()));
    }

    public ManagedPolicy without(PolicyVersion removed) {
        List<PolicyVersion> fewer =
                versions.stream().filter(each -> !each.equals(removed)).toList();
        return new ManagedPolicy(
                arn, name, path, id, versionId, created, updated, description, document, tags, fewer, latest);
    }

    public ManagedPolicy withDefault(PolicyVersion chosen) {
        return new ManagedPolicy(
                arn,
                name,
                path,
                id,
                chosen.id(),
                created,
                updated,
                description,
                chosen.document(),
                tags,
                versions,
                latest);
    }

    public ManagedPolicy withTags(Map<String, String> changed) {
        return new ManagedPolicy(
                arn, name, path, id, versionId, created, updated, description, document, changed, versions, latest);
    }

    private static int numberOf(String versionId) {
        return Integer.parseInt(versionId.substring(1));
    }
}
