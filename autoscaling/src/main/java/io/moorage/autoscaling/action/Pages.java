package io.moorage.autoscaling.action;

import io.moorage.base.Page;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers in pieces. */
final class Pages {
    private static final int DEFAULT = 50;

    private Pages() {}

    /** @param most as AWS allows in one piece */
    static <T> Page<T> of(
            Collection<T> rows, Function<T, String> key, @Nullable String token, @Nullable Integer limit, int most) {
        int size = Objects.requireNonNullElse(limit, Math.min(DEFAULT, most));
        if (size < 1 || size > most) {
            throw Refusal.invalid("MaxRecords must be between 1 and " + most + ", not " + size + ".");
        }
        return Page.of(rows, key, Optional.ofNullable(token).filter(each -> !each.isEmpty()), size)
                .orElseThrow(Refusal::badToken);
    }
}
