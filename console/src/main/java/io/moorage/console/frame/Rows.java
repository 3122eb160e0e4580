package io.moorage.console.frame;

import java.util.List;
import java.util.function.Function;

/**
 * A list that the API tells in pieces, or as much of it as a page shows.
 *
 * @param cut whether there are more than these
 */
public record Rows<T>(List<T> all, boolean cut) {
    public Rows {
        all = List.copyOf(all);
    }

    /** Each one as something else. */
    public <R> Rows<R> map(Function<T, R> shape) {
        return new Rows<>(all.stream().map(shape).toList(), cut);
    }

    /** How many there are, as far as that is known. */
    public String count() {
        return cut ? "the first " + all.size() : Integer.toString(all.size());
    }
}
