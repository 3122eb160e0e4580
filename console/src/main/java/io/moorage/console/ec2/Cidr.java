package io.moorage.console.ec2;

/** IPv4 blocks. */
final class Cidr {
    private Cidr() {}

    /** @return false too where one of them is no IPv4 */
    static boolean holds(String block, String address) {
        String[] parts = block.split("/", -1);
        if (parts.length != 2 || !isAddress(parts[0]) || !isAddress(address) || !parts[1].matches("[0-9]{1,2}")) {
            return false;
        }
        int bits = Integer.parseInt(parts[1]);
        long mask = (0xffffffffL << (32 - Math.min(32, bits))) & 0xffffffffL;
        return (number(parts[0]) & mask) == (number(address) & mask);
    }

    /** How many bits of the block are fixed: the more, the closer the route. */
    static int bits(String block) {
        String bits = block.substring(block.indexOf('/') + 1);
        return bits.matches("[0-9]{1,2}") ? Integer.parseInt(bits) : -1;
    }

    static boolean isAddress(String text) {
        return text.matches("((25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})(\\.|$)){4}");
    }

    private static long number(String address) {
        long number = 0;
        for (String each : address.split("\\.", -1)) {
            number = (number << 8) | Integer.parseInt(each);
        }
        return number;
    }
}
