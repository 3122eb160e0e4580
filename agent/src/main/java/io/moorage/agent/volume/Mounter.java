package io.moorage.agent.volume;

import java.nio.file.Path;
import java.util.Optional;

/** Mounts network file systems on the instance. */
public interface Mounter {
    /** What is mounted now. */
    MountTable mounted();

    /** What {@code /etc/fstab} says should be. */
    MountTable configured();

    /** Mounts what fstab has for this directory; empty on success. */
    Optional<Refusal> mountConfigured(Path directory);

    /** Mounts {@code source} of an NFS server in plain; empty on success. */
    Optional<Refusal> mount(String source, Path directory);

    /** Mounts a file system by mount.efs, with its options; empty on success. */
    Optional<Refusal> mountEfs(String source, String options, Path directory);

    /**
     * Why the mount program did not mount.
     *
     * @param status it exited with
     */
    record Refusal(int status, String words) {}

    void unmount(Path directory);

    /** Makes a directory on a network file system that is mounted; empty when it is there, else why it is not. Bounded, whether its server answers or not. */
    Optional<String> makeDirectory(Path directory);

    /** Ends with an error whatever waits on a network mount, so that who waits there can die; nothing more is written by them. */
    void abortNetworkFileSystems();

    /** Takes every network mount away, busy or not, and mounts what fstab has of them anew. */
    void remountNetworkFileSystems();

    /** Remembers where the servers of the network mounts are, for the time when names do not resolve. */
    void noteAddresses();

    /**
     * True when the server of this mount can be spoken to, at the address it had or has: its port takes a connection and
     * keeps it. Needs no name service if {@link #noteAddresses} was called since it was mounted.
     */
    boolean reachable(MountTable.Mount mount);
}
