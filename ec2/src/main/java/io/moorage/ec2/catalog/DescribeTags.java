package io.moorage.ec2.catalog;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeTagsRequest;
import io.moorage.awsmodels.ec2.DescribeTagsResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.TagDescription;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Page;
import io.moorage.ec2.api.Resource;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tags of everything, one by one. */
public record DescribeTags(Ec2 ec2) implements Action<DescribeTagsRequest, DescribeTagsResult> {
    @Override
    public Operation<DescribeTagsRequest, DescribeTagsResult> operation() {
        return Ec2Operations.DESCRIBE_TAGS;
    }

    private record Entry(String resourceId, String type, String key, String value) {
        String order() {
            return resourceId + " " + key;
        }
    }

    private static final Filters<Entry> FILTERS = Filters.<Entry>onTags(each -> Map.of(each.key(), each.value()))
            .by("key", Entry::key)
            .by("value", Entry::value)
            .by("resource-id", Entry::resourceId)
            .by("resource-type", Entry::type);

    @Override
    public DescribeTagsResult handle(DescribeTagsRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        ReadView view = ec2.view();
        List<Entry> all =
                Resource.ALL.stream().flatMap(each -> entries(each, view)).toList();
        Page<Entry> page =
                Page.bounded(FILTERS.keep(input.filters(), all), Entry::order, input.maxResults(), input.nextToken());
        return DescribeTagsResult.builder()
                .tags(page.rows().stream()
                        .map(each -> TagDescription.builder()
                                .resourceId(each.resourceId())
                                .resourceType(each.type())
                                .key(each.key())
                                .value(each.value())
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static <V> Stream<Entry> entries(Resource<V> kind, ReadView view) {
        return view.all(kind.table()).stream().flatMap(row -> kind.tags().apply(row).entrySet().stream()
                .map(tag -> new Entry(kind.id().apply(row), kind.word(), tag.getKey(), tag.getValue())));
    }
}
