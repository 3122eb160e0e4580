package io.moorage.agent.session;

import io.moorage.agent.api.JsonApi;
import io.moorage.agent.api.Versions;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agentwire.EnvelopeCodec;
import io.moorage.agentwire.TcsUpgrade;
import io.moorage.agentwire.tcs.PublishInstanceStatusRequest;
import io.moorage.agentwire.tcs.PublishInstanceStatusRequest.InstanceStatus;
import io.moorage.agentwire.tcs.SignedFrame;
import io.moorage.agentwire.tcs.TcsMessage;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Telemetry: the container runtime's health, and what tasks use, every 20 seconds. A refusal (the instance role may lack
 * ecs:StartTelemetrySession) touches nothing else; the loop tries again with ever longer pauses.
 */
public final class TcsLoop implements Runnable {
    private static final Logger LOG = System.getLogger(TcsLoop.class.getName());
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final int PUBLISH_SECONDS = 20;

    private final Connector connector;
    private final URI endpoint;
    private final String cluster;
    private final String containerInstanceArn;
    private final String dockerVersion;
    private final InstantSource clock;
    private final Reconnect reconnect;
    private final TaskMeter meter;
    private final TaskHealths healths;
    private final EnvelopeCodec<TcsMessage> codec = TcsMessage.codec();

    public TcsLoop(
            Connector connector,
            URI endpoint,
            String cluster,
            String containerInstanceArn,
            String dockerVersion,
            TaskMeter meter,
            TaskHealths healths,
            InstantSource clock,
            RandomGenerator random) {
        this.meter = meter;
        this.healths = healths;
        this.connector = connector;
        this.endpoint = endpoint;
        this.cluster = cluster;
        this.containerInstanceArn = containerInstanceArn;
        this.dockerVersion = dockerVersion;
        this.clock = clock;
        this.reconnect = new Reconnect(LONGEST_PAUSE, random);
    }

    @Override
    public void run() {
        TcsUpgrade upgrade =
                new TcsUpgrade(cluster, containerInstanceArn, Versions.AGENT, Versions.HASH, dockerVersion);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Connector.Connection connection = connector.open(endpoint, upgrade.query(), _ -> {});
                LOG.log(Level.INFO, "TCS connected");
                try {
                    publish(connection);
                } catch (RuntimeException e) {
                    connection.abort();
                    throw e;
                }
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.DEBUG, "TCS: {0}", e.getMessage());
            }
            try {
                Thread.sleep(reconnect.next());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void publish(Connector.Connection connection) throws IOException {
        while (true) {
            connection.send(frame(connection, status()));
            for (TcsMessage usage : usage()) {
                connection.send(frame(connection, usage));
            }
            try {
                connection.closed().get(PUBLISH_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                reconnect.reset();
            } catch (ExecutionException e) {
                throw new IOException(e);
            } catch (InterruptedException e) {
                connection.abort();
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private TcsMessage status() {
        Instant now = clock.instant();
        return new PublishInstanceStatusRequest(
                new PublishInstanceStatusRequest.Metadata(
                        cluster, containerInstanceArn, UUID.randomUUID().toString()),
                List.of(new InstanceStatus("ContainerRuntime", "OK", now, now)),
                now);
    }

    /** Nothing when the runtime does not answer. */
    private List<TcsMessage> usage() {
        try {
            List<TcsMessage> all = new ArrayList<>(meter.measure(
                    cluster, containerInstanceArn, UUID.randomUUID().toString(), clock.instant()));
            healths.look(cluster, containerInstanceArn, UUID.randomUUID().toString(), clock.instant())
                    .ifPresent(all::add);
            return all;
        } catch (RuntimeFailure e) {
            LOG.log(Level.DEBUG, "what tasks use is not known: {0}", e.getMessage());
            return List.of();
        }
    }

    private String frame(Connector.Connection connection, TcsMessage message) throws IOException {
        String json = codec.encode(message);
        Map<String, String> headers = new LinkedHashMap<>(connection.frameSignature(json));
        headers.put("Host", JsonApi.hostHeader(endpoint));
        return new SignedFrame(headers, json).format();
    }
}
