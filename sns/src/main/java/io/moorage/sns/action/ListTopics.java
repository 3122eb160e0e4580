package io.moorage.sns.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sns.ListTopicsInput;
import io.moorage.awsmodels.sns.ListTopicsResponse;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.base.Page;
import io.moorage.model.sns.Topic;
import io.moorage.store.SnsTables;
import io.moorage.store.Store;
import java.util.Optional;

/** Lists topics. */
final class ListTopics implements Action<ListTopicsInput, ListTopicsResponse> {
    private static final int PAGE = 100;

    private final Store store;

    ListTopics(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListTopicsInput, ListTopicsResponse> operation() {
        return SnsOperations.LIST_TOPICS;
    }

    @Override
    public ListTopicsResponse handle(ListTopicsInput input, RequestContext context) {
        Page<Topic> page = Page.of(
                        store.view().all(SnsTables.TOPICS), Topic::arn, Optional.ofNullable(input.nextToken()), PAGE)
                .orElseThrow(() -> Refusal.invalid("NextToken"));
        return ListTopicsResponse.builder()
                .topics(page.map(each -> io.moorage.awsmodels.sns.Topic.builder()
                                .topicArn(each.arn())
                                .build())
                        .items())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
