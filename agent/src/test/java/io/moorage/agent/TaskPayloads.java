package io.moorage.agent;

import io.moorage.agentwire.acs.ContainerDependency;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.MountPoint;
import io.moorage.agentwire.acs.RoleCredentials;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.agentwire.acs.VolumePayload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks for tests. */
public final class TaskPayloads {
    public static final String CLUSTER = "arn:aws:ecs:us-east-1:123456789012:cluster/default";

    private TaskPayloads() {}

    public static ContainerPayload container(String name, boolean essential, ContainerDependency... dependsOn) {
        return ContainerBuilder.named(name)
                .essential(essential)
                .dependsOn(dependsOn)
                .build();
    }

    public static ContainerPayload mounting(String name, String volume, String path) {
        return ContainerBuilder.named(name)
                .mounts(new MountPoint(volume, path, false))
                .build();
    }

    public static VolumePayload hostVolume(String name, String path) {
        return new VolumePayload(name, "host", new VolumePayload.HostVolume(path), null, null);
    }

    public static VolumePayload efsVolume(String name, String fileSystem) {
        return new VolumePayload(
                name, "efs", null, null, new VolumePayload.EfsVolumeConfiguration(fileSystem, "/", null, null, null));
    }

    public static VolumePayload efsVolume(
            String name, String fileSystem, VolumePayload.AuthorizationConfig authorization, @Nullable Integer port) {
        return new VolumePayload(
                name,
                "efs",
                null,
                null,
                new VolumePayload.EfsVolumeConfiguration(fileSystem, "/", "ENABLED", port, authorization));
    }

    /** Its credentials have the task's id. */
    public static TaskPayload withRole(TaskPayload task) {
        String id = task.arn().substring(task.arn().lastIndexOf('/') + 1);
        return new TaskPayload(
                task.arn(),
                task.taskClusterArn(),
                task.family(),
                task.version(),
                task.desiredStatus(),
                null,
                null,
                null,
                null,
                task.launchType(),
                null,
                null,
                null,
                new RoleCredentials(
                        id,
                        "arn:aws:iam::123456789012:role/app",
                        "ASIA" + id,
                        "secret",
                        "token",
                        "2026-11-28T20:00:00Z"),
                null,
                task.volumes(),
                task.containers(),
                List.of());
    }

    public static TaskPayload task(String id, List<VolumePayload> volumes, ContainerPayload... containers) {
        return new TaskPayload(
                "arn:aws:ecs:us-east-1:123456789012:task/default/" + id,
                CLUSTER,
                "family",
                "1",
                TaskPayload.RUNNING,
                null,
                null,
                null,
                null,
                "EC2",
                null,
                null,
                null,
                null,
                null,
                volumes,
                List.of(containers),
                List.of());
    }
}
