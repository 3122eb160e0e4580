package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.DescribeTagsRequest;
import io.moorage.awsmodels.efs.DescribeTagsResponse;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.Tag;
import io.moorage.base.Page;
import io.moorage.store.Store;
import java.util.List;

/** Shows a file system's tags; the older form of ListTagsForResource. */
final class DescribeTags implements Action<DescribeTagsRequest, DescribeTagsResponse> {
    private final Store store;

    DescribeTags(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DescribeTagsRequest, DescribeTagsResponse> operation() {
        return EfsOperations.DESCRIBE_TAGS;
    }

    @Override
    public List<String> resources(DescribeTagsRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.fileSystemId()));
    }

    @Override
    public DescribeTagsResponse handle(DescribeTagsRequest input, RequestContext context) {

        Page<Tag> page = Lookup.page(
                Tags.shapes(Lookup.fileSystem(context, store.view(), input.fileSystemId())
                        .tags()),
                Tag::key,
                input.marker(),
                input.maxItems());
        return DescribeTagsResponse.builder()
                .marker(input.marker())
                .tags(page.items())
                .nextMarker(page.next().orElse(null))
                .build();
    }
}
