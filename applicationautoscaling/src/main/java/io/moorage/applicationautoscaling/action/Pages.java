package io.moorage.applicationautoscaling.action;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A piece of an answer.
 *
 * @param nextToken names the last row of the piece; null on the last
 */
record Pages<T>(List<T> items, @Nullable String nextToken) {
    private static final int MOST = 50;

    /** @param rows in their order */
    static <T> Pages<T> of(
            List<T> rows, Function<T, String> key, @Nullable String token, @Nullable Integer maxResults) {
        int size = Math.clamp(Objects.requireNonNullElse(maxResults, MOST), 1, MOST);
        int from = 0;
        if (token != null && !token.isEmpty()) {
            String last = decoded(token);
            from = (int) rows.stream()
                            .map(key)
                            .takeWhile(each -> !each.equals(last))
                            .count()
                    + 1;
        }
        List<T> items = rows.subList(Math.min(from, rows.size()), Math.min(from + size, rows.size()));
        boolean more = from + size < rows.size();
        return new Pages<>(
                items,
                more
                        ? Base64.getUrlEncoder()
                                .encodeToString(key.apply(items.getLast()).getBytes(StandardCharsets.UTF_8))
                        : null);
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApplicationAutoScaling.badToken();
        }
    }
}
