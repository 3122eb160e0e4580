package io.moorage.ecs.agent;

import io.moorage.agentwire.AcsUpgrade;
import io.moorage.agentwire.Decoded;
import io.moorage.agentwire.EnvelopeCodec;
import io.moorage.agentwire.UpgradeRefusal;
import io.moorage.agentwire.acs.AcsMessage;
import io.moorage.awsapi.WebSocketConnection;
import io.moorage.awsapi.WebSocketListener;
import io.moorage.awsapi.WebSocketRoute;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.Store;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ecs:Poll}: an agent opens ACS. */
public final class AcsEndpoint implements WebSocketRoute.Handler {
    private static final Logger LOG = System.getLogger(AcsEndpoint.class.getName());

    private final EnvelopeCodec<AcsMessage> codec = AcsMessage.codec();
    private final AgentSessions sessions;
    private final Admission admission;
    private final InstantSource clock;

    public AcsEndpoint(Store store, AgentSessions sessions, InstantSource clock) {
        this.sessions = sessions;
        this.admission = new Admission(store, clock);
        this.clock = clock;
    }

    @Override
    public WebSocketRoute.Outcome upgrade(WebSocketRoute.Upgrade upgrade) {
        AcsUpgrade asked = AcsUpgrade.of(upgrade.query());
        return admission.admit(
                upgrade.context().principal(),
                "ecs:Poll",
                asked.containerInstanceArn(),
                instance -> new Listener(instance, asked.dockerVersion()));
    }

    @Override
    public List<String> resources(WebSocketRoute.Upgrade upgrade) {
        return List.of(AcsUpgrade.of(upgrade.query()).containerInstanceArn());
    }

    @Override
    public String errorBody(String code, String message) {
        return new UpgradeRefusal(code, message).body();
    }

    private final class Listener implements WebSocketListener {
        private final ContainerInstance instance;
        private final String dockerVersion;
        private final Garbage garbage;
        private AgentSessions.@Nullable Connection agent;

        Listener(ContainerInstance instance, String dockerVersion) {
            this.instance = instance;
            this.dockerVersion = dockerVersion;
            this.garbage = new Garbage(instance.id());
        }

        @Override
        public void onOpen(WebSocketConnection connection) {
            sessions.runsDocker(instance.arn(), dockerVersion);
            agent = sessions.connected(instance, new Outbox(codec, connection, clock));
        }

        @Override
        public void onText(WebSocketConnection connection, String text) {
            switch (codec.decode(text)) {
                case Decoded.Message<AcsMessage>(AcsMessage message) -> {
                    if (agent != null) {
                        agent.received(message);
                    }
                }
                case Decoded.UnknownType<AcsMessage>(String type) ->
                    LOG.log(Level.DEBUG, "{0} sent an unknown {1}", instance.id(), type);
                case Decoded.Malformed<AcsMessage>(String reason) -> garbage.heard(connection, reason);
            }
        }

        @Override
        public void onClose(int code, String reason) {
            if (agent != null) {
                agent.closed();
            }
        }
    }
}
