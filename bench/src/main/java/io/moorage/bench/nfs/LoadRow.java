package io.moorage.bench.nfs;

import java.io.IOException;

/** A row that tells how much of one load is done in a second. */
record LoadRow(String name, Shape shape, String unit, boolean durable, Work work) implements Row {
    /** What the connections to a target are made ready to do. */
    interface Work {
        Load.Streams prepare(Target target, Connection connection) throws IOException;
    }

    @Override
    public double measure(Target target, int minorVersion, double seconds) throws IOException {
        Load load = new Load(target, minorVersion, shape);
        return load.run(connection -> work.prepare(target, connection), seconds).perSecond();
    }

    @Override
    public String toString() {
        return "%s, %s".formatted(name, shape);
    }
}
