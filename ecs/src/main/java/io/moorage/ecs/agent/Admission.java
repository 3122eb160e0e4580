package io.moorage.ecs.agent;

import io.moorage.agentwire.UpgradeRefusal;
import io.moorage.awsapi.WebSocketListener;
import io.moorage.awsapi.WebSocketRoute;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.Optional;
import java.util.function.Function;

/** May this agent open its connection? Its signature is verified and its permission checked by the endpoint already. */
final class Admission {
    private static final int BAD_REQUEST = 400;

    private final Store store;

    Admission(Store store) {
        this.store = store;
    }

    /** @param listener of the connection of an instance that is admitted */
    WebSocketRoute.Outcome admit(String instanceArn, Function<ContainerInstance, WebSocketListener> listener) {
        ReadView view = store.view();
        Optional<ContainerInstance> instance = view.find(EcsTables.CONTAINER_INSTANCES, instanceArn);
        if (instance.isEmpty()) {
            return inactive("Container instance is not registered");
        }
        boolean done = instance.get().inactive()
                && view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, instanceArn)
                        .isEmpty();
        return done
                ? inactive("Container instance is inactive")
                : new WebSocketRoute.Accept(listener.apply(instance.get()));
    }

    private static WebSocketRoute.Refuse inactive(String message) {
        return new WebSocketRoute.Refuse(
                BAD_REQUEST, new UpgradeRefusal(UpgradeRefusal.INACTIVE_INSTANCE, message).body());
    }
}
