package io.moorage.ecs.shape;

import io.moorage.awsmodels.ecs.Task;
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
                        .filter(ContainerInstance::external)
                        .isPresent()
                ? EXTERNAL
                : EC2;
    }

    /** The task with the launch type that its instance makes it. */
    public static Task shown(ReadView view, Task task) {
        String arn = task.containerInstanceArn();
        return arn == null ? task : task.toBuilder().launchType(of(view, arn)).build();
    }
}
