package io.moorage.agentwire.acs;

import io.moorage.agentwire.EnvelopeCodec;
import java.util.List;

/** A message on ACS, of either direction. */
public sealed interface AcsMessage
        permits HeartbeatMessage,
                HeartbeatAckRequest,
                AckRequest,
                NackRequest,
                PayloadMessage,
                IAMRoleCredentialsMessage,
                IAMRoleCredentialsAckRequest,
                TaskManifestMessage,
                TaskStopVerificationMessage,
                TaskStopVerificationAck,
                PrefetchImagesMessage,
                InstanceStateReport,
                StopAndConfirmMessage,
                StopConfirmation,
                AttachTaskNetworkInterfacesMessage,
                StartExecMessage {
    /** A codec of all of them; immutable, one is enough for all connections. */
    static EnvelopeCodec<AcsMessage> codec() {
        return new EnvelopeCodec<>(List.of(
                HeartbeatMessage.class,
                HeartbeatAckRequest.class,
                AckRequest.class,
                NackRequest.class,
                PayloadMessage.class,
                IAMRoleCredentialsMessage.class,
                IAMRoleCredentialsAckRequest.class,
                TaskManifestMessage.class,
                TaskStopVerificationMessage.class,
                TaskStopVerificationAck.class,
                PrefetchImagesMessage.class,
                InstanceStateReport.class,
                StopAndConfirmMessage.class,
                StopConfirmation.class,
                AttachTaskNetworkInterfacesMessage.class,
                StartExecMessage.class));
    }
}
