package io.moorage.ec2.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Bytes by their digest, in a directory. A blob is there whole or not at all; nothing changes one.
 *
 * <p>The directory is a cache: it may be removed while no server runs.
 */
final class BlobStore {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private final Path directory;

    BlobStore(Path directory) {
        this.directory = directory;
    }

    /** @param digest {@code sha256:} and 64 hexadecimal digits */
    record Blob(String digest, long size) {}

    static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** The file of a blob that is there. */
    Optional<Path> find(String digest) {
        return isDigest(digest) ? Optional.of(pathOf(digest)).filter(Files::isRegularFile) : Optional.empty();
    }

    Blob add(InputStream content) throws IOException {
        Files.createDirectories(directory);
        Path incoming = Files.createTempFile(directory, "incoming", "");
        try {
            MessageDigest sha256 = sha256();
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(incoming), sha256)) {
                content.transferTo(out);
            }
            String digest = "sha256:" + HexFormat.of().formatHex(sha256.digest());
            long size = Files.size(incoming);
            Files.move(incoming, pathOf(digest), StandardCopyOption.ATOMIC_MOVE);
            return new Blob(digest, size);
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private Path pathOf(String digest) {
        return directory.resolve(digest.substring("sha256:".length()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
