package io.moorage.sns.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sns.CreateTopicInput;
import io.moorage.awsmodels.sns.CreateTopicResponse;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.model.sns.Topic;
import io.moorage.store.SnsTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a topic, or finds the one of that name. */
final class CreateTopic implements Action<CreateTopicInput, CreateTopicResponse> {
    /** Amazon SNS quotas name 100,000; this much is scanned at once. */
    private static final int MOST_TOPICS = 10_000;

    private final Store store;

    CreateTopic(Store store) {
        this.store = store;
    }

    @Override
    public Operation<CreateTopicInput, CreateTopicResponse> operation() {
        return SnsOperations.CREATE_TOPIC;
    }

    @Override
    public List<String> resources(CreateTopicInput input, RequestContext context) {
        return List.of(Topics.arn(context, input.name()));
    }

    @Override
    public Map<String, List<String>> conditions(CreateTopicInput input, RequestContext context) {
        return Topics.requested(input.tags());
    }

    @Override
    public CreateTopicResponse handle(CreateTopicInput input, RequestContext context) {
        if (!input.name().matches("[A-Za-z0-9_-]{1,256}")) {
            throw input.name().endsWith(".fifo") ? Refusal.unsupported("FIFO topics") : Refusal.invalid("Topic Name");
        }
        if (input.dataProtectionPolicy() != null) {
            throw Refusal.unsupported("DataProtectionPolicy");
        }
        Topic wanted = wanted(input, context);
        return store.transact(tx -> {
            Optional<Topic> present = tx.find(SnsTables.TOPICS, wanted.arn());
            if (present.isPresent()) {
                requireSame(present.get(), wanted, input);
            } else if (tx.all(SnsTables.TOPICS).size() >= MOST_TOPICS) {
                throw new AwsException(
                        SnsOperations.ERROR_TOPIC_LIMIT_EXCEEDED_EXCEPTION,
                        "There are " + MOST_TOPICS + " topics already, which is the most.");
            } else {
                tx.insert(SnsTables.TOPICS, wanted);
            }
            return CreateTopicResponse.builder().topicArn(wanted.arn()).build();
        });
    }

    private static Topic wanted(CreateTopicInput input, RequestContext context) {
        Topic topic = new Topic(
                Topics.arn(context, input.name()),
                input.name(),
                "",
                0,
                Topics.tagged(Map.of(), input.tags(), context),
                Optional.empty());
        for (Map.Entry<String, String> each : input.attributes().entrySet()) {
            topic = TopicAttributes.set(topic, each.getKey(), each.getValue());
        }
        return topic;
    }

    private static void requireSame(Topic present, Topic wanted, CreateTopicInput input) {
        if (!input.attributes().isEmpty()
                && !(present.displayName().equals(wanted.displayName())
                        && present.policy().equals(wanted.policy()))) {
            throw Refusal.invalid("Attributes Reason: Topic already exists with different attributes");
        }
        if (!input.tags().isEmpty() && !present.tags().equals(wanted.tags())) {
            throw Refusal.invalid("Tags Reason: Topic already exists with different tags");
        }
    }
}
