package io.moorage.agent.volume;

import java.nio.file.Path;
import java.util.Optional;

/** Mounts network file systems on the instance. */
public interface Mounter {
    /** What is mounted now. */
    MountTable mounted();

    /** What {@code /etc/fstab} says should be. */
    MountTable configured();

    /** Mounts what fstab has for this directory; empty on success, else the mount program's words. */
    Optional<String> mountConfigured(Path directory);

    /** Mounts {@code source} of an NFS server; empty on success, else the mount program's words. */
    Optional<String> mount(String source, Path directory);

    void unmount(Path directory);

    /** Takes every network mount away, busy or not, and mounts what fstab has of them anew. */
    void remountNetworkFileSystems();

    /** True when the server of this mount can be spoken to: its port takes a connection and keeps it. */
    boolean reachable(MountTable.Mount mount);
}
