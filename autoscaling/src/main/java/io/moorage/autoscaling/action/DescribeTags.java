package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DescribeTagsType;
import io.moorage.awsmodels.autoscaling.TagsType;
import io.moorage.base.Page;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupTag;
import io.moorage.store.AutoScalingTables;
import java.util.Comparator;

/** Shows the tags of groups, one by one. */
record DescribeTags(AutoScaling autoScaling) implements Action<DescribeTagsType, TagsType> {
    private static final int MOST = 100;

    private record Row(AutoScalingGroup group, GroupTag tag) {
        String order() {
            return group.name() + " " + tag.key();
        }
    }

    @Override
    public Operation<DescribeTagsType, TagsType> operation() {
        return AutoscalingOperations.DESCRIBE_TAGS;
    }

    @Override
    public TagsType handle(DescribeTagsType input, RequestContext context) {
        GroupFilters filters = GroupFilters.ofTags(input.filters());
        Page<Row> page = Pages.of(
                autoScaling.view().all(AutoScalingTables.GROUPS).stream()
                        .flatMap(group -> group.tags().values().stream()
                                .filter(tag -> filters.keepsTag(group, tag))
                                .map(tag -> new Row(group, tag)))
                        .sorted(Comparator.comparing(Row::order))
                        .toList(),
                Row::order,
                input.nextToken(),
                input.maxRecords(),
                MOST);
        return TagsType.builder()
                .tags(page.items().stream()
                        .map(row -> GroupTags.describe(row.group(), row.tag()))
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
