package io.moorage.model.ecs;

/** A declared volume at a path in a container. */
public record MountPoint(String sourceVolume, String containerPath, boolean readOnly) {
    public MountPoint {
        if (!containerPath.startsWith("/")) {
            throw new InvalidDefinitionException("Container path must be absolute: " + containerPath);
        }
    }
}
