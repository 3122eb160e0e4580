package io.moorage.sns.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.base.Page;
import io.moorage.model.sns.Subscription;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Subscriptions as the API lists them. */
final class SubscriptionShapes {
    private static final int PAGE = 100;

    private SubscriptionShapes() {}

    static Page<io.moorage.awsmodels.sns.Subscription> page(
            Collection<Subscription> all, @Nullable String token, RequestContext context) {
        return Page.of(all, Subscription::arn, Optional.ofNullable(token), PAGE)
                .orElseThrow(() -> Refusal.invalid("NextToken"))
                .map(each -> io.moorage.awsmodels.sns.Subscription.builder()
                        .subscriptionArn(each.confirmed() ? each.arn() : "PendingConfirmation")
                        .owner(context.accountId())
                        .protocol(each.protocol())
                        .endpoint(each.endpoint())
                        .topicArn(each.topicArn())
                        .build());
    }
}
