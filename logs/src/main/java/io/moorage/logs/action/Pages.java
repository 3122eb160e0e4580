package io.moorage.logs.action;

import io.moorage.base.Page;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists in pieces, as the actions of CloudWatch Logs hand them out. */
final class Pages {
    private static final int SIZE = 50;

    private Pages() {}

    /** @param all in ascending order of their keys */
    static <T> Page<T> of(Collection<T> all, Function<T, String> key, @Nullable String token, @Nullable Integer limit) {
        return Page.of(all, key, Optional.ofNullable(token), limit == null ? SIZE : limit)
                .orElseThrow(() -> Refusal.invalid("The specified nextToken is invalid."));
    }
}
