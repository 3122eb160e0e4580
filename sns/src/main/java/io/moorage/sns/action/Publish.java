package io.moorage.sns.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sns.MessageAttributeValue;
import io.moorage.awsmodels.sns.PublishInput;
import io.moorage.awsmodels.sns.PublishResponse;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.model.sns.Delivery;
import io.moorage.sns.Publisher;
import io.moorage.sns.Publisher.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Publishes a message to a topic. */
final class Publish implements Action<PublishInput, PublishResponse> {
    private static final int LARGEST_BYTES = 256 * 1024;

    private final Publisher publisher;

    Publish(Publisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public Operation<PublishInput, PublishResponse> operation() {
        return SnsOperations.PUBLISH;
    }

    @Override
    public List<String> resources(PublishInput input, RequestContext context) {
        return List.of(topic(input));
    }

    @Override
    public PublishResponse handle(PublishInput input, RequestContext context) {
        if (input.messageGroupId() != null || input.messageDeduplicationId() != null) {
            throw Refusal.unsupported("FIFO topics");
        }
        String subject = input.subject();
        if (subject != null && !subject.matches("[\\x20-\\x7e]{1,99}")) {
            throw Refusal.invalid("Subject");
        }
        String text = text(input);
        if (text.isEmpty()) {
            throw Refusal.invalid("Empty message");
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST_BYTES) {
            throw Refusal.invalid("Message too long");
        }
        Publisher.Message message =
                new Publisher.Message(Optional.ofNullable(subject), text, attributes(input.messageAttributes()));
        return switch (publisher.publish(topic(input), message)) {
            case Outcome.Published(String messageId) ->
                PublishResponse.builder().messageId(messageId).build();
            case Outcome.NoSuchTopic ignored -> throw Refusal.noTopic();
            case Outcome.Throttled ignored ->
                throw new AwsException(
                        "Throttled", 429, "Too many messages are on their way to endpoints; try again later.");
        };
    }

    private static String topic(PublishInput input) {
        if (input.phoneNumber() != null) {
            throw Refusal.unsupported("SMS (PhoneNumber)");
        }
        String arn = input.topicArn() == null ? input.targetArn() : input.topicArn();
        if (arn == null) {
            throw Refusal.invalid("TopicArn or TargetArn Reason: no value for required parameter");
        }
        return arn;
    }

    /** With MessageStructure {@code json}, each protocol may have its own text; http's is https's too here. */
    private static String text(PublishInput input) {
        if (input.messageStructure() == null) {
            return input.message();
        }
        if (!input.messageStructure().equals("json")) {
            throw Refusal.invalid("MessageStructure");
        }
        try {
            JsonNode parts = new JsonMapper().readTree(input.message());
            JsonNode http = parts.path("http").isTextual() ? parts.path("http") : parts.path("default");
            if (!parts.path("default").isTextual()) {
                throw Refusal.invalid("Message Structure - No default entry in JSON message body");
            }
            return http.asText();
        } catch (JsonProcessingException e) {
            throw Refusal.invalid("Message Structure - JSON message body failed to parse");
        }
    }

    private static Map<String, Delivery.Attribute> attributes(Map<String, MessageAttributeValue> given) {
        Map<String, Delivery.Attribute> attributes = new HashMap<>();
        given.forEach((name, value) -> {
            byte[] binary = value.binaryValue();
            String text =
                    binary == null ? value.stringValue() : Base64.getEncoder().encodeToString(binary);
            if (text == null) {
                throw Refusal.invalid("MessageAttributes Reason: " + name + " has no value");
            }
            attributes.put(name, new Delivery.Attribute(value.dataType(), text));
        });
        return attributes;
    }
}
