package io.moorage.sns.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sns.ListSubscriptionsInput;
import io.moorage.awsmodels.sns.ListSubscriptionsResponse;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.awsmodels.sns.Subscription;
import io.moorage.base.Page;
import io.moorage.store.SnsTables;
import io.moorage.store.Store;

/** Lists subscriptions. */
final class ListSubscriptions implements Action<ListSubscriptionsInput, ListSubscriptionsResponse> {
    private final Store store;

    ListSubscriptions(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListSubscriptionsInput, ListSubscriptionsResponse> operation() {
        return SnsOperations.LIST_SUBSCRIPTIONS;
    }

    @Override
    public ListSubscriptionsResponse handle(ListSubscriptionsInput input, RequestContext context) {
        Page<Subscription> page =
                SubscriptionShapes.page(store.view().all(SnsTables.SUBSCRIPTIONS), input.nextToken(), context);
        return ListSubscriptionsResponse.builder()
                .subscriptions(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
