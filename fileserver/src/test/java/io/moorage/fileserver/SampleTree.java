package io.moorage.fileserver;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A directory tree as people keep them, the same for the same seed: files of many sizes, names with spaces and in other
 * scripts, modes and owners, times of long ago, symbolic and hard links, a named pipe.
 */
final class SampleTree {
    private static final int BLOCK = 1 << 16;
    private static final Instant OLDEST = Instant.parse("1975-03-04T05:06:07.123456789Z");
    private static final List<Integer> FILE_MODES = List.of(0644, 0600, 0755, 0440, 0664, 04755, 02755, 0000);
    private static final List<Integer> DIRECTORY_MODES = List.of(0755, 0700, 02775, 01777);

    private final Path root;
    private final SplittableRandom random;
    private final List<String> sums = new ArrayList<>();
    private final List<Path> directories = new ArrayList<>();

    private SampleTree(Path root, long seed) {
        this.root = root;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Makes the tree in an empty directory, with so many bytes of content and a few more; hard links count once.
     *
     * @return the lines of a file for {@code sha256sum -c} in its root, one per name of a regular file
     */
    static List<String> make(Path root, long seed, long bytes) throws IOException {
        SampleTree tree = new SampleTree(root, seed);
        tree.fill(bytes);
        return tree.sums;
    }

    private void fill(long bytes) throws IOException {
        long left = bytes;
        for (int i = 0; left > 0; i++) {
            if (i % 40 == 0) {
                directories.add(Files.createDirectories((i % 80 == 0 ? root : directories.getLast()).resolve("d" + i)));
            }
            long size = Math.min(left, size(i));
            file(directories.getLast().resolve(name(i)), size);
            left -= size;
        }
        links();
        oddities();
        for (Path directory : directories.reversed()) {
            attributes(directory, DIRECTORY_MODES);
        }
    }

    /** Nine in ten are small, every sixtieth is large. */
    private long size(int number) {
        if (number % 60 == 59) {
            return random.nextLong(8 << 20, 24 << 20);
        }
        return number % 10 == 5 ? random.nextLong(1 << 16, 1 << 20) : random.nextLong(0, 1 << 14);
    }

    private static String name(int number) {
        return switch (number % 100) {
            case 1 -> "with spaces and a 'quote' " + number;
            case 2 -> "n".repeat(250 - Integer.toString(number).length()) + number;
            case 3 -> "-dash" + number;
            default -> "f" + number;
        };
    }

    private void file(Path file, long size) throws IOException {
        MessageDigest digest = sha256();
        byte[] block = new byte[BLOCK];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = size; left > 0; left -= BLOCK) {
                random.nextBytes(block);
                int length = (int) Math.min(left, BLOCK);
                digest.update(block, 0, length);
                out.write(block, 0, length);
            }
        }
        String sum = sum(digest);
        sums.add(sum + "  ./" + root.relativize(file));
        if (random.nextInt(20) == 0) {
            Path second = file.resolveSibling("hard" + sums.size());
            Files.createLink(second, file);
            sums.add(sum + "  ./" + root.relativize(second));
        }
        attributes(file, FILE_MODES);
    }

    private void links() throws IOException {
        for (Path directory : directories) {
            Path link = directory.resolve("link");
            Path first = directory.relativize(directories.getFirst().resolve("f0"));
            Path target = random.nextBoolean() ? Path.of("../no/such file") : first;
            Files.createSymbolicLink(link, target);
            Files.setAttribute(link, "unix:uid", random.nextInt(3000), LinkOption.NOFOLLOW_LINKS);
            times(link);
        }
    }

    /** Made by a shell, since this JVM's locale may know no name but ASCII's. */
    private void oddities() throws IOException {
        String script = """
                cd "$0" && mkfifo fifo && : > empty && name=$(printf 'gr\\303\\266\\303\\237e \\343\\203\\225') \\
                && mkdir "$name" && printf unicode > "$name/$name" && touch -h -d '2003-04-05 06:07:08' "$name/$name" fifo""";
        Process shell = new ProcessBuilder("sh", "-c", script, root.toString())
                .inheritIO()
                .start();
        if (shell.onExit().join().exitValue() != 0) {
            throw new IOException("cannot make the odd files of the tree");
        }
        sums.add(sum(sha256()) + "  ./empty");
        MessageDigest digest = sha256();
        digest.update("unicode".getBytes(StandardCharsets.UTF_8));
        sums.add(sum(digest) + "  ./größe フ/größe フ");
    }

    private void attributes(Path path, List<Integer> modes) throws IOException {
        Files.setAttribute(path, "unix:uid", random.nextInt(3000));
        Files.setAttribute(path, "unix:gid", random.nextInt(3000));
        Files.setAttribute(path, "unix:mode", modes.get(random.nextInt(modes.size())));
        times(path);
    }

    private void times(Path path) throws IOException {
        FileTime time = FileTime.from(
                OLDEST.plus(Duration.ofDays(random.nextInt(18_000))).plusNanos(random.nextInt(1_000_000_000)));
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(time, time, null);
    }

    private static String sum(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
