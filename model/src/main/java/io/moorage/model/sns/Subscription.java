package io.moorage.model.sns;

import java.time.Instant;

/**
 * That a topic's messages go to an endpoint.
 *
 * @param arn the topic's, and an id
 * @param protocol {@code http} or {@code https}
 * @param endpoint URL
 * @param token who knows it may confirm the subscription
 * @param confirmed false until the endpoint's owner wanted it: it gets no messages before
 * @param raw messages come as they were published, not in an envelope
 */
public record Subscription(
        String arn,
        String topicArn,
        String protocol,
        String endpoint,
        String token,
        boolean confirmed,
        boolean raw,
        Instant created) {
    public Subscription confirm() {
        return new Subscription(arn, topicArn, protocol, endpoint, token, true, raw, created);
    }

    public Subscription withRaw(boolean changed) {
        return new Subscription(arn, topicArn, protocol, endpoint, token, confirmed, changed, created);
    }
}
