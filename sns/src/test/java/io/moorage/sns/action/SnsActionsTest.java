package io.moorage.sns.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sns.ConfirmSubscriptionInput;
import io.moorage.awsmodels.sns.CreateTopicInput;
import io.moorage.awsmodels.sns.DeleteTopicInput;
import io.moorage.awsmodels.sns.GetTopicAttributesInput;
import io.moorage.awsmodels.sns.ListTagsForResourceRequest;
import io.moorage.awsmodels.sns.PublishInput;
import io.moorage.awsmodels.sns.SetSubscriptionAttributesInput;
import io.moorage.awsmodels.sns.SetTopicAttributesInput;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.awsmodels.sns.SubscribeInput;
import io.moorage.awsmodels.sns.Tag;
import io.moorage.awsmodels.sns.TagResourceRequest;
import io.moorage.awsmodels.sns.UnsubscribeInput;
import io.moorage.awsmodels.sns.UntagResourceRequest;
import io.moorage.model.sns.Delivery;
import io.moorage.sns.Publisher;
import io.moorage.sns.Subscriptions;
import io.moorage.store.SnsTables;
import io.moorage.store.memory.MemoryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Topics and what is wrong with requests about them (SNS API reference). */
class SnsActionsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:alerts";
    private static final String INVALID = "InvalidParameter";
    private static final String UNSUPPORTED = "UnsupportedOperation";

    private final MemoryStore store = new MemoryStore();
    private final Publisher publisher = new Publisher(store, () -> NOW, new Random(3));
    private final Subscriptions subscriptions = new Subscriptions(store);
    private final List<Action<?, ?>> actions = SnsActions.all(store, publisher, subscriptions);

    @BeforeEach
    void aTopic() {
        call(SnsOperations.CREATE_TOPIC, topic("alerts").build());
    }

    @Test
    void aTopicOfTheSameNameIsTheSame() {
        assertThat(call(SnsOperations.CREATE_TOPIC, topic("alerts").build()).topicArn())
                .isEqualTo(TOPIC);
        refused(
                INVALID,
                400,
                "different attributes",
                () -> call(
                        SnsOperations.CREATE_TOPIC,
                        topic("alerts")
                                .attributes(Map.of("DisplayName", "Other"))
                                .build()));
        refused(
                INVALID,
                400,
                "different tags",
                () -> call(
                        SnsOperations.CREATE_TOPIC,
                        topic("alerts")
                                .tags(List.of(Tag.builder().key("a").value("b").build()))
                                .build()));
    }

    @Test
    void topicsThatCannotBe() {
        refused(
                INVALID,
                400,
                "Topic Name",
                () -> call(SnsOperations.CREATE_TOPIC, topic("a b").build()));
        refused(
                UNSUPPORTED,
                400,
                "FIFO",
                () -> call(SnsOperations.CREATE_TOPIC, topic("a.fifo").build()));
        refused(
                UNSUPPORTED,
                400,
                "KmsMasterKeyId",
                () -> call(
                        SnsOperations.CREATE_TOPIC,
                        topic("b").attributes(Map.of("KmsMasterKeyId", "k")).build()));
        refused(INVALID, 400, "AttributeName", () -> set("Colour", "red"));
        refused(INVALID, 400, "Policy", () -> set("Policy", "{}"));
        refused(UNSUPPORTED, 400, "DeliveryPolicy", () -> set("DeliveryPolicy", "{}"));
        refused("NotFound", 404, "Topic does not exist", () -> attributes(TOPIC + "x"));
        refused(INVALID, 400, "not the ARN of a topic", () -> attributes("alerts"));
        set("DisplayName", "Alerts");
        assertThat(attributes(TOPIC)).containsEntry("DisplayName", "Alerts").containsEntry("Owner", "123456789012");
    }

    /** "By default, only the topic owner can publish or subscribe to the topic" (SNS developer guide). */
    @Test
    void aTopicHasItsOwnersPolicyUntilItHasAnother() {
        String own = attributes(TOPIC).get("Policy");
        assertThat(own).contains("__default_statement_ID", TOPIC, "123456789012");
        String other = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                + "{\"Service\":\"events.amazonaws.com\"},\"Action\":\"sns:Publish\",\"Resource\":\"" + TOPIC + "\"}]}";
        set("Policy", other);
        assertThat(attributes(TOPIC)).containsEntry("Policy", other);
        set("Policy", "");
        assertThat(attributes(TOPIC)).containsEntry("Policy", own);
    }

    @Test
    void subscriptionsThatCannotBe() {
        refused(
                INVALID,
                400,
                "Does not support this protocol string: smoke",
                () -> subscribe(each -> each.protocol("smoke")));
        refused(UNSUPPORTED, 400, "subscriptions by email", () -> subscribe(each -> each.protocol("email")));
        refused(INVALID, 400, "Endpoint must match", () -> subscribe(each -> each.endpoint("https://host/")));
        refused(INVALID, 400, "Endpoint must match", () -> subscribe(each -> each.endpoint("http://a b")));
        refused(INVALID, 400, "Endpoint must match", () -> subscribe(each -> each.endpoint(null)));
        refused("NotFound", 404, "Topic does not exist", () -> subscribe(each -> each.topicArn(TOPIC + "x")));
        refused(
                UNSUPPORTED,
                400,
                "FilterPolicy",
                () -> subscribe(each -> each.attributes(Map.of("FilterPolicy", "{}"))));
        refused(
                INVALID,
                400,
                "true or false",
                () -> subscribe(each -> each.attributes(Map.of("RawMessageDelivery", "yes"))));
        refused(
                "NotFound",
                404,
                "Subscription does not exist",
                () -> call(
                        SnsOperations.UNSUBSCRIBE,
                        UnsubscribeInput.builder().subscriptionArn(TOPIC + ":x").build()));
        refused(
                UNSUPPORTED,
                400,
                "AuthenticateOnUnsubscribe",
                () -> call(
                        SnsOperations.CONFIRM_SUBSCRIPTION,
                        ConfirmSubscriptionInput.builder()
                                .topicArn(TOPIC)
                                .token("t")
                                .authenticateOnUnsubscribe("true")
                                .build()));
        String arn = subscribe(each -> each.returnSubscriptionArn(true));
        assertThat(arn).startsWith(TOPIC + ":");
        refused(
                INVALID,
                400,
                "AttributeName",
                () -> call(
                        SnsOperations.SET_SUBSCRIPTION_ATTRIBUTES,
                        SetSubscriptionAttributesInput.builder()
                                .subscriptionArn(arn)
                                .attributeName("Colour")
                                .build()));
        assertThat(subscribe(each -> each)).as("asked again").isEqualTo("pending confirmation");
        assertThat(store.view().all(SnsTables.SUBSCRIPTIONS)).hasSize(1);
    }

    @Test
    void messagesThatCannotBe() {
        refused("NotFound", 404, "Topic does not exist", () -> publish(each -> each.topicArn(TOPIC + "x")));
        refused(INVALID, 400, "TopicArn or TargetArn", () -> publish(each -> each.topicArn(null)));
        refused(INVALID, 400, "Subject", () -> publish(each -> each.subject("two\nlines")));
        refused(INVALID, 400, "Empty message", () -> publish(each -> each.message("")));
        refused(INVALID, 400, "too long", () -> publish(each -> each.message("x".repeat(256 * 1024 + 1))));
        refused(
                INVALID,
                400,
                "No default entry",
                () -> publish(each -> each.messageStructure("json").message("{\"http\":\"a\"}")));
        refused(
                INVALID,
                400,
                "failed to parse",
                () -> publish(each -> each.messageStructure("json").message("{")));
        refused(UNSUPPORTED, 400, "SMS", () -> publish(each -> each.phoneNumber("+1")));
        refused(UNSUPPORTED, 400, "FIFO", () -> publish(each -> each.messageGroupId("g")));
    }

    /** "You must confirm the subscription before the endpoint receives messages" (SNS developer guide). */
    @Test
    void onlyConfirmedSubscriptionsGetMessages() {
        subscribe(each -> each);
        publish(each -> each);
        assertThat(store.view().all(SnsTables.DELIVERIES))
                .extracting(Delivery::kind)
                .containsExactly(Delivery.Kind.SUBSCRIPTION_CONFIRMATION);
        var pending = store.view().all(SnsTables.SUBSCRIPTIONS).iterator().next();
        assertThat(subscriptions.confirm(TOPIC, "wrong")).isEmpty();
        assertThat(subscriptions.confirm(TOPIC, pending.token())).isPresent();
        publish(each -> each.messageStructure("json").message("{\"default\":\"d\",\"http\":\"h\"}"));
        assertThat(store.view().all(SnsTables.DELIVERIES))
                .extracting(Delivery::message)
                .last()
                .isEqualTo("h");
        call(
                SnsOperations.DELETE_TOPIC,
                DeleteTopicInput.builder().topicArn(TOPIC).build());
        assertThat(store.view().all(SnsTables.SUBSCRIPTIONS)).isEmpty();
        call(
                SnsOperations.DELETE_TOPIC,
                DeleteTopicInput.builder().topicArn(TOPIC).build());
    }

    @Test
    void tags() {
        call(
                SnsOperations.TAG_RESOURCE,
                TagResourceRequest.builder()
                        .resourceArn(TOPIC)
                        .tags(List.of(
                                Tag.builder().key("a").value("1").build(),
                                Tag.builder().key("b").value("2").build()))
                        .build());
        call(
                SnsOperations.UNTAG_RESOURCE,
                UntagResourceRequest.builder()
                        .resourceArn(TOPIC)
                        .tagKeys(List.of("a"))
                        .build());
        assertThat(call(
                                SnsOperations.LIST_TAGS_FOR_RESOURCE,
                                ListTagsForResourceRequest.builder()
                                        .resourceArn(TOPIC)
                                        .build())
                        .tags())
                .containsExactly(Tag.builder().key("b").value("2").build());
        refused(
                "ResourceNotFound",
                404,
                "Resource does not exist",
                () -> call(
                        SnsOperations.LIST_TAGS_FOR_RESOURCE,
                        ListTagsForResourceRequest.builder()
                                .resourceArn(TOPIC + "x")
                                .build()));
    }

    /** Service Authorization Reference, "Actions, resources, and condition keys for Amazon SNS". */
    @Test
    void permissionsAreByTopic() {
        Action<SubscribeInput, ?> action = action(SnsOperations.SUBSCRIBE);
        SubscribeInput input = subscription().build();
        assertThat(action.operation().iamAction()).isEqualTo("sns:Subscribe");
        assertThat(action.resources(input, context())).containsExactly(TOPIC);
        assertThat(action.conditions(input, context()))
                .isEqualTo(Map.of("sns:Protocol", List.of("http"), "sns:Endpoint", List.of("http://host/in")));
        assertThat(action(SnsOperations.UNSUBSCRIBE)
                        .resources(
                                UnsubscribeInput.builder()
                                        .subscriptionArn(TOPIC + ":1-2")
                                        .build(),
                                context()))
                .containsExactly(TOPIC);
    }

    private static CreateTopicInput.Builder topic(String name) {
        return CreateTopicInput.builder().name(name);
    }

    private void set(String name, String value) {
        call(
                SnsOperations.SET_TOPIC_ATTRIBUTES,
                SetTopicAttributesInput.builder()
                        .topicArn(TOPIC)
                        .attributeName(name)
                        .attributeValue(value)
                        .build());
    }

    private Map<String, String> attributes(String topic) {
        return call(
                        SnsOperations.GET_TOPIC_ATTRIBUTES,
                        GetTopicAttributesInput.builder().topicArn(topic).build())
                .attributes();
    }

    private static SubscribeInput.Builder subscription() {
        return SubscribeInput.builder().topicArn(TOPIC).protocol("http").endpoint("http://host/in");
    }

    private String subscribe(UnaryOperator<SubscribeInput.Builder> change) {
        return String.valueOf(
                call(SnsOperations.SUBSCRIBE, change.apply(subscription()).build())
                        .subscriptionArn());
    }

    private void publish(UnaryOperator<PublishInput.Builder> change) {
        var input = PublishInput.builder().topicArn(TOPIC).message("m");
        call(SnsOperations.PUBLISH, change.apply(input).build());
    }

    private void refused(String code, int status, String message, Runnable call) {
        long before = store.view().revision();
        assertThatThrownBy(call::run).isInstanceOfSatisfying(AwsException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.httpStatus()).isEqualTo(status);
            assertThat(refusal.getMessage()).contains(message);
        });
        assertThat(store.view().revision()).as("nothing is written").isEqualTo(before);
    }

    private <I, O> O call(Operation<I, O> operation, I input) {
        return action(operation).handle(input, context());
    }

    @SuppressWarnings("unchecked") // the action's operation is this one, which carries its types
    private <I, O> Action<I, O> action(Operation<I, O> operation) {
        return (Action<I, O>) actions.stream()
                .filter(each -> each.operation().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    private static RequestContext context() {
        return new RequestContext(
                Principal.root("123456789012"), "123456789012", "us-east-1", "r-1", "127.0.0.1", false, NOW);
    }
}
