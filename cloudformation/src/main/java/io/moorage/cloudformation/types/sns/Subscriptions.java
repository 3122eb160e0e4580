package io.moorage.cloudformation.types.sns;

import io.moorage.awsmodels.sns.ListSubscriptionsByTopicInput;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.awsmodels.sns.Subscription;
import io.moorage.awsmodels.sns.UnsubscribeInput;
import io.moorage.cloudformation.resource.Aws;
import java.util.Set;

/** Subscriptions of a topic. */
final class Subscriptions {
    static final Set<String> ABSENT = Set.of("NotFound");

    private Subscriptions() {}

    /** Ends the one of an endpoint; one that nobody confirmed has no ARN that could be told, and lapses. */
    static void end(String topicArn, String endpoint, Aws aws) {
        aws.unless(
                        ABSENT,
                        SnsOperations.LIST_SUBSCRIPTIONS_BY_TOPIC,
                        ListSubscriptionsByTopicInput.builder()
                                .topicArn(topicArn)
                                .build())
                .ifPresent(page -> page.subscriptions().stream()
                        .filter(each -> endpoint.equals(each.endpoint()))
                        .map(Subscription::subscriptionArn)
                        .filter(arn -> arn != null && arn.startsWith("arn:"))
                        .forEach(arn -> aws.unless(ABSENT, SnsOperations.UNSUBSCRIBE, new UnsubscribeInput(arn))));
    }
}
