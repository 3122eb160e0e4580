package io.moorage.filestore;

import java.util.Optional;

/**
 * Where an object is, as far as the kernel knows without a search.
 *
 * @param path from "/" on: one of its names; empty when it has none that clients see, or none that the kernel knows
 * @param certain whether it has no other name that clients see
 */
public record Place(long fileId, Optional<String> path, boolean certain) {
    /** Of what is gone. */
    static final Place NOWHERE = new Place(0, Optional.empty(), true);
}
