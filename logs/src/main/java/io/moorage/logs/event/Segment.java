package io.moorage.logs.event;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * A part of a stream: a file of events one after the other, each with its length and checksum. The last that is whole counts;
 * what follows was being written when the power went. Not thread-safe.
 */
final class Segment {
    private static final int HEAD_BYTES = 8;
    private static final int FIXED_BYTES = 24;
    private static final int LARGEST_EVENT = 4 << 20;

    private final Path file;
    private long bytes;
    private long earliest = Long.MAX_VALUE;
    private long latest = Long.MIN_VALUE;
    private long lastIngested;
    private long lastSequence;

    private Segment(Path file) {
        this.file = file;
    }

    /** What a file holds; what is not whole at its end is cut off. */
    static Segment open(Path file) throws IOException {
        Segment segment = new Segment(file);
        if (Files.exists(file)) {
            segment.scan(event -> {});
            try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
                out.setLength(segment.bytes);
            }
        }
        return segment;
    }

    /** Returns when the events are durable; after a failure the segment is as before. */
    void append(List<LogEvent> events) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            byte[] batch = frames(events);
            try {
                out.seek(bytes);
                out.write(batch);
                out.getFD().sync();
            } catch (IOException e) {
                out.setLength(bytes);
                throw e;
            }
            bytes += batch.length;
        }
        events.forEach(this::note);
    }

    private static byte[] frames(List<LogEvent> events) {
        List<byte[]> messages = events.stream()
                .map(each -> each.message().getBytes(StandardCharsets.UTF_8))
                .toList();
        int total = messages.stream()
                .mapToInt(each -> HEAD_BYTES + FIXED_BYTES + each.length)
                .sum();
        ByteBuffer all = ByteBuffer.allocate(total);
        for (int i = 0; i < events.size(); i++) {
            LogEvent event = events.get(i);
            byte[] body = ByteBuffer.allocate(FIXED_BYTES + messages.get(i).length)
                    .putLong(event.timestamp())
                    .putLong(event.ingested())
                    .putLong(event.sequence())
                    .put(messages.get(i))
                    .array();
            all.putInt(body.length).putInt(checksum(body)).put(body);
        }
        return all.array();
    }

    private static int checksum(byte[] body) {
        CRC32C checksum = new CRC32C();
        checksum.update(body);
        return (int) checksum.getValue();
    }

    private void note(LogEvent event) {
        earliest = Math.min(earliest, event.timestamp());
        latest = Math.max(latest, event.timestamp());
        lastIngested = Math.max(lastIngested, event.ingested());
        lastSequence = event.sequence();
    }

    /** Every event that was durable when the call began, in the order in which they came. */
    void read(Consumer<LogEvent> reader) throws IOException {
        if (bytes > 0) {
            read(bytes, reader);
        }
    }

    private void scan(Consumer<LogEvent> reader) throws IOException {
        bytes = read(Long.MAX_VALUE, event -> {
            note(event);
            reader.accept(event);
        });
    }

    /** Returns how many bytes are whole events. */
    private long read(long most, Consumer<LogEvent> reader) throws IOException {
        long whole = 0;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            while (whole < most) {
                int length = in.readInt();
                int checksum = in.readInt();
                if (length < FIXED_BYTES || length > LARGEST_EVENT) {
                    return whole;
                }
                byte[] body = in.readNBytes(length);
                if (body.length < length || checksum(body) != checksum) {
                    return whole;
                }
                ByteBuffer fixed = ByteBuffer.wrap(body);
                reader.accept(new LogEvent(
                        fixed.getLong(),
                        fixed.getLong(),
                        fixed.getLong(),
                        new String(body, FIXED_BYTES, length - FIXED_BYTES, StandardCharsets.UTF_8)));
                whole += HEAD_BYTES + length;
            }
            return whole;
        } catch (EOFException e) {
            return whole;
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
        bytes = 0;
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return bytes == 0;
    }

    long earliest() {
        return earliest;
    }

    long latest() {
        return latest;
    }

    long lastIngested() {
        return lastIngested;
    }

    long lastSequence() {
        return lastSequence;
    }
}
