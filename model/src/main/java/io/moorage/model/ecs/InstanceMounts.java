package io.moorage.model.ecs;

import java.util.List;

/**
 * What network file systems a container instance has mounted, as its agent said last. The agent of AWS does not say.
 *
 * @param containerInstanceArn the key
 * @param mounts in the order they were made
 */
public record InstanceMounts(String containerInstanceArn, List<Mount> mounts) {
    public InstanceMounts {
        mounts = List.copyOf(mounts);
    }

    /** @param source {@code HOST:/PATH}, or {@code ACCESS-POINT@HOST:/PATH} through an access point */
    public record Mount(String directory, String source) {}
}
