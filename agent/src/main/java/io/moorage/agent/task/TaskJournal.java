package io.moorage.agent.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.moorage.agent.task.TaskView.Reported;
import io.moorage.agentwire.Absent;
import io.moorage.agentwire.acs.TaskPayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Remembers accepted tasks over restarts of the agent: one small file a task, replaced atomically and synced. */
public final class TaskJournal {
    private static final String SUFFIX = ".json";

    private final Path directory;
    private final JsonMapper json = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public TaskJournal(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param stopReason empty while the task is to run
     * @param sharedDirectories on network file systems, that its containers may hold; written before any is made
     */
    public record Entry(TaskPayload payload, String stopReason, Reported reported, List<String> sharedDirectories) {
        public Entry {
            // An earlier agent did not write them.
            sharedDirectories = Absent.orEmpty(sharedDirectories);
        }

        static Entry accepted(TaskPayload payload) {
            return new Entry(payload, "", Reported.NOTHING, List.of());
        }

        /** It is to end; the first reason stays. */
        Entry ending(String reason) {
            return stopReason.isEmpty() ? new Entry(payload, reason, reported, sharedDirectories) : this;
        }
    }

    /** Safe for use by many threads: a task's runner and who asks for its end may both have something to remember. */
    public synchronized void put(Entry entry) {
        Path file = file(entry.payload().arn());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            byte[] bytes = json.writeValueAsString(entry).getBytes(StandardCharsets.UTF_8);
            try (FileChannel channel = FileChannel.open(
                    fresh, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                channel.write(ByteBuffer.wrap(bytes));
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot journal " + entry.payload().arn(), e);
        }
    }

    public synchronized void remove(String taskArn) {
        try {
            Files.deleteIfExists(file(taskArn));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot forget " + taskArn, e);
        }
    }

    /** Every remembered task; a file that cannot be read is left alone and not returned. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(SUFFIX))::iterator) {
                try {
                    entries.add(json.readValue(Files.readString(file), Entry.class));
                } catch (IOException e) {
                    System.getLogger(TaskJournal.class.getName())
                            .log(System.Logger.Level.WARNING, "unreadable task file " + file, e);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    private Path file(String taskArn) {
        return directory.resolve(
                taskArn.substring(taskArn.lastIndexOf('/') + 1).replaceAll("[^a-zA-Z0-9-]", "_") + SUFFIX);
    }
}
