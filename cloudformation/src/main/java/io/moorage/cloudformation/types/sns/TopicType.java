package io.moorage.cloudformation.types.sns;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.sns.CreateTopicInput;
import io.moorage.awsmodels.sns.DeleteTopicInput;
import io.moorage.awsmodels.sns.SetTopicAttributesInput;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.awsmodels.sns.SubscribeInput;
import io.moorage.awsmodels.sns.Tag;
import io.moorage.awsmodels.sns.TagResourceRequest;
import io.moorage.awsmodels.sns.UntagResourceRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Shapes;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Ownership;
import io.moorage.cloudformation.types.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code AWS::SNS::Topic}, with its subscriptions. */
public final class TopicType implements ResourceType {
    private static final int LONGEST_NAME = 256;
    private static final String SUBSCRIPTIONS = "Subscription";
    private static final List<String> ATTRIBUTES =
            List.of("DisplayName", "KmsMasterKeyId", "FifoTopic", "ContentBasedDeduplication", "TracingConfig");

    private static final Schema SCHEMA = Schema.of("AWS::SNS::Topic", CreateTopicInput.SHAPE)
            .replaced("TopicName", "FifoTopic")
            .inPlace("DisplayName", "KmsMasterKeyId", "ContentBasedDeduplication", "TracingConfig")
            .property(SUBSCRIPTIONS, null, Update.IN_PLACE)
            .named("TopicName")
            .tags("Tags")
            .attributes("TopicArn", "TopicName")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** A second creation answers the topic that is there when its tags are the same, which the stack's own are in no other. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        Map<String, String> attributes = new LinkedHashMap<>();
        ATTRIBUTES.forEach(each -> wanted.optional(each).ifPresent(value -> attributes.put(each, value)));
        return Aws.answered(aws.call(
                        SnsOperations.CREATE_TOPIC,
                        CreateTopicInput.builder()
                                .name(wanted.name(LONGEST_NAME))
                                .attributes(attributes)
                                .tags(list(wanted.allTags()))
                                .build())
                .topicArn());
    }

    private static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each -> new Tag(each.getKey(), each.getValue()))
                .toList();
    }

    @Override
    public Progress settle(String arn, Wanted wanted, Aws aws) {
        for (JsonNode each : wanted.list(SUBSCRIPTIONS)) {
            aws.call(
                    SnsOperations.SUBSCRIBE,
                    Shapes.read(SubscribeInput.SHAPE, each, SUBSCRIPTIONS).toBuilder()
                            .topicArn(arn)
                            .build());
        }
        return Progress.DONE;
    }

    @Override
    public Progress update(String arn, Wanted before, Wanted after, Aws aws) {
        for (String each : ATTRIBUTES) {
            String value = after.optional(each).orElse("");
            if (!before.optional(each).orElse("").equals(value)) {
                aws.call(SnsOperations.SET_TOPIC_ATTRIBUTES, new SetTopicAttributesInput(arn, each, value));
            }
        }
        for (JsonNode each : before.list(SUBSCRIPTIONS)) {
            if (!after.list(SUBSCRIPTIONS).contains(each)) {
                Subscriptions.end(arn, each.path("Endpoint").asText(), aws);
            }
        }
        List<String> gone = Ownership.gone(before, after);
        if (!gone.isEmpty()) {
            aws.call(SnsOperations.UNTAG_RESOURCE, new UntagResourceRequest(arn, gone));
        }
        if (!after.tags().isEmpty() && !after.tags().equals(before.tags())) {
            aws.call(SnsOperations.TAG_RESOURCE, new TagResourceRequest(arn, list(after.tags())));
        }
        return settle(arn, after, aws);
    }

    @Override
    public Progress delete(String arn, Wanted last, Aws aws) {
        aws.call(SnsOperations.DELETE_TOPIC, new DeleteTopicInput(arn));
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String arn, Wanted wanted, Aws aws) {
        return Map.of("TopicArn", Values.text(arn), "TopicName", Values.text(arn.substring(arn.lastIndexOf(':') + 1)));
    }
}
