package io.moorage.agentwire.acs;

import org.jspecify.annotations.Nullable;

/**
 * Sent by the control plane; answered by {@link HeartbeatAckRequest}.
 *
 * @param leaseMillis to agents with {@link io.moorage.agentwire.Capabilities#LEASE} only: how long from now the agent may go on
 *     without hearing another; then it stops the containers that hold shared directories
 */
public record HeartbeatMessage(
        String messageId, boolean healthy, @Nullable Long leaseMillis) implements AcsMessage {}
