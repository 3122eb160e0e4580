package io.moorage.ec2.api;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.ec2.Tag;
import io.moorage.awsmodels.ec2.TagSpecification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tags between requests, rows and answers (EC2 user guide, "Tag restrictions"). */
public final class Tags {
    private static final String RESERVED = "aws:";
    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 127;
    private static final int MAX_VALUE = 255;

    private Tags() {}

    /** The tags given for resources of this kind; a specification for another kind is refused. */
    public static Map<String, String> given(List<TagSpecification> specifications, String... words) {
        var tags = new LinkedHashMap<String, String>();
        for (TagSpecification each : specifications) {
            String type = each.resourceType() == null ? "" : each.resourceType();
            if (!List.of(words).contains(type)) {
                throw Ec2Errors.invalidValue("'%s' is not a valid taggable resource type for this operation.", type);
            }
            if (type.equals(words[0])) {
                tags.putAll(checked(each.tags()));
            }
        }
        return tags;
    }

    /** The same for somebody that a service may call for: such a service sets tags whose keys are reserved. */
    public static Map<String, String> given(
            RequestContext context, List<TagSpecification> specifications, String... words) {
        if (context.calledVia().isEmpty()) {
            return given(specifications, words);
        }
        var reserved = new LinkedHashMap<String, String>();
        var others = new ArrayList<TagSpecification>();
        for (TagSpecification each : specifications) {
            each.tags().stream()
                    .filter(tag -> isReserved(tag) && words[0].equals(each.resourceType()))
                    .forEach(tag -> reserved.put(tag.key(), String.valueOf(tag.value())));
            others.add(each.toBuilder()
                    .tags(each.tags().stream().filter(tag -> !isReserved(tag)).toList())
                    .build());
        }
        var tags = new LinkedHashMap<>(given(others, words));
        tags.putAll(reserved);
        return tags;
    }

    private static boolean isReserved(Tag tag) {
        return tag.key() != null && tag.key().startsWith(RESERVED);
    }

    public static Map<String, String> checked(List<Tag> given) {
        var tags = new LinkedHashMap<String, String>();
        for (Tag each : given) {
            String key = Ec2Errors.required(each.key(), "Tag.Key");
            String value = each.value() == null ? "" : each.value();
            if (key.isEmpty() || key.length() > MAX_KEY) {
                throw Ec2Errors.invalidValue("Tag key exceeds the maximum length of %d characters", MAX_KEY);
            }
            if (value.length() > MAX_VALUE) {
                throw Ec2Errors.invalidValue("Tag value exceeds the maximum length of %d characters", MAX_VALUE);
            }
            if (key.startsWith(RESERVED)) {
                throw Ec2Errors.invalidValue("Tag keys starting with 'aws:' are reserved for internal use");
            }
            if (tags.put(key, value) != null) {
                throw Ec2Errors.invalidValue("Duplicate tag key '%s' specified.", key);
            }
        }
        return limited(tags);
    }

    public static Map<String, String> limited(Map<String, String> tags) {
        if (tags.size() > MAX_TAGS) {
            throw Ec2Errors.refused("TagLimitExceeded", "More than %d tags specified", MAX_TAGS);
        }
        return tags;
    }

    /** As answers list them, by key. */
    public static List<Tag> list(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(each -> Tag.builder()
                                .key(each.getKey())
                                .value(each.getValue())
                                .build())
                        .toList();
    }
}
