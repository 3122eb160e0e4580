package io.moorage.s3;

import io.moorage.model.s3.BucketName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Buckets as directories of one directory, objects as the files below them. Whoever may write there may put files by hand, as
 * load balancers put their logs. A key is a path: it cannot have what no path has, and cannot be below another key.
 *
 * <p>Invariant: nothing is read or written outside the directory; symbolic links are not followed.
 */
public final class Buckets {
    private static final int LONGEST_NAME = 255;
    /** No bucket begins with a dot. */
    private static final String INCOMING = ".incoming";

    private final Path root;

    public Buckets(Path root) {
        this.root = root;
    }

    /** A bucket's name and when it was made. */
    public record Bucket(String name, Instant created) {}

    /** By name. */
    public List<Bucket> list() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            List<String> names = entries.map(each -> each.getFileName().toString())
                    .filter(this::exists)
                    .sorted()
                    .toList();
            List<Bucket> buckets = new ArrayList<>();
            for (String name : names) {
                buckets.add(new Bucket(
                        name, attributes(root.resolve(name)).creationTime().toInstant()));
            }
            return buckets;
        }
    }

    public boolean exists(String bucket) {
        return BucketName.isValid(bucket) && Files.isDirectory(root.resolve(bucket), LinkOption.NOFOLLOW_LINKS);
    }

    /** False when it is there already. */
    public boolean create(String bucket) throws IOException {
        Files.createDirectories(root);
        try {
            Files.createDirectory(root.resolve(bucket));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** False when objects are in it; directories without any go with it. */
    public boolean delete(String bucket) throws IOException {
        if (!objects(bucket).isEmpty()) {
            return false;
        }
        List<Path> directories;
        try (Stream<Path> all = Files.walk(root.resolve(bucket))) {
            directories = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : directories) {
            Files.deleteIfExists(each);
        }
        return true;
    }

    /** In the order of their keys. */
    public List<StoredObject> objects(String bucket) throws IOException {
        Path directory = root.resolve(bucket);
        List<Path> files;
        try (Stream<Path> all = Files.walk(directory)) {
            files = all.filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        List<StoredObject> objects = new ArrayList<>();
        for (Path file : files) {
            stored(directory.relativize(file).toString(), file).ifPresent(objects::add);
        }
        objects.sort(Comparator.comparing(StoredObject::key));
        return objects;
    }

    public Optional<StoredObject> find(String bucket, String key) throws IOException {
        Optional<Path> file = file(bucket, key);
        return file.isEmpty() ? Optional.empty() : stored(key, file.get());
    }

    /**
     * Whole and on stable storage when this returns, in place of what the key had.
     *
     * @throws io.moorage.awsapi.AwsException when the key cannot be a path, or one of its parts is an object
     */
    public StoredObject put(String bucket, String key, byte[] content) throws IOException {
        Path file = file(bucket, key)
                .orElseThrow(() -> S3Errors.invalidArgument("A key is a path here: '" + key + "' is none."));
        if (Files.isDirectory(file)) {
            throw S3Errors.invalidArgument("A key is a path here: other keys begin with '" + key + "/'.");
        }
        Files.createDirectories(root.resolve(INCOMING));
        Path incoming = Files.createTempFile(root.resolve(INCOMING), "object", "");
        try {
            try (FileChannel out = FileChannel.open(incoming, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    out.write(rest);
                }
                out.force(true);
            }
            Path directory = directory(file);
            Files.createDirectories(directory);
            Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE);
            synchronize(directory);
        } catch (FileAlreadyExistsException e) {
            throw S3Errors.invalidArgument("A key is a path here: a part of '" + key + "' is an object already.");
        } finally {
            Files.deleteIfExists(incoming);
        }
        return stored(key, file).orElseThrow(() -> new NoSuchFileException(key));
    }

    /** What is not there is removed as well (S3 API reference, {@code API_DeleteObject}). */
    public void remove(String bucket, String key) throws IOException {
        Optional<StoredObject> object = find(bucket, key);
        if (object.isEmpty()) {
            return;
        }
        Path bucketDirectory = root.resolve(bucket);
        Files.deleteIfExists(object.get().file());
        Path directory = directory(object.get().file());
        while (!directory.equals(bucketDirectory) && isEmpty(directory)) {
            Files.deleteIfExists(directory);
            directory = directory(directory);
        }
    }

    /** All that is stored is below the root. */
    private static Path directory(Path below) {
        return Objects.requireNonNull(below.getParent());
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void synchronize(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Empty when the key is no path below the bucket. */
    private Optional<Path> file(String bucket, String key) throws IOException {
        Path path = root.resolve(bucket);
        for (String name : key.split("/", -1)) {
            boolean named = !name.isEmpty() && !name.equals(".") && !name.equals("..") && name.indexOf('\0') < 0;
            if (!named || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                return Optional.empty();
            }
            if (Files.isSymbolicLink(path)) {
                return Optional.empty();
            }
            path = path.resolve(name);
        }
        return Optional.of(path);
    }

    private static Optional<StoredObject> stored(String key, Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            BasicFileAttributes attributes = attributes(file);
            Instant modified = attributes.lastModifiedTime().toInstant();
            String tag =
                    "\"%016x%08x%08x-1\"".formatted(attributes.size(), modified.getEpochSecond(), modified.getNano());
            return Optional.of(new StoredObject(key, file, attributes.size(), modified, tag));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
