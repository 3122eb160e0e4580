package io.moorage.fileserver.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a file server answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "response")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Response.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Response.Fenced.class, name = "fenced"),
    @JsonSubTypes.Type(value = Response.Declared.class, name = "declared"),
    @JsonSubTypes.Type(value = Response.Usage.class, name = "usage"),
    @JsonSubTypes.Type(value = Response.Clients.class, name = "clients"),
    @JsonSubTypes.Type(value = Response.Traffic.class, name = "traffic"),
    @JsonSubTypes.Type(value = Response.Held.class, name = "held"),
    @JsonSubTypes.Type(value = Response.Found.class, name = "found"),
    @JsonSubTypes.Type(value = Response.Directory.class, name = "directory"),
    @JsonSubTypes.Type(value = Response.Data.class, name = "data"),
    @JsonSubTypes.Type(value = Response.Removed.class, name = "removed"),
    @JsonSubTypes.Type(value = Response.Copy.class, name = "copy"),
    @JsonSubTypes.Type(value = Response.Pong.class, name = "pong"),
    @JsonSubTypes.Type(value = Response.Failed.class, name = "failed"),
})
public sealed interface Response {
    record Done() implements Response {}

    /** @param cutOff clients that the order ended, on this call or an earlier one */
    record Fenced(List<CutOff> cutOff) implements Response {
        public Fenced {
            cutOff = List.copyOf(cutOff);
        }

        /**
         * A client as it was then.
         *
         * @param owner the name that it gave itself
         * @param opens files that it had open
         * @param locks byte ranges that it had locked
         */
        public record CutOff(String fileSystemId, String address, String owner, int opens, int locks) {}
    }

    /**
     * @param serving the exports that are served now, by mount target id, with the port they are on
     * @param failing why others are not, by mount target id; the server tries them again every second
     */
    record Declared(Map<String, Integer> serving, Map<String, String> failing) implements Response {}

    /** Metered sizes by file system id (EFS DescribeFileSystems SizeInBytes), of those that were counted since the start. */
    record Usage(Map<String, Metered> fileSystems) implements Response {
        /**
         * @param iaBytes in the Infrequent Access class, not among {@code standardBytes}
         * @param archiveBytes in the Archive class, not among the others
         */
        public record Metered(long standardBytes, long iaBytes, Long archiveBytes, Instant at) {
            public Metered {
                // An earlier version knows no such class.
                archiveBytes = Objects.requireNonNullElse(archiveBytes, 0L);
            }
        }
    }

    record Clients(List<Client> clients) implements Response {
        /** @param owner the name the client gave itself */
        public record Client(
                String fileSystemId,
                String address,
                long clientId,
                String owner,
                int minorVersion,
                int opens,
                int locks) {}
    }

    /** @param at when it was counted */
    record Traffic(Instant at, List<FileSystemTraffic> fileSystems) implements Response {
        /**
         * @param connections of clients now
         * @param permittedThroughput in bytes per second, what EFS's metric of the name says
         * @param burstCreditBalance in bytes, what EFS's metric of the name says; null in the elastic mode, which has none
         */
        public record FileSystemTraffic(
                String fileSystemId,
                int connections,
                List<AddressTraffic> addresses,
                Double permittedThroughput,
                @Nullable Long burstCreditBalance) {
            public FileSystemTraffic {
                // An earlier version does not tell.
                permittedThroughput = Objects.requireNonNullElse(permittedThroughput, 0.0);
            }
        }

        /** @param work by kind: {@code METADATA}, {@code DATA_READ}, {@code DATA_WRITE}, {@code NONE} */
        public record AddressTraffic(String address, Map<String, Work> work) {}

        /**
         * Since the file server's start.
         *
         * @param nanos all requests took together
         * @param latencies requests that took less than 2^i microseconds and not less than half of that, by i
         */
        public record Work(long bytes, long nanos, List<Long> latencies) {}
    }

    record Held(List<HeldFile> files) implements Response {
        /** @param path where it is now; empty when it has no name any more */
        public record HeldFile(
                String fileSystemId, long clientId, String path, boolean reads, boolean writes, int locks) {}
    }

    record Found(ObjectListing object) implements Response {}

    /** @param next where to go on from; 0 when nothing follows */
    record Directory(List<ObjectListing> entries, long next) implements Response {}

    /** @param end whether the file ends after it */
    record Data(byte[] bytes, boolean end) implements Response {}

    /**
     * What was taken away.
     *
     * @param names how many
     * @param all whether nothing is left of what was asked
     */
    record Removed(int names, boolean all) implements Response {}

    /**
     * Where a copy stands.
     *
     * @param message why it failed; else empty
     * @param tree what was copied, when it is done
     */
    record Copy(State state, String message, @Nullable Tree tree) implements Response {
        public enum State {
            RUNNING,
            DONE,
            /** Asked for again, it is tried again. */
            FAILED
        }

        /**
         * @param moment when the file system was like that
         * @param bytes it counts for by EFS's rules
         * @param copied files whose content had to be copied
         * @param pauseMillis how long changes were held up
         */
        public record Tree(Instant moment, long objects, long bytes, long copied, long pauseMillis) {}
    }

    /** @param startedAt tells one server process from the next */
    record Pong(long processId, Instant startedAt) implements Response {}

    /** The request was refused or could not be done; nothing is half done that the next try would not finish. */
    record Failed(String message) implements Response {}
}
