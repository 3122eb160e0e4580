package io.moorage.bench.nfs;

import io.moorage.nfswire.xdr.Opaque;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the table's rows. */
final class Rows {
    private static final int BLOCK = 4 << 10;
    private static final int PIECE = 1 << 20;
    private static final Shape SERIAL = new Shape(1, 1);
    private static final Shape SEQUENTIAL = new Shape(1, 8);
    private static final List<Shape> BLOCK_SHAPES =
            List.of(SERIAL, new Shape(1, 32), new Shape(8, 1), new Shape(8, 32));
    private static final List<Shape> NAME_SHAPES = List.of(SERIAL, new Shape(1, 32), new Shape(8, 8));

    private final Fixture fixture;
    private final List<Row> rows = new ArrayList<>();

    /** Numbers every file that is made, over all rows and targets. */
    private final AtomicInteger numbers = new AtomicInteger();

    /** What creating made at each target and unlinking has not removed. */
    private final Map<String, Queue<String>> made = new ConcurrentHashMap<>();

    private Rows(Fixture fixture) {
        this.fixture = fixture;
    }

    /** @param tree what is scanned beside other work; null when nothing is there to be scanned */
    static List<Row> of(Fixture fixture, @Nullable String tree) {
        Rows all = new Rows(fixture);
        BLOCK_SHAPES.forEach(all::addBlocks);
        all.addSequential();
        NAME_SHAPES.forEach(all::addNames);
        all.add("readdir", SERIAL, false, (target, connection) -> {
            Opaque many = fixture.directory(connection, target, "many");
            return index -> new NameStreams.Listings(many);
        });
        if (tree != null) {
            all.addLatencies(tree);
        }
        return List.copyOf(all.rows);
    }

    private void add(String name, Shape shape, boolean durable, LoadRow.Work work) {
        rows.add(new LoadRow(name, shape, "/s", durable, work));
    }

    private void addLatencies(String tree) {
        LoadRow.Work reads = (target, connection) -> {
            Files.Open data = data(target, connection);
            return index -> new DataStreams.Reads(data, randomBlocks(index), BLOCK);
        };
        rows.add(new LatencyRow("4k random read p99", reads, null));
        rows.add(new LatencyRow("4k random read p99 beside a scan", reads, tree));
    }

    private void addBlocks(Shape shape) {
        add("4k random read", shape, false, (target, connection) -> {
            Files.Open data = data(target, connection);
            return index -> new DataStreams.Reads(data, randomBlocks(index), BLOCK);
        });
        add("4k random write", shape, false, (target, connection) -> {
            Files.Open data = data(target, connection);
            return index -> new DataStreams.Writes(data, randomBlocks(index), filled(BLOCK));
        });
    }

    private void addSequential() {
        add("4k write + COMMIT", SERIAL, true, (target, connection) -> {
            Files.Open data = data(target, connection);
            return index -> new DataStreams.CommittedWrites(data, randomBlocks(index), filled(BLOCK));
        });
        rows.add(new LoadRow("1 MiB read", SEQUENTIAL, "MiB/s", false, (target, connection) -> {
            Files.Open data = data(target, connection);
            LongSupplier pieces = oneAfterAnother();
            return index -> new DataStreams.Reads(data, pieces, PIECE);
        }));
        rows.add(new LoadRow("1 MiB write", SEQUENTIAL, "MiB/s", false, (target, connection) -> {
            Files.Open data = data(target, connection);
            LongSupplier pieces = oneAfterAnother();
            return index -> new DataStreams.Writes(data, pieces, filled(PIECE));
        }));
    }

    private void addNames(Shape shape) {
        add("create", shape, true, this::creates);
        add("unlink", shape, true, (target, connection) -> {
            Opaque directory = fixture.directory(connection, target, "made");
            return index -> new NameStreams.Unlinks(directory, made(target));
        });
        add("rename", shape, true, this::renames);
        add("stat", shape, false, (target, connection) -> {
            Opaque many = fixture.directory(connection, target, "many");
            return index -> new NameStreams.Stats(many, randomNames(index));
        });
        add("open + close", shape, false, (target, connection) -> {
            recorded(target, connection);
            Opaque many = fixture.directory(connection, target, "many");
            return index -> OpenStreams.existing(connection, many, randomNames(index), "opens-" + index);
        });
    }

    private Load.Streams creates(Target target, Connection connection) throws IOException {
        recorded(target, connection);
        Opaque directory = fixture.directory(connection, target, "made");
        Supplier<@Nullable String> names = () -> {
            String name = Fixture.name(numbers.getAndIncrement());
            made(target).add(name);
            return name;
        };
        return index -> OpenStreams.creating(connection, directory, names, "creates-" + index);
    }

    private Queue<String> made(Target target) {
        return made.computeIfAbsent(target.name(), name -> new ConcurrentLinkedQueue<>());
    }

    /** Each stream of each connection moves files of its own. */
    private Load.Streams renames(Target target, Connection connection) throws IOException {
        Opaque moved = fixture.directory(connection, target, "moved");
        int first = connection.number() * Connection.MAX_DEPTH;
        return index -> new NameStreams.Renames(moved, List.of(Fixture.name(first + index)));
    }

    private Files.Open data(Target target, Connection connection) throws IOException {
        return new Files(connection).open(fixture.directory(connection, target, "data"), "data", "data");
    }

    /** A client's first open is special: the server remembers the client on disk before it answers. */
    private void recorded(Target target, Connection connection) throws IOException {
        Files.Open ignored = data(target, connection);
    }

    private static ByteBuffer filled(int bytes) {
        byte[] content = new byte[bytes];
        ThreadLocalRandom.current().nextBytes(content);
        return ByteBuffer.allocateDirect(bytes).put(content).flip();
    }

    private static LongSupplier randomBlocks(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return () -> random.nextInt(Fixture.DATA_BYTES / BLOCK) * (long) BLOCK;
    }

    private static LongSupplier oneAfterAnother() {
        AtomicLong next = new AtomicLong();
        return () -> (next.getAndIncrement() % (Fixture.DATA_BYTES / PIECE)) * PIECE;
    }

    private static Supplier<@Nullable String> randomNames(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return () -> Fixture.name(random.nextInt(Fixture.MANY));
    }
}
