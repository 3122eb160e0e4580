package io.moorage.crash.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A disk with a volatile write cache: a write is in memory until the next sync, and is lost when the power is cut before.
 * Blocks of 4 KiB are written whole or not at all, as disks promise. Safe for many threads.
 */
public final class DiskImage {
    public static final int BLOCK = 4096;

    /** A block of data that begins so cannot be written while the disk is told to {@link Health#FAILS_MARKED}. */
    public static final byte[] MARK = "bad block".getBytes(StandardCharsets.US_ASCII);

    private final FileChannel platter;
    private final long bytes;

    /** Every block written since the last sync, in order. */
    private final List<Written> history = new ArrayList<>();

    /** The last content of each of them. */
    private final Map<Long, byte[]> cache = new HashMap<>();

    private Health health = Health.WELL;
    private long syncs;

    private record Written(long block, byte[] content) {}

    /** What the disk does with requests. */
    public enum Health {
        WELL,
        /** Writes of marked blocks fail. */
        FAILS_MARKED,
        /** Every write and sync fails. */
        FAILS_WRITES,
        /** The power is gone, and whoever waits for an answer waits on: nothing changes any more. */
        SILENT,
        /** The power is gone, and everybody is told so. */
        OFF
    }

    DiskImage(FileChannel platter) throws IOException {
        this.platter = platter;
        this.bytes = platter.size();
        if (bytes % BLOCK != 0) {
            throw new IOException("a disk has whole blocks, not " + bytes + " bytes");
        }
    }

    long bytes() {
        return bytes;
    }

    synchronized long syncs() {
        return syncs;
    }

    synchronized void become(Health next) {
        if (health != Health.OFF && (health != Health.SILENT || next == Health.OFF)) {
            health = next;
            notifyAll();
        }
    }

    synchronized void read(long offset, ByteBuffer target) throws IOException {
        requirePower();
        long at = offset;
        while (target.hasRemaining() && at < bytes) {
            int within = (int) (at % BLOCK);
            int count = Math.min(BLOCK - within, target.remaining());
            target.put(block(at / BLOCK), within, count);
            at += count;
        }
    }

    synchronized void write(long offset, ByteBuffer source) throws IOException {
        requirePower();
        if (offset + source.remaining() > bytes) {
            throw new IOException("beyond the end of the disk");
        }
        if (health == Health.FAILS_WRITES) {
            throw new IOException("told to fail");
        }
        long at = offset;
        while (source.hasRemaining()) {
            int within = (int) (at % BLOCK);
            int count = Math.min(BLOCK - within, source.remaining());
            byte[] content =
                    count == BLOCK ? new byte[BLOCK] : block(at / BLOCK).clone();
            source.get(content, within, count);
            if (health == Health.FAILS_MARKED && Arrays.equals(content, 0, MARK.length, MARK, 0, MARK.length)) {
                throw new IOException("told to fail");
            }
            history.add(new Written(at / BLOCK, content));
            cache.put(at / BLOCK, content);
            at += count;
        }
    }

    private byte[] block(long number) throws IOException {
        byte[] cached = cache.get(number);
        if (cached != null) {
            return cached;
        }
        ByteBuffer content = ByteBuffer.allocate(BLOCK);
        while (content.hasRemaining() && platter.read(content, number * BLOCK + content.position()) >= 0) {
            // A sparse file may give less than was asked for.
        }
        return content.array();
    }

    synchronized void sync() throws IOException {
        requirePower();
        if (health == Health.FAILS_WRITES) {
            throw new IOException("told to fail");
        }
        for (Map.Entry<Long, byte[]> entry : cache.entrySet()) {
            put(entry.getKey(), entry.getValue());
        }
        history.clear();
        cache.clear();
        syncs++;
    }

    /**
     * From now on nothing changes any more.
     *
     * @param luck decides of each unsynced write whether it reached the platter all the same, as a disk that reorders has it;
     *     null: none did
     * @return how many unsynced writes were lost
     */
    synchronized int cut(@Nullable RandomGenerator luck) throws IOException {
        health = Health.SILENT;
        int lost = 0;
        for (Written written : history) {
            if (luck != null && luck.nextBoolean()) {
                put(written.block, written.content);
            } else {
                lost++;
            }
        }
        history.clear();
        cache.clear();
        return lost;
    }

    private void put(long block, byte[] content) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(content);
        while (source.hasRemaining()) {
            platter.write(source, block * BLOCK + source.position());
        }
    }

    private synchronized void requirePower() throws IOException {
        try {
            while (health == Health.SILENT) {
                wait();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
        if (health == Health.OFF) {
            throw new IOException("no power");
        }
    }
}
