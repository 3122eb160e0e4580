package io.moorage.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import io.moorage.agent.runtime.RuntimeFailure;
import java.util.Map;

/** The engine's volumes. */
final class DockerVolumes {
    private final DockerClient docker;

    DockerVolumes(DockerClient docker) {
        this.docker = docker;
    }

    /** {@code CannotCreateVolumeError} on refusal. */
    void create(String name, String driver, Map<String, String> options, Map<String, String> labels)
            throws RuntimeFailure {
        try {
            docker.createVolumeCmd()
                    .withName(name)
                    .withDriver(driver)
                    .withDriverOpts(options)
                    .withLabels(labels)
                    .exec();
        } catch (RuntimeException e) {
            throw DockerRuntime.failure("CannotCreateVolumeError", e);
        }
    }

    boolean has(String name) throws RuntimeFailure {
        try {
            docker.inspectVolumeCmd(name).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        } catch (RuntimeException e) {
            throw DockerRuntime.failure("CannotInspectVolumeError", e);
        }
    }

    void remove(String name) throws RuntimeFailure {
        try {
            docker.removeVolumeCmd(name).exec();
        } catch (NotFoundException e) {
            // It is gone already.
        } catch (RuntimeException e) {
            throw DockerRuntime.failure("CannotRemoveVolumeError", e);
        }
    }
}
