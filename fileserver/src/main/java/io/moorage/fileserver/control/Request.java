package io.moorage.fileserver.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the control plane asks of a file server. Every request may be repeated. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "request")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Request.Declare.class, name = "declare"),
    @JsonSubTypes.Type(value = Request.Fence.class, name = "fence"),
    @JsonSubTypes.Type(value = Request.Guard.class, name = "guard"),
    @JsonSubTypes.Type(value = Request.GetUsage.class, name = "usage"),
    @JsonSubTypes.Type(value = Request.ListClients.class, name = "clients"),
    @JsonSubTypes.Type(value = Request.GetTraffic.class, name = "traffic"),
    @JsonSubTypes.Type(value = Request.ListHeld.class, name = "held"),
    @JsonSubTypes.Type(value = Request.Look.class, name = "look"),
    @JsonSubTypes.Type(value = Request.ListDirectory.class, name = "list"),
    @JsonSubTypes.Type(value = Request.Read.class, name = "read"),
    @JsonSubTypes.Type(value = Request.Put.class, name = "put"),
    @JsonSubTypes.Type(value = Request.MakeDirectory.class, name = "mkdir"),
    @JsonSubTypes.Type(value = Request.Remove.class, name = "remove"),
    @JsonSubTypes.Type(value = Request.Visit.class, name = "visit"),
    @JsonSubTypes.Type(value = Request.Snapshot.class, name = "snapshot"),
    @JsonSubTypes.Type(value = Request.Restore.class, name = "restore"),
    @JsonSubTypes.Type(value = Request.Replicate.class, name = "replicate"),
    @JsonSubTypes.Type(value = Request.EndReplication.class, name = "end-replication"),
    @JsonSubTypes.Type(value = Request.Ping.class, name = "ping"),
    @JsonSubTypes.Type(value = Request.Shutdown.class, name = "shutdown"),
})
public sealed interface Request {
    /**
     * These exports and no others. Answered by {@link Response.Declared} when the server did what it could at once.
     *
     * @param terms of the file systems, also of those that are exported nowhere, which are kept open for their administrator; one
     *     without is served as it is, to everyone
     */
    record Declare(List<Export> exports, List<FileSystemTerms> terms) implements Request {
        public Declare {
            exports = List.copyOf(Objects.requireNonNull(exports, "exports"));
            terms = List.copyOf(Objects.requireNonNullElse(terms, List.of()));
        }
    }

    /**
     * Answered by {@link Response.Fenced} when the order is on disk and in force: no request from the addresses can reach a
     * file system any more, or they are let in again.
     */
    record Fence(FenceOrder order) implements Request {
        public Fence {
            Objects.requireNonNull(order, "order");
        }
    }

    /**
     * Answered by {@link Response.Done} when the order is on disk and in force: what others had open for writing in the directory
     * is closed, none of their requests can change anything there any more, or it is everybody's again.
     */
    record Guard(GuardOrder order) implements Request {
        public Guard {
            Objects.requireNonNull(order, "order");
        }
    }

    /** Answered by {@link Response.Usage}. */
    record GetUsage() implements Request {}

    /** Answered by {@link Response.Clients}. */
    record ListClients() implements Request {}

    /** What was done for whom. Answered by {@link Response.Traffic}. */
    record GetTraffic() implements Request {}

    /** What is open, at most {@code most} files of each file system. Answered by {@link Response.Held}. */
    record ListHeld(int most) implements Request {}

    /** What one object is. Paths are absolute within the file system; links are not followed. Answered by {@link Response.Found}. */
    record Look(String fileSystemId, String path) implements Errand {}

    /** Entries from after {@code cookie}, 0 for the first. Answered by {@link Response.Directory}. */
    record ListDirectory(String fileSystemId, String path, long cookie) implements Errand {}

    /** At most {@code count} bytes of a file. Answered by {@link Response.Data}. */
    record Read(String fileSystemId, String path, long offset, int count) implements Errand {}

    /**
     * A part of a file that is to be put in place when its last part is there: until then nobody sees it under its name, and
     * a part at 0 begins anew. Answered by {@link Response.Done}, after the last part when all is durable.
     *
     * @param mode permission bits
     * @param last whether the file ends here
     */
    record Put(String fileSystemId, String path, long offset, byte[] data, int mode, boolean last) implements Errand {}

    /** A directory that may be there already. Answered by {@link Response.Done}. */
    record MakeDirectory(String fileSystemId, String path, int mode) implements Errand {}

    /**
     * Takes away a name, and all below it if it is a directory's, at most {@code most} names at once. Answered by
     * {@link Response.Removed}, which says whether to ask again.
     */
    record Remove(String fileSystemId, String path, int most) implements Errand {}

    /**
     * An errand of a person rather than of the administrator: done as an encrypted client of that identity would be let do it, by the
     * file system's policy and theirs, behind the access point, and not where another is the single writer. Answered as the
     * errand is.
     *
     * @param accessPointId null: not through one; the errand's path is within it
     * @param root false: as nobody (65534) where the access point has no user of its own
     * @param errand an {@link Errand}
     */
    record Visit(@Nullable String accessPointId, IdentityAnswer.Holder visitor, boolean root, Request errand)
            implements Request {
        public Visit {
            Objects.requireNonNull(visitor, "visitor");
            if (!(errand instanceof Errand)) {
                throw new IllegalArgumentException("no errand: " + errand);
            }
        }
    }

    /** What is done at a path of one file system. */
    sealed interface Errand extends Request {
        String fileSystemId();
    }

    /**
     * A copy of a file system as it is at one moment. Asked for until it is done; the directory is there when it is, and not
     * before. Answered by {@link Response.Copy}.
     *
     * @param directory absolute path of what is made
     * @param reference an earlier copy, whose files are shared as far as they have not changed; null: there is none
     */
    record Snapshot(
            String fileSystemId, String directory, @Nullable String reference) implements Request {}

    /**
     * A copy put into a new directory of a file system's root. Asked for until it is done. Answered by {@link Response.Copy}.
     *
     * @param directory absolute path of the copy
     * @param name of the new directory
     */
    record Restore(String directory, String fileSystemId, String name) implements Request {}

    /**
     * One round of making a file system as another is at one moment. Asked for until it is done; asked for again, another
     * round begins. Answered by {@link Response.Copy}.
     *
     * @param stage absolute path of a directory for this replication alone, where the source's copy is kept
     */
    record Replicate(String sourceFileSystemId, String fileSystemId, String stage) implements Request {}

    /**
     * The last round that had all of the source is brought to its end, and the stage may be removed. Asked for until it is
     * done. Answered by {@link Response.Copy}.
     */
    record EndReplication(String fileSystemId, String stage) implements Request {}

    /** Answered by {@link Response.Pong}. */
    record Ping() implements Request {}

    /** Answered by {@link Response.Done}, then the server ends; clients may reclaim what they hold from the next one. */
    record Shutdown() implements Request {}
}
