package io.moorage.model.ecs;

import java.util.Map;
import java.util.Optional;

/**
 * A volume that a task definition declares ({@code API_Volume}).
 *
 * <p>Invariant: at most one of docker and efs is there, and then host is not.
 *
 * @param hostSourcePath a directory of the instance; empty with neither docker nor efs: an anonymous volume
 */
public record Volume(
        String name, Optional<String> hostSourcePath, Optional<DockerVolume> docker, Optional<EfsVolume> efs) {
    public Volume {
        if (name.isBlank()) {
            throw new InvalidDefinitionException("Volume name must not be empty");
        }
        if ((docker.isPresent() ? 1 : 0) + (efs.isPresent() ? 1 : 0) + (hostSourcePath.isPresent() ? 1 : 0) > 1) {
            throw new InvalidDefinitionException(
                    "When the volume parameter is specified, only one volume configuration type " + "should be used.");
        }
        hostSourcePath.ifPresent(path -> {
            if (!path.startsWith("/") || path.indexOf('\0') >= 0) {
                throw new InvalidDefinitionException("Volume " + name + " has an invalid host source path: " + path);
            }
        });
    }

    /** @param scope {@code task} or {@code shared} */
    public record DockerVolume(
            String scope,
            boolean autoprovision,
            Optional<String> driver,
            Map<String, String> driverOpts,
            Map<String, String> labels) {
        public DockerVolume {
            driverOpts = Map.copyOf(driverOpts);
            labels = Map.copyOf(labels);
            if (autoprovision && !scope.equals("shared")) {
                throw new InvalidDefinitionException("autoprovision must only be used with a shared docker volume");
            }
        }
    }

    /** True when what it holds may be held by another machine too, or outlive this one: it calls for a fence. */
    public boolean mayBeShared() {
        return hostSourcePath.isPresent() || efs.isPresent() || (docker.isPresent() && !localOnly(docker.get()));
    }

    private static boolean localOnly(DockerVolume volume) {
        return volume.driver().map(name -> name.equals("local")).orElse(true)
                && volume.driverOpts().isEmpty();
    }
}
