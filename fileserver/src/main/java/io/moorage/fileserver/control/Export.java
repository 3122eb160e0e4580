package io.moorage.fileserver.control;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One address on which one file system is served.
 *
 * @param mountTargetId its key
 * @param netns name of the network namespace to listen in, as {@code ip netns} knows it; null for the server's own
 * @param address IP address
 * @param directory absolute path of the file system's root on the server
 */
public record Export(
        String mountTargetId, @Nullable String netns, String address, int port, String fileSystemId, String directory) {
    public Export {
        Objects.requireNonNull(mountTargetId, "mountTargetId");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(fileSystemId, "fileSystemId");
        Objects.requireNonNull(directory, "directory");
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("no port: " + port);
        }
    }
}
