package io.moorage.cloudwatch.metric;

import io.moorage.model.cloudwatch.Metric;
import io.moorage.model.cloudwatch.StatisticSet;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Measured values on disk: batches one after the other, each with its length and checksum, a batch the values of all slots
 * that changed since the one before. The last that is whole counts; what follows was being written when the power went.
 * Used by one thread at a time, which may be interrupted: that is why no channel is used to write.
 */
final class MetricLog implements AutoCloseable {
    private static final int HEAD_BYTES = 8;
    private static final int LARGEST_BATCH = 256 << 20;
    private static final byte SERIES = 1;
    private static final byte POINT = 2;

    private final Path file;
    private RandomAccessFile out;

    /** What is read back. */
    interface Reader {
        void series(int id, Series.Key key);

        void point(int id, Tier tier, int slot, StatisticSet values);
    }

    private MetricLog(Path file, RandomAccessFile out) {
        this.file = file;
        this.out = out;
    }

    /** Opens the log and hands out what it holds, in the order in which it was written. */
    static MetricLog open(Path file, Reader reader) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
        try {
            long whole = read(file, reader);
            out.setLength(whole);
            out.seek(whole);
            return new MetricLog(file, out);
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    /** Returns how many bytes are whole batches. */
    private static long read(Path file, Reader reader) throws IOException {
        long whole = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            while (true) {
                int length = in.readInt();
                int checksum = in.readInt();
                if (length <= 0 || length > LARGEST_BATCH) {
                    return whole;
                }
                byte[] batch = in.readNBytes(length);
                if (batch.length < length || checksum(batch) != checksum) {
                    return whole;
                }
                replay(new DataInputStream(new ByteArrayInputStream(batch)), reader);
                whole += HEAD_BYTES + length;
            }
        } catch (EOFException e) {
            return whole;
        }
    }

    private static void replay(DataInputStream batch, Reader reader) throws IOException {
        while (batch.available() > 0) {
            byte kind = batch.readByte();
            int id = batch.readInt();
            switch (kind) {
                case SERIES -> reader.series(id, key(batch));
                case POINT ->
                    reader.point(
                            id,
                            Tier.ALL.get(batch.readByte()),
                            batch.readInt(),
                            new StatisticSet(
                                    batch.readDouble(), batch.readDouble(), batch.readDouble(), batch.readDouble()));
                default -> throw new IOException("the metrics were written by a newer Moorage: record " + kind);
            }
        }
    }

    private static Series.Key key(DataInputStream batch) throws IOException {
        String unit = batch.readUTF();
        String namespace = batch.readUTF();
        String name = batch.readUTF();
        Map<String, String> dimensions = new TreeMap<>();
        for (int left = batch.readByte(); left > 0; left--) {
            dimensions.put(batch.readUTF(), batch.readUTF());
        }
        return new Series.Key(new Metric(namespace, name, dimensions), unit);
    }

    /** Values on their way to the disk. */
    static final class Batch {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        boolean isEmpty() {
            return bytes.size() == 0;
        }

        void series(int id, Series.Key key) {
            try {
                out.writeByte(SERIES);
                out.writeInt(id);
                out.writeUTF(key.unit());
                out.writeUTF(key.metric().namespace());
                out.writeUTF(key.metric().name());
                out.writeByte(key.metric().dimensions().size());
                for (Map.Entry<String, String> dimension :
                        key.metric().dimensions().entrySet()) {
                    out.writeUTF(dimension.getKey());
                    out.writeUTF(dimension.getValue());
                }
            } catch (IOException e) {
                throw new UncheckedIOException("a buffer in memory refuses nothing", e);
            }
        }

        void point(int id, Tier tier, int slot, StatisticSet values) {
            try {
                out.writeByte(POINT);
                out.writeInt(id);
                out.writeByte(tier.number());
                out.writeInt(slot);
                out.writeDouble(values.count());
                out.writeDouble(values.sum());
                out.writeDouble(values.minimum());
                out.writeDouble(values.maximum());
            } catch (IOException e) {
                throw new UncheckedIOException("a buffer in memory refuses nothing", e);
            }
        }

        private byte[] frame() {
            byte[] batch = bytes.toByteArray();
            return ByteBuffer.allocate(HEAD_BYTES + batch.length)
                    .putInt(batch.length)
                    .putInt(checksum(batch))
                    .put(batch)
                    .array();
        }
    }

    private static int checksum(byte[] batch) {
        CRC32C checksum = new CRC32C();
        checksum.update(batch);
        return (int) checksum.getValue();
    }

    long size() throws IOException {
        return out.getFilePointer();
    }

    /** Returns when the batch is durable; after a failure the log is as before. */
    void append(Batch batch) throws IOException {
        long before = out.getFilePointer();
        try {
            write(out, batch);
        } catch (IOException e) {
            out.setLength(before);
            out.seek(before);
            throw e;
        }
    }

    /** Puts a log that holds only {@code everything} in the place of this one. */
    void replace(Batch everything) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        RandomAccessFile written = new RandomAccessFile(next.toFile(), "rw");
        try {
            written.setLength(0);
            write(written, everything);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            written.close();
            throw e;
        }
        out.close();
        out = written;
    }

    private static void write(RandomAccessFile to, Batch batch) throws IOException {
        if (!batch.isEmpty()) {
            to.write(batch.frame());
            to.getFD().sync();
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
