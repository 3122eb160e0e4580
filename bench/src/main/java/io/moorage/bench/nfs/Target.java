package io.moorage.bench.nfs;

import java.net.InetSocketAddress;

/**
 * A server's directory to be measured.
 *
 * @param durable true when it is only asked what must be durable: a peer's export that is told to sync its directories
 */
record Target(String name, InetSocketAddress address, String path, boolean durable) {
    /** Of {@code NAME=HOST:PORT/PATH}, with {@code +} before a name that is only asked what must be durable. */
    static Target parse(String text) {
        boolean durable = text.startsWith("+");
        String[] parts = text.substring(durable ? 1 : 0).split("[=:]", 3);
        if (parts.length != 3 || parts[2].indexOf('/') < 0) {
            throw new IllegalArgumentException("not NAME=HOST:PORT/PATH: " + text);
        }
        int slash = parts[2].indexOf('/');
        int port = Integer.parseInt(parts[2].substring(0, slash));
        return new Target(parts[0], new InetSocketAddress(parts[1], port), parts[2].substring(slash), durable);
    }
}
