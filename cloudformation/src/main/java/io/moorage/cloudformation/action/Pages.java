package io.moorage.cloudformation.action;

import io.moorage.base.Page;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists in pieces, as all of CloudFormation's actions hand them out. */
final class Pages {
    private static final int SIZE = 100;

    private Pages() {}

    /** @param all in ascending order of their keys */
    static <T> Page<T> of(Collection<T> all, Function<T, String> key, @Nullable String token) {
        return Page.of(all, key, Optional.ofNullable(token), SIZE)
                .orElseThrow(() -> Errors.validation("NextToken is invalid: " + token));
    }
}
