package io.moorage.fileserver.control;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One machine alone may write in a directory of a file system, or everybody may again. Of several orders for one directory
 * the one with the highest token counts; under one token a directory is first guarded, then released.
 *
 * @param directory absolute within the file system, without a slash at the end but for the root
 * @param token the fencing token; grows with every writer
 * @param instanceId the writer's machine, by which a later machine of the same address is told from it
 * @param addresses the machine's
 */
public record GuardOrder(
        String fileSystemId, String directory, long token, String instanceId, Set<String> addresses, boolean released) {
    public GuardOrder {
        Objects.requireNonNull(fileSystemId, "fileSystemId");
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(instanceId, "instanceId");
        addresses = Set.copyOf(Objects.requireNonNull(addresses, "addresses"));
        if (!directory.startsWith("/") || (directory.length() > 1 && directory.endsWith("/"))) {
            throw new IllegalArgumentException("no directory: " + directory);
        }
        if (token < 1) {
            throw new IllegalArgumentException("a guard's token starts at 1, not " + token);
        }
    }

    /** What the order is about. */
    public String key() {
        return fileSystemId + directory;
    }

    /** True when this order replaces {@code known}. */
    public boolean supersedes(@Nullable GuardOrder known) {
        return known == null || token > known.token || (token == known.token && (released || !known.released));
    }
}
