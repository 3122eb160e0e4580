package io.moorage.ecs.loop;

import io.moorage.store.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Takes steps of which each is one service's or one instance's: one that fails keeps no other from its turn. What failed is logged when it
 * is news, and kept, for whoever takes the steps to try it again before long. Of one thread.
 */
final class Isolation {
    private static final Logger LOG = System.getLogger(Isolation.class.getName());

    private final Map<String, RuntimeException> failing = new TreeMap<>();

    /**
     * What the step returns; empty when it failed.
     *
     * @throws StoreException for what a store cannot do is nobody's own
     */
    <T> Optional<T> run(String arn, Supplier<T> step) {
        try {
            T result = step.get();
            failing.remove(arn);
            return Optional.of(result);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            RuntimeException former = failing.put(arn, e);
            if (former == null || !former.toString().equals(e.toString())) {
                LOG.log(Level.WARNING, "Nothing can be done for " + arn + "; it is tried again every second", e);
            }
            return Optional.empty();
        }
    }

    /** Whose last step failed. */
    Set<String> failing() {
        return Set.copyOf(failing.keySet());
    }

    /** By whose step it was. */
    Map<String, RuntimeException> failures() {
        return Map.copyOf(failing);
    }
}
