package io.moorage.cloudformation.types.autoscaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.CreateOrUpdateTagsType;
import io.moorage.awsmodels.autoscaling.DeleteTagsType;
import io.moorage.awsmodels.autoscaling.Tag;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tags of a group, each of which says whether instances get it too; those that the stack adds do. */
final class GroupTags {
    private static final String RESOURCE_TYPE = "auto-scaling-group";

    private GroupTags() {}

    static List<Tag> list(String group, Map<String, String> tags, Wanted wanted) {
        return tags.entrySet().stream()
                .map(each -> new Tag(
                        group, RESOURCE_TYPE, each.getKey(), each.getValue(), propagates(each.getKey(), wanted)))
                .toList();
    }

    private static boolean propagates(String key, Wanted wanted) {
        for (JsonNode given : wanted.list("Tags")) {
            if (given.path("Key").asText().equals(key)) {
                return given.path("PropagateAtLaunch").asBoolean();
            }
        }
        return true;
    }

    static void update(String group, Wanted before, Wanted after, Aws aws) {
        List<Tag> gone = new ArrayList<>(list(group, before.tags(), before));
        gone.removeIf(tag -> after.tags().containsKey(tag.key()));
        if (!gone.isEmpty()) {
            aws.call(
                    AutoscalingOperations.DELETE_TAGS,
                    DeleteTagsType.builder().tags(gone).build());
        }
        List<Tag> now = list(group, after.tags(), after);
        if (!now.isEmpty() && !now.equals(list(group, before.tags(), before))) {
            aws.call(
                    AutoscalingOperations.CREATE_OR_UPDATE_TAGS,
                    CreateOrUpdateTagsType.builder().tags(now).build());
        }
    }
}
