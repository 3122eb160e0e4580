package io.moorage.awsapi;

import io.moorage.awsapi.permission.TagConditions;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a service's model writes a tag; each service has a structure {@code Tag} of its own. Rows keep tags as a map.
 *
 * @param <T> the service's structure
 */
public record TagShape<T>(
        Function<T, String> key, Function<T, @Nullable String> value, BiFunction<String, String, T> tag) {

    /** As answers list tags, by key. */
    public List<T> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> tag.apply(each.getKey(), each.getValue()))
                .toList();
    }

    /** As {@link TagRules#read}. A service that calls for somebody may set tags whose keys are AWS's own. */
    public Map<String, String> read(TagRules rules, List<T> given, RequestContext context) {
        return rules.read(given, key, value, context.calledVia().isPresent());
    }

    /** The condition keys of a request that sets tags. */
    public Map<String, List<String>> requested(List<T> tags) {
        return TagConditions.requested(tags, tag -> key.apply(tag), value);
    }
}
