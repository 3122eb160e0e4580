package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agent.volume.VolumeManager;
import io.moorage.agent.volume.VolumeResult;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.agentwire.acs.VolumePayload;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Volumes that the container runtime keeps ({@code API_DockerVolumeConfiguration}): a task's own, or shared and left. */
final class RuntimeVolumes {
    private static final Logger LOG = System.getLogger(RuntimeVolumes.class.getName());

    private final ContainerRuntime runtime;

    RuntimeVolumes(ContainerRuntime runtime) {
        this.runtime = runtime;
    }

    /** Makes those that are to be made; what is wrong with them otherwise. */
    Optional<VolumeResult.Failed> prepare(TaskPayload task) {
        for (VolumePayload volume : task.volumes()) {
            if (volume.dockerVolumeConfiguration() != null) {
                try {
                    prepare(task, volume, volume.dockerVolumeConfiguration());
                } catch (RuntimeFailure e) {
                    return Optional.of(new VolumeResult.Failed(e.reason()));
                }
            }
        }
        return Optional.empty();
    }

    private void prepare(TaskPayload task, VolumePayload volume, VolumePayload.DockerVolumeConfiguration docker)
            throws RuntimeFailure {
        String name = VolumeManager.runtimeName(task, volume);
        String driver = docker.driver() == null || docker.driver().isEmpty() ? "local" : docker.driver();
        if (VolumeManager.isShared(volume)) {
            if (runtime.hasVolume(name)) {
                return;
            }
            if (!Boolean.TRUE.equals(docker.autoprovision())) {
                throw new RuntimeFailure(
                        "CannotCreateVolumeError",
                        "the shared volume " + name + " does not exist and is not provisioned automatically");
            }
        }
        runtime.createVolume(name, driver, docker.driverOpts(), docker.labels());
    }

    /** A task's own go with it; no container of it is left. */
    void release(TaskPayload task) {
        for (VolumePayload volume : task.volumes()) {
            if (VolumeManager.isOfRuntime(volume) && !VolumeManager.isShared(volume)) {
                String name = VolumeManager.runtimeName(task, volume);
                try {
                    runtime.removeVolume(name);
                } catch (RuntimeFailure e) {
                    LOG.log(Level.WARNING, "cannot remove volume {0}: {1}", name, e.getMessage());
                }
            }
        }
    }
}
