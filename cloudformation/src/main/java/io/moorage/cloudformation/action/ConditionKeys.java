package io.moorage.cloudformation.action;

import io.moorage.awsapi.permission.Inputs;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.StructureShape;
import io.moorage.awsmodels.cloudformation.ResourceToImport;
import io.moorage.awsmodels.cloudformation.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** CloudFormation's condition keys, of whatever request has the members (Service Authorization Reference). */
final class ConditionKeys {
    private static final Map<String, String> BY_MEMBER = Map.of(
            "TemplateURL", "cloudformation:TemplateUrl",
            "ResourceTypes", "cloudformation:ResourceTypes",
            "RoleARN", "cloudformation:RoleArn",
            "ChangeSetName", "cloudformation:ChangeSetName",
            "StackPolicyURL", "cloudformation:StackPolicyUrl",
            "StackPolicyDuringUpdateURL", "cloudformation:StackPolicyUrl");

    private ConditionKeys() {}

    static <I> Map<String, List<String>> of(StructureShape<I> shape, I input) {
        Map<String, List<String>> keys = new HashMap<>();
        BY_MEMBER.forEach((member, key) -> put(keys, key, Inputs.texts(shape, input, member)));
        put(
                keys,
                "cloudformation:ImportResourceTypes",
                Inputs.list(shape, input, "ResourcesToImport", ResourceToImport.class).stream()
                        .map(ResourceToImport::resourceType)
                        .toList());
        List<Tag> tags = Inputs.list(shape, input, "Tags", Tag.class);
        keys.putAll(TagConditions.requested(tags, Tag::key, Tag::value));
        return keys;
    }

    private static void put(Map<String, List<String>> keys, String key, List<String> values) {
        if (!values.isEmpty()) {
            keys.put(key, values);
        }
    }
}
