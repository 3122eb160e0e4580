package io.moorage.agent.session;

import io.moorage.agent.api.Versions;
import io.moorage.agent.task.TaskEngine;
import io.moorage.agent.volume.Mounter;
import io.moorage.agent.volume.VolumeManager;
import io.moorage.agentwire.AcsUpgrade;
import io.moorage.agentwire.Decoded;
import io.moorage.agentwire.EnvelopeCodec;
import io.moorage.agentwire.acs.AckRequest;
import io.moorage.agentwire.acs.AcsMessage;
import io.moorage.agentwire.acs.AttachTaskNetworkInterfacesMessage;
import io.moorage.agentwire.acs.HeartbeatAckRequest;
import io.moorage.agentwire.acs.HeartbeatMessage;
import io.moorage.agentwire.acs.IAMRoleCredentialsAckRequest;
import io.moorage.agentwire.acs.IAMRoleCredentialsMessage;
import io.moorage.agentwire.acs.InstanceStateReport;
import io.moorage.agentwire.acs.PayloadMessage;
import io.moorage.agentwire.acs.PrefetchImagesMessage;
import io.moorage.agentwire.acs.StartExecMessage;
import io.moorage.agentwire.acs.StopAndConfirmMessage;
import io.moorage.agentwire.acs.TaskManifestMessage;
import io.moorage.agentwire.acs.TaskPayload;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Answers what the control plane says on ACS. One message at a time, in order, on the connection's thread; what takes
 * long is handed on.
 */
public final class AcsSession {
    private static final Logger LOG = System.getLogger(AcsSession.class.getName());

    private final String cluster;
    private final String containerInstanceArn;
    private final String bootId;
    private final TaskEngine engine;
    private final Mounter mounter;
    private final Attachments attachments;
    private final ExecSessions execSessions;
    private final StopOrders stopOrders;
    private final Lease lease;
    private final LongSupplier nanoClock;
    private List<InstanceStateReport.NetworkMount> told = List.of();
    private final EnvelopeCodec<AcsMessage> codec = AcsMessage.codec();

    public AcsSession(
            String cluster,
            String containerInstanceArn,
            String bootId,
            TaskEngine engine,
            Mounter mounter,
            Attachments attachments,
            ExecSessions execSessions,
            Lease lease,
            LongSupplier nanoClock) {
        this.cluster = cluster;
        this.containerInstanceArn = containerInstanceArn;
        this.bootId = bootId;
        this.engine = engine;
        this.mounter = mounter;
        this.attachments = attachments;
        this.execSessions = execSessions;
        this.stopOrders = new StopOrders(bootId, engine, mounter);
        this.lease = lease;
        this.nanoClock = nanoClock;
    }

    AcsUpgrade upgrade(String dockerVersion, boolean first) {
        return new AcsUpgrade(cluster, containerInstanceArn, Versions.AGENT, Versions.HASH, dockerVersion, first);
    }

    /** The first thing said on each connection: what is really here. */
    String greeting() {
        return report(mounts());
    }

    /** What is really here, if other network file systems are mounted than was said last; on the connection's thread. */
    Optional<String> news() {
        List<InstanceStateReport.NetworkMount> now = mounts();
        return now.equals(told) ? Optional.empty() : Optional.of(report(now));
    }

    private String report(List<InstanceStateReport.NetworkMount> mounts) {
        told = mounts;
        return codec.encode(new InstanceStateReport(bootId, engine.running(), mounts));
    }

    private List<InstanceStateReport.NetworkMount> mounts() {
        return mounter.mounted().network().stream()
                .filter(mount -> !mount.directory().startsWith(VolumeManager.DIRECTORY))
                .map(mount ->
                        new InstanceStateReport.NetworkMount(mount.directory().toString(), mount.source()))
                .toList();
    }

    void receive(String frame, Consumer<String> reply) {
        switch (codec.decode(frame)) {
            case Decoded.Message<AcsMessage> known ->
                handle(known.message(), message -> reply.accept(codec.encode(message)));
            case Decoded.UnknownType<AcsMessage> unknown ->
                LOG.log(Level.WARNING, "ignored a message of unknown type {0}", unknown.type());
            case Decoded.Malformed<AcsMessage> malformed ->
                LOG.log(Level.WARNING, "ignored an unreadable message: {0}", malformed.reason());
        }
    }

    private void handle(AcsMessage message, Consumer<AcsMessage> reply) {
        switch (message) {
            case HeartbeatMessage heartbeat -> {
                if (heartbeat.leaseMillis() != null) {
                    lease.renew(nanoClock.getAsLong(), Duration.ofMillis(heartbeat.leaseMillis()));
                }
                reply.accept(new HeartbeatAckRequest(heartbeat.messageId()));
            }
            case PayloadMessage payload -> {
                payload.tasks().stream().filter(TaskPayload::stops).forEach(engine::accept);
                payload.tasks().stream().filter(task -> !task.stops()).forEach(engine::accept);
                reply.accept(new AckRequest(cluster, containerInstanceArn, payload.messageId()));
            }
            case TaskManifestMessage manifest ->
                reply.accept(new AckRequest(cluster, containerInstanceArn, manifest.messageId()));
            case IAMRoleCredentialsMessage credentials -> {
                engine.refresh(credentials);
                reply.accept(new IAMRoleCredentialsAckRequest(
                        credentials.roleCredentials().credentialsId(),
                        credentials.roleCredentials().expiration(),
                        credentials.messageId()));
            }
            case AttachTaskNetworkInterfacesMessage attach -> {
                reply.accept(new AckRequest(attach.clusterArn(), containerInstanceArn, attach.messageId()));
                attachments.await(attach);
            }
            case StartExecMessage start -> execSessions.start(start);
            case PrefetchImagesMessage prefetch -> engine.prefetch(prefetch.images());
            case StopAndConfirmMessage order -> stopOrders.take(order, reply::accept);
            default ->
                LOG.log(Level.DEBUG, "nothing to do for {0}", message.getClass().getSimpleName());
        }
    }
}
