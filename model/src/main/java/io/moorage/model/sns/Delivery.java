package io.moorage.model.sns;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message on its way to one endpoint; it is there until it has arrived or is given up.
 *
 * @param message as it was published, or what the endpoint is asked when {@code kind} is not {@link Kind#NOTIFICATION}
 * @param due not before then
 */
public record Delivery(
        long number,
        Kind kind,
        String messageId,
        String subscriptionArn,
        Optional<String> subject,
        String message,
        Map<String, Attribute> attributes,
        Instant published,
        int failures,
        Instant due) {
    public Delivery {
        attributes = Map.copyOf(attributes);
    }

    /** What the header {@code x-amz-sns-message-type} says. */
    public enum Kind {
        NOTIFICATION("Notification"),
        SUBSCRIPTION_CONFIRMATION("SubscriptionConfirmation"),
        UNSUBSCRIBE_CONFIRMATION("UnsubscribeConfirmation");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** @param value base64 when the type is {@code Binary} */
    public record Attribute(String type, String value) {}

    /** Sorts as the number does. */
    public String key() {
        return "%019d".formatted(number);
    }

    public Delivery failed(Instant nextTry) {
        return new Delivery(
                number,
                kind,
                messageId,
                subscriptionArn,
                subject,
                message,
                attributes,
                published,
                failures + 1,
                nextTry);
    }
}
