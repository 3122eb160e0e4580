package io.moorage.console.efs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Images that hold nothing but pixels, told by how they begin (MIME Sniffing Standard, section 6.1). SVG, which can hold scripts, is none. */
final class ImageType {
    static final int LOOKED_AT = 16;

    private ImageType() {}

    static Optional<String> of(byte[] bytes) {
        if (starts(bytes, 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a)) {
            return Optional.of("image/png");
        }
        if (starts(bytes, 0xff, 0xd8, 0xff)) {
            return Optional.of("image/jpeg");
        }
        String head = new String(Arrays.copyOf(bytes, LOOKED_AT), StandardCharsets.ISO_8859_1);
        if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
            return Optional.of("image/gif");
        }
        return head.startsWith("RIFF") && head.startsWith("WEBP", 8) ? Optional.of("image/webp") : Optional.empty();
    }

    private static boolean starts(byte[] bytes, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
