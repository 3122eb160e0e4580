package io.moorage.sns.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.TagRules;
import io.moorage.awsapi.TagShape;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.awsmodels.sns.Tag;
import io.moorage.model.sns.Subscription;
import io.moorage.model.sns.Topic;
import io.moorage.store.ReadView;
import io.moorage.store.SnsTables;
import java.util.List;
import java.util.Map;

/** Finds topics and subscriptions, and reads and writes their tags. */
final class Topics {
    private static final TagRules RULES = new TagRules(
            50,
            key -> Refusal.invalid("Tag keys beginning with aws: are reserved: " + key),
            key -> Refusal.invalid("Duplicate tag key: " + key),
            () -> new AwsException(
                    SnsOperations.ERROR_TAG_LIMIT_EXCEEDED_EXCEPTION,
                    "Could not complete request: tag quota of per resource exceeded"));

    private static final TagShape<Tag> SHAPE = new TagShape<>(Tag::key, Tag::value, Tag::new);

    private Topics() {}

    static String arn(RequestContext context, String name) {
        return "arn:aws:sns:" + context.region() + ":" + context.accountId() + ":" + name;
    }

    static Topic topic(ReadView view, String arn) {
        if (!arn.matches("arn:aws:sns:[^:]+:[0-9]{12}:[^:]+")) {
            throw Refusal.invalid("TopicArn Reason: " + arn + " is not the ARN of a topic");
        }
        return view.find(SnsTables.TOPICS, arn).orElseThrow(Refusal::noTopic);
    }

    static Subscription subscription(ReadView view, String arn) {
        return view.find(SnsTables.SUBSCRIPTIONS, arn).orElseThrow(Refusal::noSubscription);
    }

    /** The topic's ARN, which stands for a subscription in policies. */
    static String topicOf(String subscriptionArn) {
        int colon = subscriptionArn.lastIndexOf(':');
        return colon < 0 ? subscriptionArn : subscriptionArn.substring(0, colon);
    }

    static List<Tag> shapes(Map<String, String> tags) {
        return SHAPE.list(tags);
    }

    static Map<String, String> tagged(Map<String, String> present, List<Tag> more, RequestContext context) {
        return RULES.added(present, SHAPE.read(RULES, more, context));
    }

    /** The condition keys of a request that carries tags (Service Authorization Reference, SNS). */
    static Map<String, List<String>> requested(List<Tag> tags) {
        return SHAPE.requested(tags);
    }

    static Topic tagged(ReadView view, String arn) {
        return view.find(SnsTables.TOPICS, arn)
                .orElseThrow(() ->
                        new AwsException(SnsOperations.ERROR_RESOURCE_NOT_FOUND_EXCEPTION, "Resource does not exist"));
    }
}
