package io.moorage.ecs.agent;

import io.moorage.agentwire.UpgradeRefusal;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.Optional;

/** May this agent open its connection? Its signature is verified and its permission checked by the endpoint already. */
final class Admission {
    private static final int BAD_REQUEST = 400;

    private final Store store;

    Admission(Store store) {
        this.store = store;
    }

    /** The answer. */
    sealed interface Answer {}

    record Admitted(ContainerInstance instance) implements Answer {}

    record Refused(int httpStatus, UpgradeRefusal refusal) implements Answer {}

    Answer admit(String instanceArn) {
        ReadView view = store.view();
        Optional<ContainerInstance> instance = view.find(EcsTables.CONTAINER_INSTANCES, instanceArn);
        if (instance.isEmpty()) {
            return refused(UpgradeRefusal.INACTIVE_INSTANCE, "Container instance is not registered");
        }
        boolean done = instance.get().inactive()
                && view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_INSTANCE, instanceArn)
                        .isEmpty();
        return done
                ? refused(UpgradeRefusal.INACTIVE_INSTANCE, "Container instance is inactive")
                : new Admitted(instance.get());
    }

    private static Refused refused(String type, String message) {
        return new Refused(BAD_REQUEST, new UpgradeRefusal(type, message));
    }
}
