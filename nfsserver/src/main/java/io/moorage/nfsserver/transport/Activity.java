package io.moorage.nfsserver.transport;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicLong;

/** One thread's requests, one after another, as a fence sees them. */
final class Activity {
    private final InetAddress address;
    private final Connection connection;

    /** Odd while a request is under way. */
    private final AtomicLong turn = new AtomicLong();

    /** Of the request under way, once it is known; else 0. */
    private volatile long clientId;

    Activity(Connection connection) {
        this.address = connection.address();
        this.connection = connection;
    }

    /** As {@link Connection#dropIfUntakenSince}: the request under way may wait until earlier replies are taken. */
    void dropIfUntakenSince(long limit) {
        connection.dropIfUntakenSince(limit);
    }

    InetAddress address() {
        return address;
    }

    long clientId() {
        return clientId;
    }

    long turn() {
        return turn.get();
    }

    static boolean busy(long turn) {
        return (turn & 1) == 1;
    }

    void begin() {
        turn.incrementAndGet();
    }

    void speaksFor(long id) {
        clientId = id;
    }

    void end() {
        clientId = 0;
        turn.incrementAndGet();
    }
}
