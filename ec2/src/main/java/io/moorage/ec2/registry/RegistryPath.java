package io.moorage.ec2.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a path of the registry's API asks for (Docker Registry HTTP API V2, "Detail"). */
sealed interface RegistryPath {
    /** {@code /v2/}: is this a registry? */
    record Base() implements RegistryPath {}

    /** @param reference a tag or a digest */
    record Manifest(String name, String reference) implements RegistryPath {}

    record BlobOf(String name, String digest) implements RegistryPath {}

    Pattern SHAPE =
            Pattern.compile("/v2/([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)/(manifests|blobs)/([A-Za-z0-9_][\\w.:+-]{0,127})");

    static Optional<RegistryPath> of(String path) {
        if (path.equals("/v2/") || path.equals("/v2")) {
            return Optional.of(new Base());
        }
        Matcher shape = SHAPE.matcher(path);
        if (!shape.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                shape.group(2).equals("manifests")
                        ? new Manifest(shape.group(1), shape.group(3))
                        : new BlobOf(shape.group(1), shape.group(3)));
    }
}
