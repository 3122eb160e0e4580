package io.moorage.sns.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sns.GetSubscriptionAttributesInput;
import io.moorage.awsmodels.sns.GetSubscriptionAttributesResponse;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.model.sns.Subscription;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shows a subscription's attributes. */
final class GetSubscriptionAttributes
        implements Action<GetSubscriptionAttributesInput, GetSubscriptionAttributesResponse> {
    private final Store store;

    GetSubscriptionAttributes(Store store) {
        this.store = store;
    }

    @Override
    public Operation<GetSubscriptionAttributesInput, GetSubscriptionAttributesResponse> operation() {
        return SnsOperations.GET_SUBSCRIPTION_ATTRIBUTES;
    }

    @Override
    public List<String> resources(GetSubscriptionAttributesInput input, RequestContext context) {
        return List.of(Topics.topicOf(input.subscriptionArn()));
    }

    @Override
    public GetSubscriptionAttributesResponse handle(GetSubscriptionAttributesInput input, RequestContext context) {
        Subscription found = Topics.subscription(store.view(), input.subscriptionArn());
        Map<String, String> attributes = new TreeMap<>(Map.of(
                "SubscriptionArn",
                found.arn(),
                "TopicArn",
                found.topicArn(),
                "Protocol",
                found.protocol(),
                "Endpoint",
                found.endpoint(),
                "Owner",
                context.accountId(),
                "PendingConfirmation",
                Boolean.toString(!found.confirmed()),
                "ConfirmationWasAuthenticated",
                "false",
                SubscriptionAttributes.RAW,
                Boolean.toString(found.raw())));
        return GetSubscriptionAttributesResponse.builder()
                .attributes(attributes)
                .build();
    }
}
