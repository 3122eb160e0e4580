package io.moorage.bench.nfs;

import java.io.IOException;

/**
 * A row of the table: one load and how its figure is told.
 *
 * @param perUnit what a unit of work counts for in {@code unit}
 * @param durable its replies promise stable storage, so a peer that syncs is its like
 */
record Row(String name, Shape shape, String unit, double perUnit, boolean durable, Work work) {
    /** What the connections to a target are made ready to do. */
    interface Work {
        Load.Streams prepare(Target target, Connection connection) throws IOException;
    }

    boolean concerns(Target target) {
        return durable || !target.durable();
    }

    /** Runs it once on a target. */
    double measure(Target target, int minorVersion, double seconds) throws IOException {
        Load load = new Load(target, minorVersion, shape);
        return load.run(connection -> work.prepare(target, connection), seconds).perSecond() * perUnit;
    }

    @Override
    public String toString() {
        return "%s, %s".formatted(name, shape);
    }
}
