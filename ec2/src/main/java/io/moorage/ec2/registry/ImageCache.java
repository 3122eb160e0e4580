package io.moorage.ec2.registry;

import io.moorage.ec2.registry.BlobStore.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Images taken apart once and kept: an image id leads to its manifest, a digest to its bytes. */
final class ImageCache {
    private final ImageSource source;
    private final BlobStore blobs;
    private final Path manifests;
    private final Map<String, ReentrantLock> taking = new ConcurrentHashMap<>();

    /** @param directory of the cache, made when needed */
    ImageCache(ImageSource source, Path directory) {
        this.source = source;
        this.blobs = new BlobStore(directory.resolve("blobs"));
        this.manifests = directory.resolve("manifests");
    }

    /** The digest of the manifest of the image that {@code reference} names; empty when it can be had nowhere. */
    Optional<String> manifest(String reference) throws IOException {
        Optional<String> imageId = source.find(reference);
        if (imageId.isEmpty()) {
            return Optional.empty();
        }
        ReentrantLock lock = taking.computeIfAbsent(imageId.get(), id -> new ReentrantLock());
        lock.lock();
        try {
            Optional<String> kept = kept(imageId.get());
            return kept.isPresent() ? kept : Optional.of(take(imageId.get()));
        } finally {
            lock.unlock();
        }
    }

    /** The bytes of a manifest, a configuration or a layer. */
    Optional<Path> blob(String digest) {
        return blobs.find(digest);
    }

    private Optional<String> kept(String imageId) throws IOException {
        Path note = noteOf(imageId);
        return Files.exists(note)
                ? Optional.of(Files.readString(note))
                        .filter(digest -> blobs.find(digest).isPresent())
                : Optional.empty();
    }

    private String take(String imageId) throws IOException {
        Blob manifest;
        try (InputStream tar = source.save(imageId)) {
            manifest = new SavedImage(blobs).take(tar);
        }
        Files.createDirectories(manifests);
        Path fresh = Files.createTempFile(manifests, "fresh", "");
        Files.write(fresh, manifest.digest().getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, noteOf(imageId), StandardCopyOption.ATOMIC_MOVE);
        return manifest.digest();
    }

    private Path noteOf(String imageId) {
        return manifests.resolve(imageId.replace(':', '-'));
    }
}
