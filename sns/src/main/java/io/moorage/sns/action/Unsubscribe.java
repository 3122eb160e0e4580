package io.moorage.sns.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.awsmodels.sns.UnsubscribeInput;
import io.moorage.sns.Subscriptions;
import java.util.List;

/** Ends a subscription. */
final class Unsubscribe implements Action<UnsubscribeInput, Empty> {
    private final Subscriptions subscriptions;

    Unsubscribe(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public Operation<UnsubscribeInput, Empty> operation() {
        return SnsOperations.UNSUBSCRIBE;
    }

    @Override
    public List<String> resources(UnsubscribeInput input, RequestContext context) {
        return List.of(Topics.topicOf(input.subscriptionArn()));
    }

    @Override
    public Empty handle(UnsubscribeInput input, RequestContext context) {
        if (!subscriptions.end(input.subscriptionArn())) {
            throw Refusal.noSubscription();
        }
        return Empty.VALUE;
    }
}
