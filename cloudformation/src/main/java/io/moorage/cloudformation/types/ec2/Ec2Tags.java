package io.moorage.cloudformation.types.ec2;

import io.moorage.awsmodels.ec2.CreateTagsRequest;
import io.moorage.awsmodels.ec2.DeleteTagsRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.Filter;
import io.moorage.awsmodels.ec2.Tag;
import io.moorage.awsmodels.ec2.TagSpecification;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Wanted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tags of EC2's resources; by those of CloudFormation's own, what was made before is found. */
final class Ec2Tags {
    private Ec2Tags() {}

    /** @param word for the kind of resource, as EC2 has it in tag specifications */
    static List<TagSpecification> of(Wanted wanted, String word) {
        return List.of(TagSpecification.builder()
                .resourceType(word)
                .tags(list(wanted.allTags()))
                .build());
    }

    private static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each ->
                        Tag.builder().key(each.getKey()).value(each.getValue()).build())
                .toList();
    }

    static boolean isGroupId(String nameOrId) {
        return nameOrId.startsWith("sg-");
    }

    static Map<String, String> map(List<Tag> tags) {
        Map<String, String> map = new HashMap<>();
        tags.forEach(each -> map.put(String.valueOf(each.key()), String.valueOf(each.value())));
        return map;
    }

    /** Filters that only what was made for this resource passes. */
    static List<Filter> owned(Wanted wanted) {
        return wanted.ownership().entrySet().stream()
                .map(each -> filter("tag:" + each.getKey(), each.getValue()))
                .toList();
    }

    static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(List.of(value)).build();
    }

    /**
     * The id of what an earlier call made, one that is no other incarnation's; else of what {@code make} makes.
     *
     * @param present ids of what passes filters
     */
    static String once(
            Wanted wanted, Function<List<Filter>, Stream<@Nullable String>> present, Supplier<@Nullable String> make) {
        if (wanted.again()) {
            Optional<String> found = present.apply(owned(wanted))
                    .flatMap(Stream::ofNullable)
                    .filter(id -> !wanted.others().contains(id))
                    .findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        return Aws.answered(make.get());
    }

    static void update(String id, Wanted before, Wanted after, Aws aws) {
        Map<String, String> old = before.tags();
        Map<String, String> tags = after.tags();
        List<Tag> gone = old.keySet().stream()
                .filter(key -> !tags.containsKey(key))
                .map(key -> Tag.builder().key(key).build())
                .toList();
        if (!gone.isEmpty()) {
            aws.call(
                    Ec2Operations.DELETE_TAGS,
                    DeleteTagsRequest.builder()
                            .resources(List.of(id))
                            .tags(gone)
                            .build());
        }
        if (!tags.isEmpty() && !tags.equals(old)) {
            aws.call(
                    Ec2Operations.CREATE_TAGS,
                    CreateTagsRequest.builder()
                            .resources(List.of(id))
                            .tags(list(tags))
                            .build());
        }
    }
}
