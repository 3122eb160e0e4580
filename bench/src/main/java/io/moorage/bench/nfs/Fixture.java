package io.moorage.bench.nfs;

import io.moorage.nfswire.nfs4.StableHow4;
import io.moorage.nfswire.op.COMMIT4;
import io.moorage.nfswire.op.WRITE4;
import io.moorage.nfswire.xdr.Opaque;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What every target holds before it is measured: a directory of this run's with a large file and many small ones. */
final class Fixture {
    static final int DATA_BYTES = 256 << 20;
    static final int MANY = 4000;
    static final int MOVED = 256;
    private static final int PIECE = 1 << 20;

    private final int minorVersion;
    private final String run;

    /** @param run names the directory: new in each run */
    Fixture(int minorVersion, String run) {
        this.minorVersion = minorVersion;
        this.run = run;
    }

    /** The directory of one target. */
    Opaque directory(Connection connection, Target target, String name) throws IOException {
        return new Files(connection).walk(target.path() + "/" + run + "/" + name);
    }

    void make(Target target) throws IOException {
        try (Connection connection = Connection.open(target.address(), minorVersion, 0)) {
            Files files = new Files(connection);
            Opaque top = files.makeDirectory(files.walk(target.path()), run);
            files.makeDirectory(top, "made");
            files.makeDirectory(top, "many");
            files.makeDirectory(top, "moved");
            writeData(connection, files.open(files.makeDirectory(top, "data"), "data", "fixture"));
        }
        fill(target, "moved", MOVED);
        if (!target.durable()) {
            fill(target, "many", MANY);
        }
    }

    private static void writeData(Connection connection, Files.Open file) throws IOException {
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);
        for (long at = 0; at < DATA_BYTES; at += PIECE) {
            WRITE4.Args write = new WRITE4.Args(file.stateid(), at, StableHow4.UNSTABLE4, piece);
            connection.callInSession(r -> r.at(file.handle()).add(write));
        }
        connection.callInSession(r -> r.at(file.handle()).add(new COMMIT4.Args(0, 0)));
    }

    /** Makes what earlier rows wrote durable: it must not be paid for by a row that waits for the disk. */
    void settle(Target target) throws IOException {
        try (Connection connection = Connection.open(target.address(), minorVersion, 0)) {
            Opaque data = directory(connection, target, "data/data");
            connection.callInSession(r -> r.at(data).add(new COMMIT4.Args(0, 0)));
        }
    }

    private void fill(Target target, String directory, int count) throws IOException {
        Queue<String> names = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < count; i++) {
            names.add(name(i));
        }
        new Load(target, minorVersion, new Shape(1, Connection.MAX_DEPTH))
                .run(
                        connection -> {
                            Opaque handle = directory(connection, target, directory);
                            return index -> OpenStreams.creating(connection, handle, names::poll, "fixture-" + index);
                        },
                        Double.POSITIVE_INFINITY);
    }

    static String name(int index) {
        return "file-%06d".formatted(index);
    }
}
