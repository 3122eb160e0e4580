package io.moorage.model.sns;

import java.util.Map;
import java.util.Optional;

/**
 * Where messages are published.
 *
 * @param arn its key
 * @param displayName may be empty
 * @param policy who may do what with it, a policy document; empty while it has SNS's own
 * @param unsubscribed how many subscriptions it had that are gone
 */
public record Topic(
        String arn,
        String name,
        String displayName,
        long unsubscribed,
        Map<String, String> tags,
        Optional<String> policy) {
    public Topic {
        tags = Map.copyOf(tags);
    }

    public Topic withDisplayName(String changed) {
        return new Topic(arn, name, changed, unsubscribed, tags, policy);
    }

    public Topic withTags(Map<String, String> changed) {
        return new Topic(arn, name, displayName, unsubscribed, changed, policy);
    }

    public Topic withPolicy(Optional<String> changed) {
        return new Topic(arn, name, displayName, unsubscribed, tags, changed);
    }

    public Topic withOneUnsubscribed() {
        return new Topic(arn, name, displayName, unsubscribed + 1, tags, policy);
    }
}
