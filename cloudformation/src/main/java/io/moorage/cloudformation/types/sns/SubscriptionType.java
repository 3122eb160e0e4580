package io.moorage.cloudformation.types.sns;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.sns.SetSubscriptionAttributesInput;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.awsmodels.sns.SubscribeInput;
import io.moorage.awsmodels.sns.UnsubscribeInput;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code AWS::SNS::Subscription}: whoever is subscribed to a topic twice is subscribed once. */
public final class SubscriptionType implements ResourceType {
    private static final List<String> ATTRIBUTES = List.of(
            "RawMessageDelivery",
            "FilterPolicy",
            "FilterPolicyScope",
            "DeliveryPolicy",
            "RedrivePolicy",
            "SubscriptionRoleArn");

    private static final Schema SCHEMA = Schema.of("AWS::SNS::Subscription", SubscribeInput.SHAPE)
            .replaced("TopicArn", "Protocol", "Endpoint", "Region")
            .inPlace("FilterPolicy", "FilterPolicyScope", "DeliveryPolicy", "RedrivePolicy", "SubscriptionRoleArn")
            .property("RawMessageDelivery", Type.BooleanType.ANY, Update.IN_PLACE)
            .required("TopicArn", "Protocol")
            .attributes("Arn")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        Map<String, String> attributes = new LinkedHashMap<>();
        ATTRIBUTES.forEach(each -> wanted.document(each).ifPresent(value -> attributes.put(each, value)));
        return Aws.answered(aws.call(
                        SnsOperations.SUBSCRIBE,
                        SubscribeInput.builder()
                                .topicArn(wanted.text("TopicArn"))
                                .protocol(wanted.text("Protocol"))
                                .endpoint(wanted.orNull("Endpoint"))
                                .attributes(attributes)
                                .returnSubscriptionArn(true)
                                .build())
                .subscriptionArn());
    }

    @Override
    public Progress update(String arn, Wanted before, Wanted after, Aws aws) {
        for (String each : ATTRIBUTES) {
            if (!before.document(each).equals(after.document(each))) {
                String none = each.equals("RawMessageDelivery") ? "false" : "";
                aws.call(
                        SnsOperations.SET_SUBSCRIPTION_ATTRIBUTES,
                        new SetSubscriptionAttributesInput(
                                arn, each, after.document(each).orElse(none)));
            }
        }
        return Progress.DONE;
    }

    @Override
    public Progress delete(String arn, Wanted last, Aws aws) {
        aws.unless(Subscriptions.ABSENT, SnsOperations.UNSUBSCRIBE, new UnsubscribeInput(arn));
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String arn, Wanted wanted, Aws aws) {
        return Map.of("Arn", Values.text(arn));
    }
}
