package io.moorage.sns.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.awsmodels.sns.SubscribeInput;
import io.moorage.awsmodels.sns.SubscribeResponse;
import io.moorage.model.sns.Subscription;
import io.moorage.model.sns.Topic;
import io.moorage.sns.Publisher;
import io.moorage.store.ReadView;
import io.moorage.store.SnsTables;
import io.moorage.store.Store;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Subscribes an HTTP endpoint, which is asked whether it wants to be. */
final class Subscribe implements Action<SubscribeInput, SubscribeResponse> {
    private final Store store;
    private final Publisher publisher;

    Subscribe(Store store, Publisher publisher) {
        this.store = store;
        this.publisher = publisher;
    }

    @Override
    public Operation<SubscribeInput, SubscribeResponse> operation() {
        return SnsOperations.SUBSCRIBE;
    }

    @Override
    public List<String> resources(SubscribeInput input, RequestContext context) {
        return List.of(input.topicArn());
    }

    @Override
    public Map<String, List<String>> conditions(SubscribeInput input, RequestContext context) {
        return input.endpoint() == null
                ? Map.of("sns:Protocol", List.of(input.protocol()))
                : Map.of("sns:Protocol", List.of(input.protocol()), "sns:Endpoint", List.of(input.endpoint()));
    }

    @Override
    public SubscribeResponse handle(SubscribeInput input, RequestContext context) {
        String endpoint = endpoint(input.protocol(), input.endpoint());
        boolean raw = SubscriptionAttributes.raw(input.attributes());
        return store.transact(tx -> {
            Topic topic = Topics.topic(tx, input.topicArn());
            Subscription subscription = present(tx, topic, endpoint)
                    .orElseGet(() -> new Subscription(
                            topic.arn() + ":" + publisher.id(),
                            topic.arn(),
                            input.protocol(),
                            endpoint,
                            publisher.token(),
                            false,
                            raw,
                            context.now()));
            tx.put(SnsTables.SUBSCRIPTIONS, subscription);
            if (!subscription.confirmed()) {
                publisher.askToConfirm(tx, subscription);
            }
            boolean shown = subscription.confirmed() || Boolean.TRUE.equals(input.returnSubscriptionArn());
            return SubscribeResponse.builder()
                    .subscriptionArn(shown ? subscription.arn() : "pending confirmation")
                    .build();
        });
    }

    private static Optional<Subscription> present(ReadView view, Topic topic, String endpoint) {
        return view.by(SnsTables.SUBSCRIPTIONS, SnsTables.SUBSCRIPTIONS_BY_TOPIC, topic.arn()).stream()
                .filter(each -> each.endpoint().equals(endpoint))
                .findFirst();
    }

    private static String endpoint(String protocol, @Nullable String endpoint) {
        switch (protocol) {
            case "http", "https" -> {}
            case "email", "email-json", "sms", "sqs", "application", "lambda", "firehose" ->
                throw Refusal.unsupported("subscriptions by " + protocol + "; there are http and https");
            default -> throw Refusal.invalid("Does not support this protocol string: " + protocol);
        }
        if (endpoint == null || !endpoint.startsWith(protocol + "://") || !isUri(endpoint)) {
            throw Refusal.invalid("Endpoint must match the specified protocol");
        }
        return endpoint;
    }

    private static boolean isUri(String endpoint) {
        try {
            return URI.create(endpoint).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
