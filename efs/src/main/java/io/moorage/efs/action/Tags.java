package io.moorage.efs.action;

import io.moorage.awsmodels.efs.Tag;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tags, as the API writes them and as rows keep them (EFS user guide, "Tagging"). */
final class Tags {
    private static final int MOST = 50;

    private Tags() {}

    static List<Tag> shapes(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }

    static Map<String, String> added(Map<String, String> present, List<Tag> more) {
        Map<String, String> all = new LinkedHashMap<>(present);
        Set<String> seen = new HashSet<>();
        for (Tag tag : more) {
            if (!seen.add(tag.key())) {
                throw Refusal.badRequest("The tag key '" + tag.key() + "' is given twice.");
            }
            if (tag.key().startsWith("aws:")) {
                throw Refusal.badRequest("Tag keys starting with 'aws:' are reserved: " + tag.key());
            }
            all.put(tag.key(), tag.value());
        }
        if (all.size() > MOST) {
            throw Refusal.badRequest("A resource has at most " + MOST + " tags.");
        }
        return all;
    }

    static Map<String, String> without(Map<String, String> present, Collection<String> keys) {
        Map<String, String> rest = new LinkedHashMap<>(present);
        rest.keySet().removeAll(keys);
        return rest;
    }
}
