package io.moorage.fileserver.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Objects;

/** What the control plane asks of a file server. Every request may be repeated. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "request")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Request.Declare.class, name = "declare"),
    @JsonSubTypes.Type(value = Request.Fence.class, name = "fence"),
    @JsonSubTypes.Type(value = Request.GetUsage.class, name = "usage"),
    @JsonSubTypes.Type(value = Request.ListClients.class, name = "clients"),
    @JsonSubTypes.Type(value = Request.Ping.class, name = "ping"),
    @JsonSubTypes.Type(value = Request.Shutdown.class, name = "shutdown"),
})
public sealed interface Request {
    /**
     * These exports and no others. Answered by {@link Response.Declared} when the server did what it could at once.
     *
     * @param terms of the file systems, also of those that are exported nowhere; one without is served as it is, to everyone
     */
    record Declare(List<Export> exports, List<FileSystemTerms> terms) implements Request {
        public Declare {
            exports = List.copyOf(Objects.requireNonNull(exports, "exports"));
            terms = List.copyOf(Objects.requireNonNullElse(terms, List.of()));
        }
    }

    /**
     * Answered by {@link Response.Done} when the order is on disk and in force: no request from the addresses can reach a
     * file system any more, or they are let in again.
     */
    record Fence(FenceOrder order) implements Request {
        public Fence {
            Objects.requireNonNull(order, "order");
        }
    }

    /** Answered by {@link Response.Usage}. */
    record GetUsage() implements Request {}

    /** Answered by {@link Response.Clients}. */
    record ListClients() implements Request {}

    /** Answered by {@link Response.Pong}. */
    record Ping() implements Request {}

    /** Answered by {@link Response.Done}, then the server ends; clients may reclaim what they hold from the next one. */
    record Shutdown() implements Request {}
}
