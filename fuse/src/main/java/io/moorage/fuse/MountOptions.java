package io.moorage.fuse;

import io.moorage.posix.FuseCalls;

/**
 * How a mount looks and what may be done on it.
 *
 * @param source the first field of its line in {@code /proc/mounts}, such as {@code HOST:/PATH}
 * @param subtype the type there becomes {@code fuse.SUBTYPE}
 * @param flags MS_ flags of mount(2)
 * @param cache how long the kernel may believe names and attributes
 */
public record MountOptions(String source, String subtype, long flags, AttributeCachePolicy cache) {
    public static MountOptions of(String source, String subtype) {
        return new MountOptions(source, subtype, 0, AttributeCachePolicy.NFS);
    }

    public MountOptions readOnly() {
        return new MountOptions(source, subtype, flags | FuseCalls.MS_RDONLY, cache);
    }
}
