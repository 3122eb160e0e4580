package io.moorage.ecs.agent;

import io.moorage.agentwire.UpgradeRefusal;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.WebSocketListener;
import io.moorage.awsapi.WebSocketRoute;
import io.moorage.ecs.decide.AgentIdentity;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** May this agent open its connection? Its signature is verified and its permission checked by the endpoint already. */
final class Admission {
    private static final int BAD_REQUEST = 400;

    private final Store store;
    private final InstantSource clock;

    Admission(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param caller who signed
     * @param action the permission that was asked for
     * @param listener of the connection of an instance that is admitted
     */
    WebSocketRoute.Outcome admit(
            Principal caller,
            String action,
            String instanceArn,
            Function<ContainerInstance, WebSocketListener> listener) {
        ReadView view = store.view();
        Optional<ContainerInstance> instance = view.find(EcsTables.CONTAINER_INSTANCES, instanceArn);
        if (instance.isEmpty()) {
            return inactive("Container instance is not registered");
        }
        if (!AgentIdentity.mayActFor(caller, instance.get().ec2InstanceId())) {
            return refused(UpgradeRefusal.ACCESS_DENIED, AgentIdentity.refusal(caller, action, instanceArn));
        }
        boolean done = instance.get().inactive()
                && view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, instanceArn)
                        .isEmpty();
        return done
                ? inactive("Container instance is inactive")
                : new WebSocketRoute.Accept(new GuardedListener(listener.apply(instance.get()), clock));
    }

    private static WebSocketRoute.Refuse inactive(String message) {
        return refused(UpgradeRefusal.INACTIVE_INSTANCE, message);
    }

    private static WebSocketRoute.Refuse refused(String type, String message) {
        return new WebSocketRoute.Refuse(BAD_REQUEST, new UpgradeRefusal(type, message).body());
    }
}
