package io.moorage.iam.action;

import io.moorage.awsmodels.iam.Tag;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tags, as the API writes them and as rows keep them. */
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
            if (!seen.add(tag.key().toLowerCase(Locale.ROOT))) {
                throw Refusal.invalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            all.put(tag.key(), tag.value());
        }
        if (all.size() > MOST) {
            throw Refusal.limitExceeded("The number of tags has reached the maximum limit.");
        }
        return all;
    }
}
