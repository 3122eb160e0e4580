package io.moorage.ec2.api;

import com.google.re2j.Pattern;
import io.moorage.awsmodels.ec2.Filter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The filters of one describe action. A row is kept when each filter has a value that one of the row's values matches;
 * {@code *} stands for any characters, {@code ?} for one or none, and a backslash takes the meaning from either (EC2 user
 * guide, "List and filter your resources").
 */
public final class Filters<T> {
    private static final int MOST_VALUES = 200;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String TAG = "tag:";
    private static final String TAG_KEY = "tag-key";

    private final Map<String, Function<T, Collection<String>>> known = new HashMap<>();

    /** Filters of what has no tags. */
    public static <T> Filters<T> plain() {
        return new Filters<>();
    }

    /** Filters that know {@code tag:KEY} and {@code tag-key}. */
    public static <T> Filters<T> onTags(Function<T, Map<String, String>> tags) {
        var filters = new Filters<T>();
        filters.known.put(TAG_KEY, row -> tags.apply(row).keySet());
        filters.known.put(TAG, row -> tags.apply(row).entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .toList());
        return filters;
    }

    public Filters<T> by(String name, Function<T, String> value) {
        return byAny(name, row -> List.of(value.apply(row)));
    }

    /** A time as filters are compared with: {@code 2026-11-29T18:20:47.000Z}. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    /** What every row has alike. */
    public Filters<T> same(String name, String value) {
        return byAny(name, row -> List.of(value));
    }

    public Filters<T> flag(String name, Predicate<T> value) {
        return by(name, row -> Boolean.toString(value.test(row)));
    }

    /** What AWS knows, and no row here has. */
    public Filters<T> none(String... names) {
        for (String each : names) {
            byAny(each, row -> List.of());
        }
        return this;
    }

    /** The filters of what a row has, under names that begin with the prefix; without those on its tags. */
    public <S> Filters<T> through(String prefix, Filters<S> inner, Function<T, Optional<S>> to) {
        inner.known.forEach((name, values) -> {
            if (!name.equals(TAG) && !name.equals(TAG_KEY)) {
                byAny(prefix + name, row -> to.apply(row).map(values).orElse(List.of()));
            }
        });
        return this;
    }

    public Filters<T> byOptional(String name, Function<T, Optional<String>> value) {
        return byAny(name, row -> value.apply(row).stream().toList());
    }

    public Filters<T> byAny(String name, Function<T, Collection<String>> values) {
        known.put(name, values);
        return this;
    }

    /** The rows that every filter keeps. */
    public List<T> keep(List<Filter> filters, Collection<T> rows) {
        if (filters.stream().mapToInt(each -> each.values().size()).sum() > MOST_VALUES) {
            throw Ec2Errors.refused(
                    "FilterLimitExceeded",
                    "The maximum number of filter values specified on a single call is %d",
                    MOST_VALUES);
        }
        List<Test<T>> tests = filters.stream().map(this::test).toList();
        return rows.stream()
                .filter(row -> tests.stream().allMatch(each -> each.keeps(row)))
                .toList();
    }

    private Test<T> test(Filter filter) {
        String name = Ec2Errors.required(filter.name(), "Filter.Name");
        if (name.startsWith(TAG) && known.containsKey(TAG)) {
            String key = name.substring(TAG.length());
            return new Test<>(
                    known.get(TAG),
                    filter.values().stream()
                            .map(each -> Pattern.compile(Pattern.quote(key + "=") + regex(each), Pattern.DOTALL))
                            .toList());
        }
        Function<T, Collection<String>> values = known.get(name);
        if (values == null || name.equals(TAG)) {
            throw Ec2Errors.invalidValue("The filter '%s' is invalid", name);
        }
        return new Test<>(
                values,
                filter.values().stream()
                        .map(each -> Pattern.compile(regex(each), Pattern.DOTALL))
                        .toList());
    }

    private record Test<T>(Function<T, Collection<String>> values, List<Pattern> wanted) {
        boolean keeps(T row) {
            Collection<String> present = values.apply(row);
            return wanted.stream().anyMatch(each -> present.stream()
                    .anyMatch(value -> each.matcher(value).matches()));
        }
    }

    private static String regex(String wildcards) {
        var regex = new StringBuilder();
        for (int i = 0; i < wildcards.length(); i++) {
            char each = wildcards.charAt(i);
            if (each == '\\' && i + 1 < wildcards.length()) {
                i++;
                regex.append(Pattern.quote(wildcards.substring(i, i + 1)));
            } else {
                regex.append(
                        switch (each) {
                            case '*' -> ".*";
                            case '?' -> ".?";
                            default -> Pattern.quote(String.valueOf(each));
                        });
            }
        }
        return regex.toString();
    }
}
