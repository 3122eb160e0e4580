package io.moorage.iam.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.sts.PolicyDescriptorType;
import io.moorage.awsmodels.sts.StsOperations;
import io.moorage.awsmodels.sts.Tag;
import io.moorage.iam.credential.SessionWish;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/** Session policies and tags on their way in (STS API reference, AssumeRole). */
final class SessionPolicies {
    private static final int MOST_ARNS = 10;

    /** What session policies and tags may take together when packed. */
    private static final int PACKED_LIMIT = 1536;

    private final Store store;
    private final AwsManagedPolicies managed;
    private final Documents documents;

    SessionPolicies(Store store, AwsManagedPolicies managed, Documents documents) {
        this.store = store;
        this.managed = managed;
        this.documents = documents;
    }

    /** @param transitive keys of tags */
    SessionWish wish(
            @Nullable String policy,
            List<PolicyDescriptorType> policyArns,
            List<Tag> tags,
            List<String> transitive,
            @Nullable String sourceIdentity) {
        List<String> arns = policyArns.stream()
                .flatMap(each -> Optional.ofNullable(each.arn()).stream())
                .toList();
        if (arns.size() > MOST_ARNS) {
            throw Refusal.validation("You can pass up to " + MOST_ARNS + " managed policy ARNs.");
        }
        for (String arn : arns) {
            if (Lookup.findPolicy(store.view(), managed, arn).isEmpty()) {
                throw Refusal.validation("Policy " + arn + " does not exist or is not attachable.");
            }
        }
        return new SessionWish(
                policy != null || !arns.isEmpty(),
                policy == null ? List.of() : List.of(documents.checkedIdentityPolicy(policy)),
                arns,
                tags(tags, transitive),
                Set.copyOf(transitive),
                Optional.ofNullable(sourceIdentity));
    }

    private static Map<String, String> tags(List<Tag> tags, List<String> transitive) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Tag tag : tags) {
            if (all.put(tag.key(), tag.value()) != null) {
                throw new AwsException(
                        "InvalidParameterValue",
                        400,
                        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            if (tag.key().toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw new AwsException("InvalidParameterValue", 400, "Tag keys must not begin with aws:.");
            }
        }
        for (String key : transitive) {
            if (!all.containsKey(key)) {
                throw new AwsException(
                        "InvalidParameterValue",
                        400,
                        "The specified transitive tag key must be included in the requested tags.");
            }
        }
        return new TreeMap<>(all);
    }

    /**
     * How much of what may be packed a wish takes, in percent; nothing when it has neither policies nor tags.
     *
     * @throws AwsException PackedPolicyTooLarge above a hundred
     */
    static @Nullable Integer packedSize(SessionWish wish) {
        if (!wish.limited() && wish.tags().isEmpty()) {
            return null;
        }
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        String text =
                String.join("", wish.policies()) + String.join("", wish.policyArns()) + new TreeMap<>(wish.tags());
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        deflater.finish();
        int packed = deflater.deflate(new byte[2 * text.length() + 64]);
        deflater.end();
        int percent = (packed * 100 + PACKED_LIMIT - 1) / PACKED_LIMIT;
        if (percent > 100) {
            throw new AwsException(
                    StsOperations.ERROR_PACKED_POLICY_TOO_LARGE_EXCEPTION,
                    "Packed policy consumes " + percent + "% of allotted space, please use smaller policy.");
        }
        return percent;
    }
}
