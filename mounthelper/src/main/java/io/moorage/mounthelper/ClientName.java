package io.moorage.mounthelper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Who a mount is to the server, for as long as its process lives. A later process takes over the name of one that died, and with
 * it that one's locks; of one that lives on (its mount is still used in another mount namespace) it must not, or the two
 * would end each other's sessions for ever (RFC 8881 section 2.4).
 */
final class ClientName implements AutoCloseable {
    private static final int MAX_LIVING = 1000;

    private final String text;
    private final FileChannel channel;

    private ClientName(String text, FileChannel channel) {
        this.text = text;
        this.channel = channel;
    }

    /** The first of {@code wanted}, {@code wanted #1}, ... that no living process has; the lock goes with the process. */
    static ClientName take(Path directory, String wanted) throws IOException {
        Files.createDirectories(directory);
        String file = wanted.replaceAll("[^A-Za-z0-9.]", "-");
        for (int number = 0; number < MAX_LIVING; number++) {
            String suffix = number == 0 ? "" : " #" + number;
            Path lockFile = directory.resolve(shortened(file) + suffix.replace(" #", ".") + ".lock");
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = channel.tryLock();
            if (lock != null) {
                return new ClientName(wanted + suffix, channel);
            }
            channel.close();
        }
        throw new IOException("too many mounts called " + wanted);
    }

    @Override
    public String toString() {
        return text;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static String shortened(String name) {
        return name.length() <= 200 ? name : name.substring(0, 180) + "-" + Integer.toHexString(name.hashCode());
    }
}
