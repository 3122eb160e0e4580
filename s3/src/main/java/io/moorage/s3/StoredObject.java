package io.moorage.s3;

import java.nio.file.Path;
import java.time.Instant;

/**
 * An object as its file is now.
 *
 * @param size bytes
 * @param entityTag quoted; other for other content, but no checksum of it: the hyphen tells clients so, as a multipart
 *     upload's does (S3 API reference, {@code API_Object}, ETag)
 */
public record StoredObject(String key, Path file, long size, Instant lastModified, String entityTag) {}
