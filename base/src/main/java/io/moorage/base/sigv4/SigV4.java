package io.moorage.base.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The arithmetic of SigV4, the same for who signs and who verifies. */
public final class SigV4 {
    public static final String ALGORITHM = "AWS4-HMAC-SHA256";
    public static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    public static final String EMPTY_PAYLOAD_HASH = sha256Hex(new byte[0]);

    /** The signing name of the one service whose paths are signed as they are, and whose bodies need not be signed. */
    public static final String S3 = "s3";

    private SigV4() {}

    public static String sha256Hex(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * The signature in lower-case hexadecimal.
     *
     * @param signedHeaders lower-case names; each must be in the request's headers
     * @param time the request's {@code X-Amz-Date}
     */
    public static String signature(
            SignedRequest request,
            Collection<String> signedHeaders,
            String secretAccessKey,
            CredentialScope scope,
            Instant time) {
        String canonical = canonicalRequest(request, signedHeaders, scope.service());
        String toSign = ALGORITHM + "\n" + TIMESTAMP.format(time) + "\n" + scope + "\n"
                + sha256Hex(canonical.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hmac(signingKey(secretAccessKey, scope), toSign));
    }

    /** What signs for a secret within a scope; the secret cannot be had from it. */
    public static byte[] signingKey(String secretAccessKey, CredentialScope scope) {
        byte[] key = hmac(("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8), scope.date());
        for (String part : List.of(scope.region(), scope.service(), "aws4_request")) {
            key = hmac(key, part);
        }
        return key;
    }

    /**
     * The request in the one form both sides hash. A parameter {@code X-Amz-Signature} is left out.
     *
     * @param service the signing name, since S3 has paths of its own
     */
    public static String canonicalRequest(SignedRequest request, Collection<String> signedHeaders, String service) {
        List<String> names = signedHeaders.stream().sorted().toList();
        StringBuilder out = new StringBuilder();
        out.append(request.method()).append('\n');
        String path = service.equals(S3) ? objectPath(request.rawPath()) : canonicalPath(request.rawPath());
        out.append(path).append('\n');
        out.append(canonicalQuery(request.rawQuery())).append('\n');
        for (String name : names) {
            String values = request.headers().getOrDefault(name, List.of()).stream()
                    .map(value -> value.strip().replaceAll(" {2,}", " "))
                    .collect(Collectors.joining(","));
            out.append(name).append(':').append(values).append('\n');
        }
        return out.append('\n')
                .append(String.join(";", names))
                .append('\n')
                .append(request.payloadHash())
                .toString();
    }

    /** An object's key is any text: its dots and slashes stay, and it is encoded once. */
    private static String objectPath(String rawPath) {
        return rawPath.isEmpty() ? "/" : Uri.encodePath(Uri.decodePath(rawPath));
    }

    /** Dot segments and doubled slashes removed, then encoded once more, as for every service but S3. */
    private static String canonicalPath(String rawPath) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : rawPath.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        String tail = !segments.isEmpty() && rawPath.endsWith("/") ? "/" : "";
        return Uri.encodePath("/" + String.join("/", segments) + tail);
    }

    private static String canonicalQuery(String rawQuery) {
        return Uri.parameters(rawQuery).stream()
                .filter(parameter -> !parameter.getKey().equals("X-Amz-Signature"))
                .map(parameter -> Uri.encode(parameter.getKey()) + "=" + Uri.encode(parameter.getValue()))
                .sorted(SigV4::compareEncoded)
                .collect(Collectors.joining("&"));
    }

    /** By name, then by value: '=' must not take part, as it sorts after digits. */
    private static int compareEncoded(String left, String right) {
        int leftEquals = left.indexOf('=');
        int rightEquals = right.indexOf('=');
        int byName = left.substring(0, leftEquals).compareTo(right.substring(0, rightEquals));
        return byName != 0 ? byName : left.substring(leftEquals).compareTo(right.substring(rightEquals));
    }

    /** HMAC-SHA256 of the content in UTF-8. */
    public static byte[] hmac(byte[] key, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
