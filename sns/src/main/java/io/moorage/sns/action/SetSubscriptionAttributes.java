package io.moorage.sns.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sns.SetSubscriptionAttributesInput;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.model.sns.Subscription;
import io.moorage.store.SnsTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Objects;

/** Sets one of a subscription's attributes. */
final class SetSubscriptionAttributes implements Action<SetSubscriptionAttributesInput, Empty> {
    private final Store store;

    SetSubscriptionAttributes(Store store) {
        this.store = store;
    }

    @Override
    public Operation<SetSubscriptionAttributesInput, Empty> operation() {
        return SnsOperations.SET_SUBSCRIPTION_ATTRIBUTES;
    }

    @Override
    public List<String> resources(SetSubscriptionAttributesInput input, RequestContext context) {
        return List.of(Topics.topicOf(input.subscriptionArn()));
    }

    @Override
    public Empty handle(SetSubscriptionAttributesInput input, RequestContext context) {
        SubscriptionAttributes.requireSettable(input.attributeName());
        boolean raw = SubscriptionAttributes.raw(Objects.requireNonNullElse(input.attributeValue(), "false"));
        return store.transact(tx -> {
            Subscription found = Topics.subscription(tx, input.subscriptionArn());
            tx.update(SnsTables.SUBSCRIPTIONS, found.withRaw(raw));
            return Empty.VALUE;
        });
    }
}
