package io.moorage.cloudformation.types.efs;

import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.Tag;
import io.moorage.awsmodels.efs.TagResourceRequest;
import io.moorage.awsmodels.efs.UntagResourceRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Wanted;
import java.util.List;
import java.util.Map;

/** Tags of EFS's resources. */
final class EfsTags {
    private EfsTags() {}

    static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each ->
                        Tag.builder().key(each.getKey()).value(each.getValue()).build())
                .toList();
    }

    static void update(String id, Wanted before, Wanted after, Aws aws) {
        Map<String, String> tags = after.tags();
        List<String> gone = before.tags().keySet().stream()
                .filter(key -> !tags.containsKey(key))
                .toList();
        if (!gone.isEmpty()) {
            aws.call(
                    EfsOperations.UNTAG_RESOURCE,
                    UntagResourceRequest.builder().resourceId(id).tagKeys(gone).build());
        }
        if (!tags.isEmpty() && !tags.equals(before.tags())) {
            aws.call(
                    EfsOperations.TAG_RESOURCE,
                    TagResourceRequest.builder().resourceId(id).tags(list(tags)).build());
        }
    }
}
