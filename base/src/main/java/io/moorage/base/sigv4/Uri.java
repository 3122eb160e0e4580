package io.moorage.base.sigv4;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Percent-encoding as SigV4 defines {@code UriEncode}: everything but RFC 3986's unreserved characters. */
public final class Uri {
    private static final String HEX = "0123456789ABCDEF";

    private Uri() {}

    public static String encode(String text) {
        return encode(text, false);
    }

    /** A path's text as it is on the request line: slashes stay. */
    public static String encodePath(String path) {
        return encode(path, true);
    }

    private static String encode(String text, boolean keepSlash) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder out = new StringBuilder(bytes.length + 16);
        for (byte b : bytes) {
            char c = (char) (b & 0xff);
            if (isUnreserved(c) || (keepSlash && c == '/')) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            }
        }
        return out.toString();
    }

    /**
     * Decodes percent escapes; a plus sign is a space.
     *
     * @throws IllegalArgumentException for a percent sign that two hexadecimal digits do not follow, and for what is not
     *     UTF-8
     */
    public static String decodeForm(String text) {
        return decode(text, true);
    }

    /**
     * Decodes percent escapes; a plus sign is a plus sign.
     *
     * @throws IllegalArgumentException for a percent sign that two hexadecimal digits do not follow, and for what is not
     *     UTF-8
     */
    public static String decodePath(String text) {
        return decode(text, false);
    }

    private static String decode(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && (!plusIsSpace || text.indexOf('+') < 0)) {
            return text;
        }
        var out = new ByteArrayOutputStream(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                out.write(escaped(bytes, i));
                i += 2;
            } else {
                out.write(plusIsSpace && bytes[i] == '+' ? ' ' : bytes[i]);
            }
        }
        return utf8(out.toByteArray());
    }

    /**
     * The text these bytes are.
     *
     * @throws IllegalArgumentException when they are not UTF-8
     */
    public static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }

    private static int escaped(byte[] bytes, int at) {
        int high = at + 2 < bytes.length ? Character.digit(bytes[at + 1], 16) : -1;
        int low = at + 2 < bytes.length ? Character.digit(bytes[at + 2], 16) : -1;
        if (high < 0 || low < 0) {
            throw new IllegalArgumentException("a percent sign without two hexadecimal digits");
        }
        return high << 4 | low;
    }

    /**
     * The parameters of a raw query or form body, decoded, in order.
     *
     * @throws IllegalArgumentException as {@link #decodeForm}
     */
    public static List<Map.Entry<String, String>> parameters(String raw) {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        int start = 0;
        while (start < raw.length()) {
            int end = raw.indexOf('&', start);
            end = end < 0 ? raw.length() : end;
            if (end > start) {
                int equals = raw.indexOf('=', start);
                int nameEnd = equals < 0 || equals > end ? end : equals;
                String value = nameEnd == end ? "" : raw.substring(nameEnd + 1, end);
                parameters.add(Map.entry(decodeForm(raw.substring(start, nameEnd)), decodeForm(value)));
            }
            start = end + 1;
        }
        return parameters;
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
