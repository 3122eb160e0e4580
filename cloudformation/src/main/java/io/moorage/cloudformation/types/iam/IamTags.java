package io.moorage.cloudformation.types.iam;

import io.moorage.awsmodels.iam.Tag;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Ownership;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tags of IAM's resources. */
final class IamTags {
    private IamTags() {}

    static List<Tag> all(Wanted wanted) {
        return list(wanted.allTags());
    }

    private static List<Tag> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each ->
                        Tag.builder().key(each.getKey()).value(each.getValue()).build())
                .toList();
    }

    /** Makes an identity's tags those of the next wish. */
    static void update(Wanted before, Wanted after, Consumer<List<String>> untag, Consumer<List<Tag>> tag) {
        List<String> gone = Ownership.gone(before, after);
        if (!gone.isEmpty()) {
            untag.accept(gone);
        }
        if (!after.tags().isEmpty() && !after.tags().equals(before.tags())) {
            tag.accept(list(after.tags()));
        }
    }

    /** Whether tags say that something was made for this resource. */
    static boolean isOwned(List<Tag> tags, Wanted wanted) {
        return wanted.ownership().entrySet().stream().allMatch(own -> tags.stream()
                .anyMatch(tag -> tag.key().equals(own.getKey()) && tag.value().equals(own.getValue())));
    }
}
