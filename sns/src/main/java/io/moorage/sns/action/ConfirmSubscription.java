package io.moorage.sns.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sns.ConfirmSubscriptionInput;
import io.moorage.awsmodels.sns.ConfirmSubscriptionResponse;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.sns.Subscriptions;
import io.moorage.store.Store;
import java.util.List;

/** Confirms a subscription by the token that its endpoint was sent. */
final class ConfirmSubscription implements Action<ConfirmSubscriptionInput, ConfirmSubscriptionResponse> {
    private final Store store;
    private final Subscriptions subscriptions;

    ConfirmSubscription(Store store, Subscriptions subscriptions) {
        this.store = store;
        this.subscriptions = subscriptions;
    }

    @Override
    public Operation<ConfirmSubscriptionInput, ConfirmSubscriptionResponse> operation() {
        return SnsOperations.CONFIRM_SUBSCRIPTION;
    }

    @Override
    public List<String> resources(ConfirmSubscriptionInput input, RequestContext context) {
        return List.of(input.topicArn());
    }

    @Override
    public ConfirmSubscriptionResponse handle(ConfirmSubscriptionInput input, RequestContext context) {
        if ("true".equals(input.authenticateOnUnsubscribe())) {
            throw Refusal.unsupported("AuthenticateOnUnsubscribe");
        }
        String topic = Topics.topic(store.view(), input.topicArn()).arn();
        return subscriptions
                .confirm(topic, input.token())
                .map(confirmed -> ConfirmSubscriptionResponse.builder()
                        .subscriptionArn(confirmed.arn())
                        .build())
                .orElseThrow(() -> Refusal.invalid("Token"));
    }
}
