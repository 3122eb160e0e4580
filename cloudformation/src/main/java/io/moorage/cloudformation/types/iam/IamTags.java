package io.moorage.cloudformation.types.iam;

import io.moorage.awsmodels.iam.Tag;
import io.moorage.cloudformation.resource.Wanted;
import java.util.List;

/** Tags of IAM's resources. */
final class IamTags {
    private IamTags() {}

    static List<Tag> all(Wanted wanted) {
        return wanted.allTags().entrySet().stream()
                .map(each ->
                        Tag.builder().key(each.getKey()).value(each.getValue()).build())
                .toList();
    }

    /** Whether tags say that something was made for this resource. */
    static boolean isOwned(List<Tag> tags, Wanted wanted) {
        return wanted.ownership().entrySet().stream().allMatch(own -> tags.stream()
                .anyMatch(tag -> tag.key().equals(own.getKey()) && tag.value().equals(own.getValue())));
    }
}
