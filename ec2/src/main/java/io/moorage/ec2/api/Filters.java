package io.moorage.ec2.api;

import io.moorage.awsmodels.ec2.Filter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The filters of one describe action. A row is kept when each filter has a value that one of the row's values matches;
 * {@code *} stands for any characters and {@code ?} for one (EC2 user guide, "Filtering").
 */
public final class Filters<T> {
    private final Map<String, Function<T, Collection<String>>> known = new HashMap<>();

    /** Filters that know {@code tag:KEY} and {@code tag-key}. */
    public static <T> Filters<T> onTags(Function<T, Map<String, String>> tags) {
        var filters = new Filters<T>();
        filters.known.put("tag-key", row -> tags.apply(row).keySet());
        filters.known.put("tag:", row -> tags.apply(row).entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .toList());
        return filters;
    }

    public Filters<T> by(String name, Function<T, String> value) {
        return byAny(name, row -> List.of(value.apply(row)));
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
        List<Test<T>> tests = filters.stream().map(this::test).toList();
        return rows.stream()
                .filter(row -> tests.stream().allMatch(each -> each.keeps(row)))
                .toList();
    }

    private Test<T> test(Filter filter) {
        String name = Ec2Errors.required(filter.name(), "Filter.Name");
        if (name.startsWith("tag:") && known.containsKey("tag:")) {
            String key = name.substring("tag:".length());
            return new Test<>(
                    known.get("tag:"),
                    filter.values().stream()
                            .map(each -> Pattern.compile(Pattern.quote(key + "=") + regex(each), Pattern.DOTALL))
                            .toList());
        }
        Function<T, Collection<String>> values = known.get(name);
        if (values == null || name.equals("tag:")) {
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
        return wildcards
                .chars()
                .mapToObj(each -> switch (each) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(String.valueOf((char) each));
                })
                .collect(Collectors.joining());
    }
}
