package io.moorage.sns.delivery;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.model.sns.Delivery;
import io.moorage.model.sns.Subscription;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A message as its endpoint gets it (SNS developer guide, "Parsing Amazon SNS message formats"). Messages carry no
 * signature: nobody has a certificate of AWS's to sign with.
 */
final class Envelope {
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = new JsonMapper();

    /** SNS gives an endpoint this long. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Envelope() {}

    static HttpRequest request(Delivery delivery, Subscription subscription, Links links) {
        boolean raw = subscription.raw() && delivery.kind() == Delivery.Kind.NOTIFICATION;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(subscription.endpoint()))
                .timeout(PATIENCE)
                .header("Content-Type", "text/plain; charset=UTF-8")
                .header("User-Agent", "Amazon Simple Notification Service Agent")
                .header("x-amz-sns-message-type", delivery.kind().word())
                .header("x-amz-sns-message-id", delivery.messageId())
                .header("x-amz-sns-topic-arn", subscription.topicArn());
        if (delivery.kind() == Delivery.Kind.NOTIFICATION) {
            request.header("x-amz-sns-subscription-arn", subscription.arn());
        }
        if (raw) {
            request.header("x-amz-sns-rawdelivery", "true");
        }
        String body = raw ? delivery.message() : json(delivery, subscription, links);
        return request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    private static String json(Delivery delivery, Subscription subscription, Links links) {
        ObjectNode body = JSON.createObjectNode();
        body.put("Type", delivery.kind().word());
        body.put("MessageId", delivery.messageId());
        if (delivery.kind() != Delivery.Kind.NOTIFICATION) {
            body.put("Token", subscription.token());
        }
        body.put("TopicArn", subscription.topicArn());
        delivery.subject().ifPresent(subject -> body.put("Subject", subject));
        body.put("Message", delivery.message());
        if (delivery.kind() != Delivery.Kind.NOTIFICATION) {
            body.put("SubscribeURL", links.subscribe(subscription));
        }
        body.put("Timestamp", ISO.format(delivery.published()));
        if (delivery.kind() == Delivery.Kind.NOTIFICATION) {
            body.put("UnsubscribeURL", links.unsubscribe(subscription));
        }
        if (!delivery.attributes().isEmpty()) {
            ObjectNode attributes = body.putObject("MessageAttributes");
            delivery.attributes().forEach((name, attribute) -> attributes
                    .putObject(name)
                    .put("Type", attribute.type())
                    .put("Value", attribute.value()));
        }
        return body.toString();
    }
}
