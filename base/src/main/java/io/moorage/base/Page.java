package io.moorage.base;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list that is handed out in pieces. The marker names the last item handed out, not a position, so that items
 * coming and going in between neither repeat nor hide others.
 *
 * @param next marker of the page after this; empty on the last
 */
public record Page<T>(List<T> items, Optional<String> next) {
    private static final String SIGN = "after:";

    public Page {
        items = List.copyOf(items);
    }

    /** The page shown another way. */
    public <R> Page<R> map(Function<T, R> shape) {
        return new Page<>(items.stream().map(shape).toList(), next);
    }

    /**
     * The page after {@code marker}.
     *
     * @param all in ascending order of {@code key}, which is unique
     * @param marker from the page before; empty for the first
     * @param limit at least 1
     * @return nothing when the marker is none that was ever handed out
     */
    public static <T> Optional<Page<T>> of(
            Collection<T> all, Function<T, String> key, Optional<String> marker, int limit) {
        Optional<String> last = marker.flatMap(Page::decode);
        if (marker.isPresent() && last.isEmpty()) {
            return Optional.empty();
        }
        List<T> items = new ArrayList<>();
        for (T item : all) {
            if (last.isPresent() && key.apply(item).compareTo(last.get()) <= 0) {
                continue;
            }
            if (items.size() == limit) {
                return Optional.of(new Page<>(items, Optional.of(encode(key.apply(items.getLast())))));
            }
            items.add(item);
        }
        return Optional.of(new Page<>(items, Optional.empty()));
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((SIGN + key).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> decode(String marker) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
            return text.startsWith(SIGN) ? Optional.of(text.substring(SIGN.length())) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
