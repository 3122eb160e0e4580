package io.moorage.fileserver.control;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shut an instance out, or let it in again. Of several orders for one instance the one with the highest epoch counts; in
 * one epoch an instance is first shut out, then lifted.
 *
 * @param netns limits the order to exports in this namespace, since private addresses repeat between VPCs; null for all
 * @param addresses the instance's private addresses
 */
public record FenceOrder(
        String instanceId, long epoch, @Nullable String netns, Set<String> addresses, boolean lifted) {
    public FenceOrder {
        Objects.requireNonNull(instanceId, "instanceId");
        addresses = Set.copyOf(Objects.requireNonNull(addresses, "addresses"));
        if (epoch < 1) {
            throw new IllegalArgumentException("a fence's epoch starts at 1, not " + epoch);
        }
    }

    /** True when this order replaces {@code known}. */
    public boolean supersedes(@Nullable FenceOrder known) {
        return known == null || epoch > known.epoch || (epoch == known.epoch && (lifted || !known.lifted));
    }

    /** True when exports in this namespace must refuse the addresses. */
    public boolean appliesIn(@Nullable String exportNetns) {
        return !lifted && (netns == null || netns.equals(exportNetns));
    }
}
