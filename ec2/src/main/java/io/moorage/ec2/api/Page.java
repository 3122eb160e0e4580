package io.moorage.ec2.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a describe action's rows.
 *
 * @param nextToken to be given back for the rest; null at the end
 */
public record Page<T>(List<T> rows, @Nullable String nextToken) {
    private static final int SMALLEST = 5;
    private static final int LARGEST = 1000;

    public Page {
        rows = List.copyOf(rows);
    }

    /**
     * The rows after the token's, in the order of their ids. Tokens name the last row seen, so rows that come and go meanwhile do
     * no harm. What the API's model bounds, its smallest and largest page, was checked before.
     */
    public static <T> Page<T> of(
            Collection<T> rows, Function<T, String> id, @Nullable Integer maxResults, @Nullable String token) {
        String last = token == null || token.isEmpty() ? "" : decode(token);
        List<T> rest = rows.stream()
                .filter(each -> id.apply(each).compareTo(last) > 0)
                .sorted(Comparator.comparing(id))
                .toList();
        if (maxResults == null || rest.size() <= maxResults) {
            return new Page<>(rest, null);
        }
        List<T> page = rest.subList(0, maxResults);
        return new Page<>(page, encode(id.apply(page.getLast())));
    }

    /** The same where the model leaves the bounds to the service: at least 5, and more than 1,000 are 1,000. */
    public static <T> Page<T> bounded(
            Collection<T> rows, Function<T, String> id, @Nullable Integer maxResults, @Nullable String token) {
        if (maxResults != null && maxResults < SMALLEST) {
            throw Ec2Errors.invalidValue(
                    "Value ( %d ) for parameter maxResults is invalid. Expecting a value greater than %d.",
                    maxResults, SMALLEST);
        }
        return of(rows, id, maxResults == null ? null : Math.min(maxResults, LARGEST), token);
    }

    private static String encode(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Ec2Errors.refused("InvalidNextToken", "The specified pagination token is not valid.");
        }
    }
}
