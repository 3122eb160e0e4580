package io.moorage.cli;

import io.moorage.fileserver.control.ObjectListing;
import io.moorage.fileserver.control.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code moorage fs cp}: into a file system, or out of one. A file takes its name when all of it is there. */
@Command(
        name = "cp",
        description = "Copy into a file system or out of one: moorage fs cp my.cnf fs-0123456789abcdef0:/etc/",
        mixinStandardHelpOptions = true)
final class FsCpCommand implements Callable<Integer> {
    private final FileAccess files;

    @Parameters(index = "0", paramLabel = "FROM", description = "A path, or a place such as fs-01ab:/data.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "The other of the two.")
    private String to = "";

    @Option(names = "-r", description = "A directory with all below it.")
    private boolean recursive;

    FsCpCommand(FileAccess files) {
        this.files = files;
    }

    @Override
    public Integer call() throws IOException {
        if (FsPath.isOne(from) == FsPath.isOne(to)) {
            throw new UserError("one of the two must be a place in a file system, such as fs-0123456789abcdef0:/path,"
                    + " and the other a path on this machine");
        }
        if (FsPath.isOne(to)) {
            Path source = Path.of(from);
            if (!Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
                throw new UserError(from + ": there is no such file or directory");
            }
            copyIn(
                    source,
                    within(FsPath.parse(to), source.toAbsolutePath().normalize().getFileName()));
        } else {
            FsPath source = FsPath.parse(from);
            Path target = Path.of(to);
            copyOut(source, files.look(source), Files.isDirectory(target) ? target.resolve(source.name()) : target);
        }
        return 0;
    }

    /** A directory that is there takes the copy below it, as with cp(1). */
    private FsPath within(FsPath target, Path name) {
        boolean directory = target.path().endsWith("/") || isDirectory(target);
        return directory ? target.child(name.toString()) : target;
    }

    private boolean isDirectory(FsPath target) {
        return parent(target)
                .map(parent -> files.list(parent).stream()
                        .anyMatch(entry -> entry.name().equals(target.name()) && entry.isDirectory()))
                .orElse(true);
    }

    private static Optional<FsPath> parent(FsPath place) {
        if (place.name().isEmpty()) {
            return Optional.empty();
        }
        String trimmed = place.path().replaceAll("/+$", "");
        return Optional.of(new FsPath(place.fileSystemId(), trimmed.substring(0, trimmed.lastIndexOf('/') + 1)));
    }

    private void copyIn(Path source, FsPath target) throws IOException {
        if (Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
            requireRecursive(source.toString());
            files.makeDirectory(target, mode(source));
            try (Stream<Path> below = Files.list(source)) {
                for (Path each : (Iterable<Path>) below.sorted()::iterator) {
                    copyIn(each, target.child(String.valueOf(each.getFileName())));
                }
            }
        } else if (Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
            int mode = mode(source);
            try (InputStream in = Files.newInputStream(source)) {
                long offset = 0;
                byte[] part = in.readNBytes(FileAccess.PART_BYTES);
                while (true) {
                    byte[] next =
                            part.length < FileAccess.PART_BYTES ? new byte[0] : in.readNBytes(FileAccess.PART_BYTES);
                    files.put(target, offset, part, mode, next.length == 0);
                    if (next.length == 0) {
                        return;
                    }
                    offset += part.length;
                    part = next;
                }
            }
        } else {
            System.err.println("moorage: passed over " + source + ", which is neither a file nor a directory");
        }
    }

    private void copyOut(FsPath source, ObjectListing object, Path target) throws IOException {
        switch (object.type()) {
            case "d" -> {
                requireRecursive(source.toString());
                Files.createDirectories(target);
                for (ObjectListing entry : files.list(source)) {
                    copyOut(source.child(entry.name()), entry, target.resolve(entry.name()));
                }
                Files.setPosixFilePermissions(target, permissions(object.mode()));
            }
            case "-" -> copyFile(source, object, target);
            case "l" -> Files.createSymbolicLink(target, Path.of(object.target()));
            default ->
                System.err.println("moorage: passed over " + source + ", which is neither file, directory nor link");
        }
    }

    private void copyFile(FsPath source, ObjectListing object, Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new UserError(target + ": there is no such directory to copy into");
        }
        Path gathered = Files.createTempFile(parent, "." + target.getFileName(), ".moorage-part");
        try {
            try (OutputStream out = Files.newOutputStream(gathered)) {
                long offset = 0;
                Response.Data part;
                do {
                    part = files.read(source, offset);
                    out.write(part.bytes());
                    offset += part.bytes().length;
                } while (!part.end() && part.bytes().length > 0);
            }
            Files.setPosixFilePermissions(gathered, permissions(object.mode()));
            Files.move(gathered, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(gathered);
        }
    }

    private void requireRecursive(String directory) {
        if (!recursive) {
            throw new UserError(directory + " is a directory; copy it with -r");
        }
    }

    private static int mode(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 0777;
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        String all = "rwxrwxrwx";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < all.length(); i++) {
            text.append((mode & (1 << (8 - i))) != 0 ? all.charAt(i) : '-');
        }
        return PosixFilePermissions.fromString(text.toString());
    }
}
