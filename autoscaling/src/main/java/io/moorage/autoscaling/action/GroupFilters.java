package io.moorage.autoscaling.action;

import io.moorage.awsmodels.autoscaling.Filter;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupTag;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Filters on tags: {@code tag-key}, {@code tag-value}, {@code tag:KEY}, and DescribeTags' own {@code auto-scaling-group},
 * {@code key}, {@code value} and {@code propagate-at-launch}. A tag is kept that every filter keeps, for one of its values.
 */
record GroupFilters(List<Filter> filters) {
    private static final String OF_KEY = "tag:";
    private static final Set<String> OF_GROUPS = Set.of("tag-key", "tag-value");
    private static final Set<String> OF_TAGS = Set.of("auto-scaling-group", "key", "value", "propagate-at-launch");

    static GroupFilters of(List<Filter> filters) {
        return checked(filters, OF_GROUPS, true);
    }

    static GroupFilters ofTags(List<Filter> filters) {
        return checked(filters, OF_TAGS, false);
    }

    private static GroupFilters checked(List<Filter> filters, Set<String> names, boolean tagged) {
        for (Filter each : filters) {
            String name = Objects.requireNonNullElse(each.name(), "");
            if (!names.contains(name) && !(tagged && name.startsWith(OF_KEY))) {
                throw Refusal.invalid("Filter type " + name + " is not correct. Allowed Filter types are: "
                        + String.join(" ", new TreeSet<>(names)) + (tagged ? " tag:<key>" : ""));
            }
        }
        return new GroupFilters(filters);
    }

    boolean keepsGroup(AutoScalingGroup group) {
        return filters.stream()
                .allMatch(filter -> group.tags().values().stream().anyMatch(tag -> matches(filter, group, tag)));
    }

    boolean keepsTag(AutoScalingGroup group, GroupTag tag) {
        return filters.stream().allMatch(filter -> matches(filter, group, tag));
    }

    private static boolean matches(Filter filter, AutoScalingGroup group, GroupTag tag) {
        String name = String.valueOf(filter.name());
        String actual =
                switch (name) {
                    case "auto-scaling-group" -> group.name();
                    case "tag-key", "key" -> tag.key();
                    case "propagate-at-launch" -> Boolean.toString(tag.propagates());
                    default -> tag.value();
                };
        return filter.values().contains(actual)
                && (!name.startsWith(OF_KEY) || tag.key().equals(name.substring(OF_KEY.length())));
    }
}
