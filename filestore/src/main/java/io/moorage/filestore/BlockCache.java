package io.moorage.filestore;

import io.moorage.vfs.VfsException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads cold contents, keeping the blocks that were read last: small reads in a row decompress a block once. Safe for many threads. */
final class BlockCache {
    /** 8 MiB. */
    private static final int MOST = 64;

    private static final byte[] HOLE = new byte[ColdFormat.BLOCK_BYTES];

    /** Contents with another ctime are others. */
    private record Key(long inode, long shownChange, long block) {}

    /** Guarded by itself. */
    private final Map<Key, byte[]> blocks = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, byte[]> eldest) {
            return size() > MOST;
        }
    };

    /** How many bytes from an offset on it put into {@code target}: fewer than there is room for only at the file's end. */
    int read(ColdFile file, long offset, ByteBuffer target) throws VfsException {
        long size = file.header().size();
        int start = target.position();
        long at = offset;
        while (target.hasRemaining() && at < size) {
            long block = at / ColdFormat.BLOCK_BYTES;
            int from = (int) (at % ColdFormat.BLOCK_BYTES);
            int there = ColdFormat.length(size, block) - from;
            int count = Math.min(there, target.remaining());
            target.put(block(file, block), from, count);
            at += count;
        }
        return target.position() - start;
    }

    private byte[] block(ColdFile file, long block) throws VfsException {
        ColdHeader header = file.header();
        Key key = new Key(header.inode(), header.shownChange(), block);
        synchronized (blocks) {
            byte[] known = blocks.get(key);
            if (known != null) {
                return known;
            }
        }
        ColdFormat.Entry entry = file.entry(block);
        if (entry.position() == 0) {
            return HOLE;
        }
        byte[] content = file.block(block, entry);
        synchronized (blocks) {
            blocks.put(key, content);
        }
        return content;
    }
}
