package io.moorage.ecs.shape;

import io.moorage.ecs.EcsErrors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list in the order of its strings.
 *
 * @param nextToken null on the last page
 */
public record Page(List<String> items, @Nullable String nextToken) {
    private static final int MOST = 100;

    /** @param sorted the whole list, in its order; a token names the last item of the page before */
    public static Page of(List<String> sorted, @Nullable String token, @Nullable Integer maxResults) {
        return of(sorted, token, maxResults, MOST);
    }

    /** @param otherwise as many when the request does not say */
    public static Page of(List<String> sorted, @Nullable String token, @Nullable Integer maxResults, int otherwise) {
        return of(sorted, token, maxResults, otherwise, MOST);
    }

    /** @param most as the request may say */
    public static Page of(
            List<String> sorted, @Nullable String token, @Nullable Integer maxResults, int otherwise, int most) {
        if (maxResults != null && (maxResults < 1 || maxResults > most)) {
            throw EcsErrors.invalid("maxResults must be between 1 and " + most + ".");
        }
        int from = token == null || token.isEmpty() ? 0 : after(sorted, decode(token));
        int to = Math.min(sorted.size(), from + (maxResults == null ? otherwise : maxResults));
        List<String> items = List.copyOf(sorted.subList(from, to));
        return new Page(items, to < sorted.size() ? encode(items.getLast()) : null);
    }

    private static int after(List<String> sorted, String last) {
        int at = sorted.indexOf(last);
        if (at >= 0) {
            return at + 1;
        }
        // It is gone meanwhile: go on where it would have stood.
        int next = 0;
        while (next < sorted.size() && sorted.get(next).compareTo(last) <= 0) {
            next++;
        }
        return next;
    }

    private static String encode(String last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw EcsErrors.invalid("Invalid token.");
        }
    }
}
