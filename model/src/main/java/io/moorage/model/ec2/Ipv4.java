package io.moorage.model.ec2;

import java.util.OptionalInt;

/** IPv4 addresses between their dotted text and the 32 bits they stand for. */
public final class Ipv4 {
    private Ipv4() {}

    /** The bits of four dotted decimal octets, or nothing when {@code text} is no such thing. */
    public static OptionalInt parse(String text) {
        String[] octets = text.split("\\.", -1);
        if (octets.length != 4) {
            return OptionalInt.empty();
        }
        int bits = 0;
        for (String octet : octets) {
            if (!octet.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(octet) > 255) {
                return OptionalInt.empty();
            }
            bits = bits << 8 | Integer.parseInt(octet);
        }
        return OptionalInt.of(bits);
    }

    public static String format(int bits) {
        return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }
}
