package io.moorage.ec2.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.ec2.registry.BlobStore.Blob;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Takes a {@code docker save} tar apart into blobs and writes the manifest that names them (Image Manifest V 2, Schema 2).
 *
 * <p>Both layouts are read through the {@code manifest.json} they share: {@code ID/layer.tar} of older engines, where a layer that occurs twice is a
 * link, and {@code blobs/sha256/...} of newer ones.
 */
final class SavedImage {
    static final String MANIFEST_TYPE = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String CONFIG_TYPE = "application/vnd.docker.container.image.v1+json";
    private static final String LAYER_TYPE = "application/vnd.docker.image.rootfs.diff.tar";
    private static final String PACKED_LAYER_TYPE = LAYER_TYPE + ".gzip";
    private static final int GZIP_MAGIC = 0x1f8b;

    private final BlobStore blobs;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Blob> entries = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();

    SavedImage(BlobStore blobs) {
        this.blobs = blobs;
    }

    /** Adds all that the tar holds and returns the manifest, itself a blob. */
    Blob take(InputStream tar) throws IOException {
        try (var archive = new TarArchiveInputStream(tar)) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (entry.isSymbolicLink() || entry.isLink()) {
                    links.put(entry.getName(), linkTarget(entry));
                } else if (entry.isFile()) {
                    entries.put(entry.getName(), blobs.add(archive));
                }
            }
        }
        return blobs.add(new ByteArrayInputStream(manifest()));
    }

    private byte[] manifest() throws IOException {
        JsonNode images = json.readTree(pathOf(entry("manifest.json")).toFile());
        if (images.size() != 1) {
            throw new IOException("the engine saved " + images.size() + " images where one was asked for");
        }
        JsonNode image = images.get(0);
        ObjectNode manifest = json.createObjectNode().put("schemaVersion", 2).put("mediaType", MANIFEST_TYPE);
        describe(
                manifest.putObject("config"),
                CONFIG_TYPE,
                entry(image.path("Config").asText()));
        var layers = manifest.putArray("layers");
        for (JsonNode layer : image.path("Layers")) {
            Blob blob = entry(layer.asText());
            describe(layers.addObject(), isPacked(pathOf(blob)) ? PACKED_LAYER_TYPE : LAYER_TYPE, blob);
        }
        return json.writeValueAsBytes(manifest);
    }

    private static void describe(ObjectNode descriptor, String mediaType, Blob blob) {
        descriptor.put("mediaType", mediaType).put("size", blob.size()).put("digest", blob.digest());
    }

    private Blob entry(String name) throws IOException {
        String followed = name;
        for (int links = 0; !entries.containsKey(followed); links++) {
            String target = this.links.get(followed);
            if (target == null || links > 8) {
                throw new IOException("the saved image lacks " + name);
            }
            followed = target;
        }
        return entries.get(followed);
    }

    private Path pathOf(Blob blob) throws IOException {
        return blobs.find(blob.digest())
                .orElseThrow(() -> new IOException("blob " + blob.digest() + " has disappeared"));
    }

    private static String linkTarget(TarArchiveEntry entry) {
        Path target = entry.isLink()
                ? Path.of("/").resolve(entry.getLinkName())
                : Path.of("/")
                        .resolve(entry.getName())
                        .resolveSibling(entry.getLinkName())
                        .normalize();
        return target.toString().substring(1);
    }

    private static boolean isPacked(Path layer) throws IOException {
        try (InputStream content = Files.newInputStream(layer)) {
            return (content.read() << 8 | content.read()) == GZIP_MAGIC;
        }
    }
}
