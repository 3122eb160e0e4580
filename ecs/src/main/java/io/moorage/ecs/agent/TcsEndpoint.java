package io.moorage.ecs.agent;

import io.moorage.agentwire.Decoded;
import io.moorage.agentwire.EnvelopeCodec;
import io.moorage.agentwire.TcsUpgrade;
import io.moorage.agentwire.UpgradeRefusal;
import io.moorage.agentwire.tcs.AckPublishHealth;
import io.moorage.agentwire.tcs.AckPublishInstanceStatus;
import io.moorage.agentwire.tcs.AckPublishMetric;
import io.moorage.agentwire.tcs.PublishHealthRequest;
import io.moorage.agentwire.tcs.PublishInstanceStatusRequest;
import io.moorage.agentwire.tcs.PublishMetricsRequest;
import io.moorage.agentwire.tcs.SignedFrame;
import io.moorage.agentwire.tcs.TcsMessage;
import io.moorage.awsapi.WebSocketConnection;
import io.moorage.awsapi.WebSocketListener;
import io.moorage.awsapi.WebSocketRoute;
import io.moorage.ecs.loop.TaskWrites;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskContainer;
import io.moorage.store.EcsTables;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * {@code ecs:StartTelemetrySession}: an agent opens TCS. Refused without the permission; ACS goes on without it.
 *
 * <p>Every frame of an agent carries a signature of its own. One that does not hold ends the connection.
 */
public final class TcsEndpoint implements WebSocketRoute.Handler {
    private static final Logger LOG = System.getLogger(TcsEndpoint.class.getName());

    /** RFC 6455 section 7.4.1: policy violation. */
    private static final int POLICY_VIOLATION = 1008;

    private final EnvelopeCodec<TcsMessage> codec = TcsMessage.codec();
    private final Store store;
    private final TaskWrites writes;
    private final InstantSource clock;
    private final Admission admission;
    private final TaskUsage usage;

    public TcsEndpoint(Store store, TaskWrites writes, TaskUsage usage, InstantSource clock) {
        this.usage = usage;
        this.store = store;
        this.writes = writes;
        this.clock = clock;
        this.admission = new Admission(store, clock);
    }

    @Override
    public WebSocketRoute.Outcome upgrade(WebSocketRoute.Upgrade upgrade) {
        return admission.admit(
                upgrade.context().principal(),
                "ecs:StartTelemetrySession",
                TcsUpgrade.of(upgrade.query()).containerInstance(),
                instance -> new Listener(instance, upgrade.signatures()));
    }

    @Override
    public List<String> resources(WebSocketRoute.Upgrade upgrade) {
        return List.of(TcsUpgrade.of(upgrade.query()).containerInstance());
    }

    @Override
    public String errorBody(String code, String message) {
        return new UpgradeRefusal(code, message).body();
    }

    private final class Listener implements WebSocketListener {
        private final ContainerInstance instance;
        private final WebSocketRoute.FrameSignatures signatures;
        private final Garbage garbage;

        Listener(ContainerInstance instance, WebSocketRoute.FrameSignatures signatures) {
            this.instance = instance;
            this.signatures = signatures;
            this.garbage = new Garbage(instance.id());
        }

        @Override
        public void onText(WebSocketConnection connection, String text) {
            Optional<SignedFrame> frame =
                    SignedFrame.parse(text).filter(each -> signatures.hold(each.headers(), each.json()));
            if (frame.isEmpty()) {
                LOG.log(Level.WARNING, "telemetry of {0} is not signed by its agent", instance.id());
                connection.close(POLICY_VIOLATION, "The signature of the frame does not hold.");
                return;
            }
            switch (codec.decode(frame.get().json())) {
                case Decoded.Message<TcsMessage>(TcsMessage message) -> received(connection, message);
                case Decoded.UnknownType<TcsMessage>(String type) ->
                    LOG.log(Level.DEBUG, "{0} sent an unknown {1}", instance.id(), type);
                case Decoded.Malformed<TcsMessage>(String reason) -> garbage.heard(connection, reason);
            }
        }

        @Override
        public void onClose(int code, String reason) {
            LOG.log(Level.DEBUG, "{0} closed telemetry: {1} {2}", instance.id(), code, reason);
        }

        private void received(WebSocketConnection connection, TcsMessage message) {
            switch (message) {
                case PublishMetricsRequest metrics -> {
                    usage.heard(instance, metrics, clock.instant());
                    answer(connection, AckPublishMetric.OK);
                }
                case PublishHealthRequest health -> {
                    record(instance, health);
                    answer(connection, AckPublishHealth.OK);
                }
                case PublishInstanceStatusRequest status -> {
                    record(instance, status);
                    answer(connection, AckPublishInstanceStatus.OK);
                }
                // What this side sends itself says nothing when it comes from there.
                default -> {}
            }
        }

        private void answer(WebSocketConnection connection, TcsMessage message) {
            try {
                connection.send(codec.encode(message));
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "{0} is gone from telemetry: {1}", instance.id(), e.getMessage());
            }
        }
    }

    private void record(ContainerInstance instance, PublishInstanceStatusRequest status) {
        boolean impaired =
                status.statuses().stream().anyMatch(each -> each.status().equals("IMPAIRED"));
        store.transact(tx -> {
            tx.find(EcsTables.CONTAINER_INSTANCES, instance.arn())
                    .filter(each -> each.runtimeImpaired() != impaired)
                    .ifPresent(each -> tx.update(EcsTables.CONTAINER_INSTANCES, each.withRuntimeImpaired(impaired)));
            return impaired;
        });
    }

    /** It speaks for the tasks of its own instance only. The agent leaves an unhealthy essential container running: stopping its task is for ECS to say. */
    private void record(ContainerInstance instance, PublishHealthRequest health) {
        Instant now = clock.instant();
        store.transact(tx -> {
            health.tasks().forEach(each -> tx.find(EcsTables.TASKS, each.taskArn())
                    .filter(task ->
                            !task.stopped() && task.containerInstanceArn().equals(instance.arn()))
                    .ifPresent(task -> record(tx, task, each, now)));
            return now;
        });
    }

    private void record(Transaction tx, Task task, PublishHealthRequest.TaskHealth health, Instant now) {
        List<TaskContainer> containers = task.containers().stream()
                .map(container -> health.containers().stream()
                        .filter(each -> each.containerName().equals(container.name()))
                        .findFirst()
                        .map(each -> container.withHealth(each.healthStatus()))
                        .orElse(container))
                .toList();
        if (containers.equals(task.containers())) {
            return;
        }
        writes.save(tx, task, task.withContainers(containers), now);
    }
}
