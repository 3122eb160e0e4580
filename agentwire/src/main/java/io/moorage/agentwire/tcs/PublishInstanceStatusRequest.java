package io.moorage.agentwire.tcs;

import io.moorage.agentwire.Absent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Health of the container runtime, each 20 s. */
public record PublishInstanceStatusRequest(
        Metadata metadata,
        List<InstanceStatus> statuses,
        @Nullable Instant timestamp) implements TcsMessage {
    public PublishInstanceStatusRequest {
        statuses = Absent.orEmpty(statuses);
    }

    public record Metadata(
            @Nullable String cluster,
            @Nullable String containerInstance,
            @Nullable String requestId) {}

    /** @param status {@code INITIALIZING}, {@code OK} or {@code IMPAIRED} */
    public record InstanceStatus(
            String type,
            String status,
            @Nullable Instant lastUpdated,
            @Nullable Instant lastStatusChange) {}
}
