package io.moorage.agentwire.acs;

import io.moorage.agentwire.Absent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task's interface is being plugged in: the agent acknowledges, waits for it, and reports it {@code ATTACHED} by
 * SubmitTaskStateChange.
 */
public record AttachTaskNetworkInterfacesMessage(
        String messageId,
        String clusterArn,
        String containerInstanceArn,
        String taskArn,
        @Nullable String taskClusterArn,
        List<ElasticNetworkInterface> elasticNetworkInterfaces,
        long generatedAt,
        long waitTimeoutMs)
        implements AcsMessage {
    public AttachTaskNetworkInterfacesMessage {
        elasticNetworkInterfaces = Absent.orEmpty(elasticNetworkInterfaces);
    }
}
