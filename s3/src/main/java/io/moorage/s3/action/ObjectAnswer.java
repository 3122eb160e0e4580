package io.moorage.s3.action;

import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.s3.Buckets;
import io.moorage.s3.S3Errors;
import io.moorage.s3.S3Request;
import io.moorage.s3.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An object, or one range of it (RFC 9110 section 14.2), on its way out. */
final class ObjectAnswer {
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    private ObjectAnswer() {}

    /** From the first byte to before the last. */
    private record Range(long from, long to) {
        long length() {
            return to - from;
        }
    }

    /** @throws io.moorage.awsapi.AwsException when there is no such object, or no such range of it */
    static HttpAnswer of(Buckets buckets, S3Request request) throws IOException {
        StoredObject object = buckets.find(request.bucket(), request.key()).orElseThrow(S3Errors::noSuchKey);
        Optional<Range> part = request.header("range").flatMap(range -> range(range, object.size()));
        Range range = part.orElse(new Range(0, object.size()));
        Map<String, String> headers = new HashMap<>();
        headers.put(
                "Content-Type",
                Objects.requireNonNullElse(
                        URLConnection.guessContentTypeFromName(request.key()), "binary/octet-stream"));
        headers.put("Content-Length", Long.toString(range.length()));
        headers.put("ETag", object.entityTag());
        headers.put(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        object.lastModified().atOffset(ZoneOffset.UTC)));
        headers.put("Accept-Ranges", "bytes");
        if (part.isPresent()) {
            headers.put("Content-Range", "bytes " + range.from + "-" + (range.to - 1) + "/" + object.size());
        }
        boolean bodiless = request.http().method().equals("HEAD");
        return new HttpAnswer(part.isPresent() ? 206 : 200, headers, new byte[0], Optional.of(out -> {
            if (!bodiless) {
                write(object.file(), range, out);
            }
        }));
    }

    /** Empty for what is no range, which is passed over. */
    private static Optional<Range> range(String header, long size) {
        Matcher matcher = RANGE.matcher(header);
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Optional.empty();
        }
        boolean suffix = matcher.group(1).isEmpty();
        long from = suffix ? Math.max(0, size - Long.parseLong(matcher.group(2))) : Long.parseLong(matcher.group(1));
        long last = suffix || matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
        if (from >= size || last < from) {
            throw S3Errors.invalidRange();
        }
        return Optional.of(new Range(from, Math.min(size, last + 1)));
    }

    private static void write(Path file, Range range, OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(range.from);
            byte[] piece = new byte[64 * 1024];
            long left = range.length();
            while (left > 0) {
                int read = in.read(piece, 0, (int) Math.min(piece.length, left));
                if (read < 0) {
                    throw new IOException(file + " became shorter while it was read");
                }
                out.write(piece, 0, read);
                left -= read;
            }
        }
    }
}
