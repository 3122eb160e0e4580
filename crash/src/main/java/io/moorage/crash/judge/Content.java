package io.moorage.crash.judge;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What may be in a file. Each block of it is filled with one number, its stamp; a hole has stamp 0. What was written and not
 * acknowledged as durable may be there or not, block by block.
 */
final class Content {
    static final int BLOCK = 4096;
    private static final int SECTOR = 512;

    /** Invariant: never empty, and holds {@link #size}. */
    private final Set<Integer> sizes = new TreeSet<>(Set.of(0));

    /** In blocks: what the file has while nothing crashes. */
    private int size;

    /** Beyond the list, a block is a hole. Invariant: none is empty, and each holds the latest. */
    private final List<Set<Integer>> stamps = new ArrayList<>();

    private final List<Integer> latest = new ArrayList<>();

    /** Nothing waits for a commit. */
    private boolean committed = true;

    int size() {
        return size;
    }

    boolean isCommitted() {
        return committed;
    }

    /** A write is asked for. */
    void beginWrite(int block, int stamp, boolean stable) {
        committed &= stable;
        grow(block + 1);
        stamps.get(block).add(stamp);
        latest.set(block, stamp);
        size = Math.max(size, block + 1);
        sizes.add(size);
    }

    /** That write is durable. */
    void wrote(int block) {
        settle(block);
        sizes.removeIf(blocks -> blocks <= block);
    }

    /** Every write is durable. */
    void committed() {
        for (int block = 0; block < stamps.size(); block++) {
            settle(block);
        }
        sizes.clear();
        sizes.add(size);
        committed = true;
    }

    /** A new size is asked for: what is cut off may be there still, or be a hole when the file grows again. */
    void beginResize(int blocks) {
        grow(blocks);
        for (int block = blocks; block < stamps.size(); block++) {
            stamps.get(block).add(0);
            latest.set(block, 0);
        }
        size = blocks;
        sizes.add(blocks);
    }

    /** The size is durable. Whoever sets a size has committed what was written before. */
    void resized() {
        committed();
    }

    private void grow(int blocks) {
        while (stamps.size() < blocks) {
            stamps.add(new TreeSet<>(Set.of(0)));
            latest.add(0);
        }
    }

    private void settle(int block) {
        stamps.get(block).clear();
        stamps.get(block).add(latest.get(block));
    }

    /** What is wrong with a file's bytes, or null. */
    @Nullable
    String fault(byte[] found) {
        if (found.length % BLOCK != 0 || !sizes.contains(found.length / BLOCK)) {
            return "has %d bytes, not one of %s blocks".formatted(found.length, sizes);
        }
        ByteBuffer bytes = ByteBuffer.wrap(found);
        for (int block = 0; block < found.length / BLOCK; block++) {
            Set<Integer> allowed = block < stamps.size() ? stamps.get(block) : Set.of(0);
            for (int at = block * BLOCK; at < (block + 1) * BLOCK; at += 4) {
                int stamp = bytes.getInt(at);
                boolean wholeSector = stamp == bytes.getInt(at - at % SECTOR);
                if (!wholeSector || !allowed.contains(stamp)) {
                    return "has %x at byte %d, not one of %s".formatted(stamp, at, hex(allowed));
                }
            }
        }
        return null;
    }

    private static List<String> hex(Set<Integer> stamps) {
        return stamps.stream().map(Integer::toHexString).toList();
    }
}
