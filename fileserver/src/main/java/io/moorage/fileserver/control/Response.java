package io.moorage.fileserver.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a file server answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "response")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Response.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Response.Declared.class, name = "declared"),
    @JsonSubTypes.Type(value = Response.Usage.class, name = "usage"),
    @JsonSubTypes.Type(value = Response.Clients.class, name = "clients"),
    @JsonSubTypes.Type(value = Response.Pong.class, name = "pong"),
    @JsonSubTypes.Type(value = Response.Failed.class, name = "failed"),
})
public sealed interface Response {
    record Done() implements Response {}

    /**
     * @param serving the exports that are served now, by mount target id, with the port they are on
     * @param failing why others are not, by mount target id; the server tries them again every second
     */
    record Declared(Map<String, Integer> serving, Map<String, String> failing) implements Response {}

    /** Metered sizes by file system id (EFS DescribeFileSystems SizeInBytes), of those that were counted since the start. */
    record Usage(Map<String, Metered> fileSystems) implements Response {
        /** @param iaBytes in the Infrequent Access class, not among {@code standardBytes} */
        public record Metered(long standardBytes, long iaBytes, Instant at) {}
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

    /** @param startedAt tells one server process from the next */
    record Pong(long processId, Instant startedAt) implements Response {}

    /** The request was refused or could not be done; nothing is half done that the next try would not finish. */
    record Failed(String message) implements Response {}
}
