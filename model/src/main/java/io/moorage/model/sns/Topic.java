package io.moorage.model.sns;

import java.util.Map;

/**
 * Where messages are published.
 *
 * @param arn its key
 * @param displayName may be empty
 * @param unsubscribed how many subscriptions it had that are gone
 */
public record Topic(String arn, String name, String displayName, long unsubscribed, Map<String, String> tags) {
    public Topic {
        tags = Map.copyOf(tags);
    }

    public Topic withDisplayName(String changed) {
        return new Topic(arn, name, changed, unsubscribed, tags);
    }

    public Topic withTags(Map<String, String> changed) {
        return new Topic(arn, name, displayName, unsubscribed, changed);
    }

    public Topic withOneUnsubscribed() {
        return new Topic(arn, name, displayName, unsubscribed + 1, tags);
    }
}
