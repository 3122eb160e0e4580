package io.moorage.bench.nfs;

import java.io.IOException;

/** A row of the table: one thing measured on each target. */
interface Row {
    String unit();

    /** Its replies promise stable storage, so a peer that syncs is its like. */
    boolean durable();

    /** Runs it once on a target, for about so long. */
    double measure(Target target, int minorVersion, double seconds) throws IOException;

    default boolean concerns(Target target) {
        return durable() || !target.durable();
    }
}
