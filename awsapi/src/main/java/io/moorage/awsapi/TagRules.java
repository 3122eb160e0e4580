package io.moorage.awsapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What every service asks of tags, and refuses in its own words: keys that begin with {@code aws:} are AWS's own and do not count,
 * a key is given once, a resource has at most so many (Tagging AWS resources user guide, "Tag naming limits and requirements").
 *
 * @param most tags of a resource
 * @param reserved the refusal of a key that is AWS's own
 * @param twice the refusal of a key that a request gives twice
 * @param tooMany the refusal of more than {@code most}
 */
public record TagRules(
        int most,
        Function<String, AwsException> reserved,
        Function<String, AwsException> twice,
        Supplier<AwsException> tooMany) {
    private static final String RESERVED = "aws:";

    public static boolean isReserved(String key) {
        return key.toLowerCase(Locale.ROOT).startsWith(RESERVED);
    }

    /**
     * The tags of a request; one without a value has the empty one.
     *
     * @param byService a service that calls for somebody may set tags whose keys are AWS's own
     */
    public <T> Map<String, String> read(
            List<T> given, Function<T, String> key, Function<T, @Nullable String> value, boolean byService) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (T each : given) {
            String name = key.apply(each);
            checkKey(name, byService);
            if (tags.put(name, Objects.requireNonNullElse(value.apply(each), "")) != null) {
                throw twice.apply(name);
            }
        }
        return limited(tags);
    }

    public void checkKey(String key, boolean byService) {
        if (!byService && isReserved(key)) {
            throw reserved.apply(key);
        }
    }

    /** Those that are there, with more, which take the place of those of the same keys. */
    public Map<String, String> added(Map<String, String> present, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(present);
        all.putAll(more);
        return limited(all);
    }

    /** The same, unless they are too many. */
    public Map<String, String> limited(Map<String, String> tags) {
        if (tags.keySet().stream().filter(each -> !isReserved(each)).count() > most) {
            throw tooMany.get();
        }
        return tags;
    }
}
