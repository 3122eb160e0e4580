package io.moorage.vfs.memory;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The bytes of one file in pages; a page never written is a hole and reads as zeros. */
final class SparseContent {
    static final int PAGE = 4096;

    private final TreeMap<Long, byte[]> pages = new TreeMap<>();
    private long size;

    long size() {
        return size;
    }

    long spaceUsed() {
        return (long) pages.size() * PAGE;
    }

    int read(long offset, ByteBuffer target) {
        int count = (int) Math.min(target.remaining(), Math.max(0, size - offset));
        for (int done = 0; done < count; ) {
            long at = offset + done;
            int within = (int) (at % PAGE);
            int length = Math.min(count - done, PAGE - within);
            byte @Nullable [] page = pages.get(at / PAGE);
            if (page == null) {
                target.put(new byte[length]);
            } else {
                target.put(page, within, length);
            }
            done += length;
        }
        return count;
    }

    void write(long offset, ByteBuffer source) {
        if (!source.hasRemaining()) {
            return;
        }
        long at = offset;
        while (source.hasRemaining()) {
            int within = (int) (at % PAGE);
            int length = Math.min(source.remaining(), PAGE - within);
            source.get(pages.computeIfAbsent(at / PAGE, ignored -> new byte[PAGE]), within, length);
            at += length;
        }
        size = Math.max(size, at);
    }

    void resize(long newSize) {
        if (newSize < size) {
            pages.tailMap((newSize + PAGE - 1) / PAGE).clear();
            byte @Nullable [] last = pages.get(newSize / PAGE);
            if (last != null) {
                Arrays.fill(last, (int) (newSize % PAGE), PAGE, (byte) 0);
            }
        }
        size = newSize;
    }
}
