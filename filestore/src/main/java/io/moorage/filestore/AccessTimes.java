package io.moorage.filestore;

import io.moorage.vfs.VfsException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * When files were read or written last, by inode number, to the hour: no attribute that clients see tells it (EFS User Guide,
 * "Managing storage lifecycle": an internal timer). Two files that share a slot, as they do on a disk of more than 128
 * million, stay warm together. A power cut forgets what was not synced since, so files are moved a little earlier then.
 */
final class AccessTimes {
    private static final byte[] NAME = "accesses".getBytes(StandardCharsets.US_ASCII);
    private static final long SLOTS = 1L << 27;
    private static final long GRAIN_SECONDS = 3600;

    /** No file has inode 0: when counting began. */
    private static final long BEGAN = 0;

    private final SlotFile file;
    private final Instant began;

    private AccessTimes(SlotFile file, Instant began) {
        this.file = file;
        this.began = began;
    }

    static AccessTimes open(Calls calls, int directory, Instant now) throws VfsException {
        SlotFile file = SlotFile.open(calls, directory, NAME, 1);
        long began = file.read(calls, BEGAN)[0];
        if (began == 0) {
            began = now.getEpochSecond();
            file.write(calls, BEGAN, began);
        }
        return new AccessTimes(file, Instant.ofEpochSecond(began));
    }

    /** The hour that a file need not be noted again in. */
    static long hour(long millis) {
        return Math.floorDiv(millis, GRAIN_SECONDS * 1000);
    }

    void note(Calls calls, long inode, long hour) throws VfsException {
        long slot = slot(inode);
        long seconds = (hour + 1) * GRAIN_SECONDS;
        if (file.read(calls, slot)[0] < seconds) {
            file.write(calls, slot, seconds);
        }
    }

    /** Not earlier than its last access; when nothing is known, when counting began. */
    Instant last(Calls calls, long inode) throws VfsException {
        long seconds = file.read(calls, slot(inode))[0];
        return began.getEpochSecond() > seconds ? began : Instant.ofEpochSecond(seconds);
    }

    private static long slot(long inode) {
        long slot = inode & (SLOTS - 1);
        return slot == BEGAN ? SLOTS : slot;
    }

    void sync(Calls calls) throws VfsException {
        file.sync(calls);
    }

    void close(Calls calls) {
        file.close(calls);
    }
}
