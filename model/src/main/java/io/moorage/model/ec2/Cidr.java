package io.moorage.model.ec2;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A block of IPv4 addresses, such as {@code 172.31.0.0/16}.
 *
 * <p>Invariant: {@code text} is canonical: the bits below the prefix are zero.
 */
public record Cidr(String text) {
    public Cidr {
        if (parse(text).filter(text::equals).isEmpty()) {
            throw new IllegalArgumentException("not a canonical IPv4 block: " + text);
        }
    }

    /** The block {@code text} names, its host bits cleared as EC2 does; nothing when it is no IPv4 block. */
    public static Optional<Cidr> of(String text) {
        return parse(text).map(Cidr::new);
    }

    public int prefix() {
        return Integer.parseInt(text.substring(text.indexOf('/') + 1));
    }

    public String base() {
        return text.substring(0, text.indexOf('/'));
    }

    /** How many addresses there are in the block. */
    public long size() {
        return 1L << (32 - prefix());
    }

    /** The address {@code offset} after the first. */
    public String address(long offset) {
        if (offset < 0 || offset >= size()) {
            throw new IllegalArgumentException(text + " has no address number " + offset);
        }
        return Ipv4.format(bits() + (int) offset);
    }

    public boolean contains(String address) {
        OptionalInt asked = Ipv4.parse(address);
        return asked.isPresent() && (asked.getAsInt() & mask(prefix())) == bits();
    }

    public boolean contains(Cidr other) {
        return other.prefix() >= prefix() && contains(other.base());
    }

    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    @Override
    public String toString() {
        return text;
    }

    private int bits() {
        return Ipv4.parse(base()).orElseThrow();
    }

    private static Optional<String> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("[0-9]|[12][0-9]|3[0-2]")) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(text.substring(slash + 1));
        OptionalInt address = Ipv4.parse(text.substring(0, slash));
        return address.isEmpty()
                ? Optional.empty()
                : Optional.of(Ipv4.format(address.getAsInt() & mask(prefix)) + "/" + prefix);
    }

    private static int mask(int prefix) {
        return prefix == 0 ? 0 : -1 << (32 - prefix);
    }
}
