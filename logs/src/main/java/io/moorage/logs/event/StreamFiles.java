package io.moorage.logs.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One stream's events: segments, the last of which grows. Guarded by its own lock. */
final class StreamFiles {
    private static final long SEGMENT_BYTES = 4 << 20;
    private static final long SEGMENT_MILLIS = 86_400_000;

    private final Path directory;
    private final List<Segment> segments = new ArrayList<>();
    private int next;
    private long sequence;

    private StreamFiles(Path directory) {
        this.directory = directory;
    }

    static StreamFiles open(Path directory) throws IOException {
        StreamFiles stream = new StreamFiles(directory);
        if (Files.isDirectory(directory)) {
            List<Path> files;
            try (Stream<Path> entries = Files.list(directory)) {
                files = entries.sorted().toList();
            }
            for (Path file : files) {
                Segment segment = Segment.open(file);
                stream.segments.add(segment);
                stream.sequence = Math.max(stream.sequence, segment.lastSequence());
                stream.next = Integer.parseInt(file.getFileName().toString()) + 1;
            }
        }
        return stream;
    }

    /** Returns the number of the last event when all are durable. */
    synchronized long append(List<EventFiles.New> events, long now) throws IOException {
        List<LogEvent> numbered = new ArrayList<>();
        long number = sequence;
        for (EventFiles.New each : events) {
            number++;
            numbered.add(new LogEvent(each.timestamp(), now, number, each.message()));
        }
        current(events.getLast().timestamp()).append(numbered);
        sequence = number;
        return number;
    }

    /** Segments are small in bytes and in time, so that they can expire. */
    private Segment current(long timestamp) throws IOException {
        if (!segments.isEmpty()) {
            Segment last = segments.getLast();
            boolean full = last.bytes() >= SEGMENT_BYTES || timestamp - last.earliest() >= SEGMENT_MILLIS;
            if (last.isEmpty() || !full) {
                return last;
            }
        }
        Files.createDirectories(directory);
        Segment fresh = Segment.open(directory.resolve("%010d".formatted(next)));
        next++;
        segments.add(fresh);
        return fresh;
    }

    /** Events from {@code from}, inclusive, to {@code to}, exclusive, in the order in which they came. */
    synchronized void read(long from, long to, Consumer<LogEvent> reader) throws IOException {
        for (Segment each : segments) {
            if (!each.isEmpty() && each.latest() >= from && each.earliest() < to) {
                each.read(event -> {
                    if (event.timestamp() >= from && event.timestamp() < to) {
                        reader.accept(event);
                    }
                });
            }
        }
    }

    /** Drops segments all of whose events happened before. */
    synchronized void expire(long before) throws IOException {
        for (Segment each : List.copyOf(segments)) {
            if (!each.isEmpty() && each.latest() < before) {
                drop(each);
            }
        }
    }

    synchronized void drop(Segment segment) throws IOException {
        segment.delete();
        segments.remove(segment);
    }

    synchronized void delete() throws IOException {
        for (Segment each : List.copyOf(segments)) {
            drop(each);
        }
        Files.deleteIfExists(directory);
    }

    synchronized List<Segment> segments() {
        return List.copyOf(segments);
    }

    synchronized EventFiles.Summary summary() {
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        long ingested = 0;
        long bytes = 0;
        for (Segment each : segments) {
            earliest = Math.min(earliest, each.earliest());
            latest = Math.max(latest, each.latest());
            ingested = Math.max(ingested, each.lastIngested());
            bytes += each.bytes();
        }
        return new EventFiles.Summary(bytes > 0, earliest, latest, ingested, bytes, sequence);
    }
}
