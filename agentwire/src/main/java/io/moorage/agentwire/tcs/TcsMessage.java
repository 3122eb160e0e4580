package io.moorage.agentwire.tcs;

import io.moorage.agentwire.EnvelopeCodec;
import java.util.List;

/** A message on TCS, of either direction. */
public sealed interface TcsMessage
        permits PublishMetricsRequest,
                PublishHealthRequest,
                PublishInstanceStatusRequest,
                AckPublishMetric,
                AckPublishHealth,
                AckPublishInstanceStatus,
                HeartbeatMessage {
    static EnvelopeCodec<TcsMessage> codec() {
        return new EnvelopeCodec<>(List.of(
                PublishMetricsRequest.class,
                PublishHealthRequest.class,
                PublishInstanceStatusRequest.class,
                AckPublishMetric.class,
                AckPublishHealth.class,
                AckPublishInstanceStatus.class,
                HeartbeatMessage.class));
    }
}
