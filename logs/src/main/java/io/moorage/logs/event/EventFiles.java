package io.moorage.logs.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Events below one directory, which has one directory for each stream. Thread-safe. */
public final class EventFiles {
    private final Path root;
    private final long mostBytes;
    private final Map<String, StreamFiles> streams = new ConcurrentHashMap<>();

    /** @param mostBytes when all streams together are larger, the oldest events go */
    public EventFiles(Path root, long mostBytes) {
        this.root = root;
        this.mostBytes = mostBytes;
    }

    /**
     * What a stream holds; times in milliseconds since 1970.
     *
     * @param any whether there are events; without any the times mean nothing
     */
    public record Summary(boolean any, long earliest, long latest, long lastIngested, long bytes, long lastSequence) {}

    /** An event that has no number yet. */
    public record New(long timestamp, String message) {}

    private StreamFiles stream(String id) {
        return streams.computeIfAbsent(id, each -> {
            try {
                return StreamFiles.open(root.resolve(each));
            } catch (IOException e) {
                throw new UncheckedIOException("the events of the log stream " + each + " cannot be read", e);
            }
        });
    }

    /** Returns the number of the last event when all of them are durable. */
    public long append(String streamId, List<New> events, long now) throws IOException {
        return stream(streamId).append(events, now);
    }

    /** Events from {@code from}, inclusive, to {@code to}, exclusive, in the order in which they came. */
    public void read(String streamId, long from, long to, Consumer<LogEvent> reader) {
        try {
            stream(streamId).read(from, to, reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the events of the log stream " + streamId + " cannot be read", e);
        }
    }

    public Summary summary(String streamId) {
        return stream(streamId).summary();
    }

    /** Drops what happened before, in whole segments: less may go than has expired. */
    public void expire(String streamId, long before) throws IOException {
        stream(streamId).expire(before);
    }

    /**
     * Deletes the events of streams that are gone.
     *
     * @param streamIds those that there are; asked after it is known whose events are there, so that a new stream is among them
     */
    public void keepOnly(Supplier<Set<String>> streamIds) throws IOException {
        if (!Files.isDirectory(root)) {
            return;
        }
        List<String> present;
        try (Stream<Path> entries = Files.list(root)) {
            present = entries.map(each -> each.getFileName().toString()).toList();
        }
        Set<String> kept = streamIds.get();
        for (String each : present) {
            if (!kept.contains(each)) {
                stream(each).delete();
                streams.remove(each);
            }
        }
    }

    /** Drops the oldest segments while all are too large. */
    public void bound() throws IOException {
        record Owned(StreamFiles stream, Segment segment) {}
        List<Owned> all = streams.values().stream()
                .flatMap(stream -> stream.segments().stream().map(each -> new Owned(stream, each)))
                .filter(each -> !each.segment().isEmpty())
                .sorted(Comparator.comparing(each -> each.segment().latest()))
                .toList();
        long bytes = all.stream().mapToLong(each -> each.segment().bytes()).sum();
        for (Owned each : all) {
            if (bytes <= mostBytes) {
                return;
            }
            bytes -= each.segment().bytes();
            each.stream().drop(each.segment());
        }
    }
}
