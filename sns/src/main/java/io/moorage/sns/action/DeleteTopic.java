package io.moorage.sns.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sns.DeleteTopicInput;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.store.SnsTables;
import io.moorage.store.Store;
import java.util.List;

/** Deletes a topic with its subscriptions and what is on its way to them; one that is gone is fine. */
final class DeleteTopic implements Action<DeleteTopicInput, Empty> {
    private final Store store;

    DeleteTopic(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteTopicInput, Empty> operation() {
        return SnsOperations.DELETE_TOPIC;
    }

    @Override
    public List<String> resources(DeleteTopicInput input, RequestContext context) {
        return List.of(input.topicArn());
    }

    @Override
    public Empty handle(DeleteTopicInput input, RequestContext context) {
        return store.transact(tx -> {
            List.copyOf(tx.by(SnsTables.SUBSCRIPTIONS, SnsTables.SUBSCRIPTIONS_BY_TOPIC, input.topicArn()))
                    .forEach(each -> tx.delete(SnsTables.SUBSCRIPTIONS, each.arn()));
            tx.delete(SnsTables.TOPICS, input.topicArn());
            return Empty.VALUE;
        });
    }
}
