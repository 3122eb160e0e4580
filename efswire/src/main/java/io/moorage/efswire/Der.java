package io.moorage.efswire;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;

/** The few types of ASN.1's DER (X.690) that certificates and their extensions are made of. */
final class Der {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OID = 0x06;
    static final int UTF8_STRING = 0x0c;
    static final int UTC_TIME = 0x17;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    static final int FIRST_CONTEXT_TAG = 0xa0;

    /** RFC 5280 section 4.1.2.5.1: two digits of the year mean 1950 to 2049. */
    private static final DateTimeFormatter UTC = new DateTimeFormatterBuilder()
            .appendValueReduced(ChronoField.YEAR, 2, 2, 1950)
            .appendPattern("MMddHHmmss'Z'")
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private Der() {}

    static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length < 0x80) {
            out.write(length);
        } else {
            byte[] bytes = BigInteger.valueOf(length).toByteArray();
            int from = bytes[0] == 0 ? 1 : 0;
            out.write(0x80 | (bytes.length - from));
            out.write(bytes, from, bytes.length - from);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    static byte[] sequence(byte[]... parts) {
        return element(SEQUENCE, parts);
    }

    static byte[] utf8(String text) {
        return element(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] utcTime(Instant time) {
        return element(UTC_TIME, UTC.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] oid(String dotted) {
        String[] parts = dotted.split("\\.");
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(Integer.parseInt(parts[0]) * 40 + Integer.parseInt(parts[1]));
        for (int i = 2; i < parts.length; i++) {
            long number = Long.parseLong(parts[i]);
            for (int shift = 56; shift > 0; shift -= 7) {
                if (number >> shift != 0) {
                    content.write((int) (0x80 | ((number >> shift) & 0x7f)));
                }
            }
            content.write((int) (number & 0x7f));
        }
        return element(OID, content.toByteArray());
    }

    /** Reads one element after another of a hostile encoding. */
    static final class Reader {
        private final ByteBuffer in;

        Reader(byte[] bytes) {
            this.in = ByteBuffer.wrap(bytes);
        }

        boolean hasNext() {
            return in.hasRemaining();
        }

        /** The content of the next element, which must have the tag. */
        byte[] next(int tag) throws MalformedCertificateException {
            if (in.remaining() < 2 || (in.get() & 0xff) != tag) {
                throw new MalformedCertificateException("no element of type 0x%x where one should be".formatted(tag));
            }
            int length = in.get() & 0xff;
            if (length >= 0x80) {
                int bytes = length & 0x7f;
                if (bytes == 0 || bytes > 3 || bytes > in.remaining()) {
                    throw new MalformedCertificateException("a length of %d bytes".formatted(bytes));
                }
                length = 0;
                for (int i = 0; i < bytes; i++) {
                    length = (length << 8) | (in.get() & 0xff);
                }
            }
            if (length > in.remaining()) {
                throw new MalformedCertificateException("an element longer than what it is in");
            }
            byte[] content = new byte[length];
            in.get(content);
            return content;
        }

        String utf8() throws MalformedCertificateException {
            return new String(next(UTF8_STRING), StandardCharsets.UTF_8);
        }

        Instant utcTime() throws MalformedCertificateException {
            String text = new String(next(UTC_TIME), StandardCharsets.US_ASCII);
            try {
                return LocalDateTime.parse(text, UTC).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException e) {
                throw new MalformedCertificateException("no time: " + text);
            }
        }
    }
}
