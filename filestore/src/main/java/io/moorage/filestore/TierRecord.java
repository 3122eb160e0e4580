package io.moorage.filestore;

import io.moorage.posix.FileStatus;

/**
 * What a file that was or is in the cold tier looks like to clients: moving its content changes its inode's times and blocks,
 * which is nobody's business.
 *
 * @param birth of the file it is about, and of no later one with its inode number
 * @param realChange the inode's ctime that our own moving left behind; {@link #MOVING} while that goes on
 * @param shownChange the ctime that is told instead of that one
 * @param usedBytes that its data took before it was moved
 * @param in where its content is
 * @param writtenIn where it was when it was written last, if it came to Standard by that; else Standard
 * @param modifySeconds and {@code modifyNanos} are its mtime, told while its content is moving
 */
record TierRecord(
        long inode,
        long birth,
        long realChange,
        long shownChange,
        long usedBytes,
        StorageClass in,
        StorageClass writtenIn,
        long modifySeconds,
        int modifyNanos) {
    /** No ctime. */
    static final long MOVING = Long.MIN_VALUE;

    boolean isOf(FileStatus file) {
        return inode == file.inode() && birth == file.birthTime();
    }

    TierRecord settledAt(long ctime) {
        return new TierRecord(inode, birth, ctime, shownChange, usedBytes, in, writtenIn, modifySeconds, modifyNanos);
    }

    TierRecord in(StorageClass other, StorageClass written) {
        return new TierRecord(
                inode, birth, realChange, shownChange, usedBytes, other, written, modifySeconds, modifyNanos);
    }

    /** The file as clients see it. */
    FileStatus seen(FileStatus real) {
        boolean moving = realChange == MOVING;
        boolean ours = moving || realChange == real.changeTime();
        return real.with(
                moving || in.isCold() ? usedBytes / 512 : real.blocks(),
                moving ? modifySeconds : real.modifySeconds(),
                moving ? modifyNanos : real.modifyNanos(),
                ours ? shownChange : real.changeTime());
    }

    long[] toLongs() {
        long packed = in.code | (writtenIn.code << 8);
        return new long[] {inode, birth, realChange, shownChange, usedBytes, packed, modifySeconds, modifyNanos};
    }

    static TierRecord of(long... longs) {
        return new TierRecord(
                longs[0],
                longs[1],
                longs[2],
                longs[3],
                longs[4],
                StorageClass.of(longs[5] & 0xff),
                StorageClass.of(longs[5] >>> 8 & 0xff),
                longs[6],
                (int) longs[7]);
    }
}
