package io.moorage.cloudformation.types.ecs;

import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Tag;
import io.moorage.awsmodels.ecs.TagResourceRequest;
import io.moorage.awsmodels.ecs.UntagResourceRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Wanted;
import java.util.List;
import java.util.Map;

/** Tags of ECS's resources. */
final class EcsTags {
    private EcsTags() {}

    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each -> new Tag(each.getKey(), each.getValue()))
                .toList();
    }

    static boolean isOwned(List<Tag> tags, Wanted wanted) {
        return tags.containsAll(list(wanted.ownership()));
    }

    static void update(String arn, Wanted before, Wanted after, Aws aws) {
        Map<String, String> tags = after.tags();
        List<String> gone = before.tags().keySet().stream()
                .filter(key -> !tags.containsKey(key))
                .toList();
        if (!gone.isEmpty()) {
            aws.call(
                    EcsOperations.UNTAG_RESOURCE,
                    UntagResourceRequest.builder()
                            .resourceArn(arn)
                            .tagKeys(gone)
                            .build());
        }
        if (!tags.isEmpty() && !tags.equals(before.tags())) {
            aws.call(
                    EcsOperations.TAG_RESOURCE,
                    TagResourceRequest.builder()
                            .resourceArn(arn)
                            .tags(list(tags))
                            .build());
        }
    }
}
