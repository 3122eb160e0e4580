package io.moorage.ecs.shape;

import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;

/** What a task was launched on: an EC2 instance or a machine outside of EC2. */
public final class LaunchTypes {
    public static final String EC2 = "EC2";
    public static final String EXTERNAL = "EXTERNAL";

    private LaunchTypes() {}

    public static String of(ReadView view, String containerInstanceArn) {
        return view.find(EcsTables.CONTAINER_INSTANCES, containerInstanceArn)
                .map(LaunchTypes::of)
                .orElse(EC2);
    }

    public static String of(ContainerInstance instance) {
        return instance.external() ? EXTERNAL : EC2;
    }
}
