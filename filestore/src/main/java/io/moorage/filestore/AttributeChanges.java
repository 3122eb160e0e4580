package io.moorage.filestore;

import io.moorage.posix.FileCalls;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.AttributeChange.TimeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.PosixRules;
import io.moorage.vfs.Timestamp;
import io.moorage.vfs.VfsException;

/** Setting attributes. */
final class AttributeChanges {
    /** Setuid and setgid, which the kernel takes away when it is told an owner. */
    private static final int SET_ID = 06000;

    private final Volume volume;

    AttributeChanges(Volume volume) {
        this.volume = volume;
    }

    Attributes set(Caller caller, FileHandle file, AttributeChange change) throws VfsException {
        return volume.with(file, (calls, node) -> {
            Attributes after;
            boolean settled;
            node.lock.lock();
            try {
                Attributes now = volume.attributes(calls, node);
                AttributeChange permitted = PosixRules.permitted(caller, now, change);
                if (permitted.isEmpty()) {
                    return now;
                }
                settled = now.change() == node.settledChange && asksForWhatIs(now, permitted);
                apply(calls, node, permitted);
                volume.changed(node);
                after = volume.attributes(calls, node);
            } finally {
                node.lock.unlock();
            }
            if (!settled) {
                volume.makeDurable(calls, node);
            }
            if (calls.gathered() == null) {
                node.settledChange = after.change();
            }
            return after;
        });
    }

    /**
     * Whether nothing but the time of the change would change. Archivers ask so of every file they unpack: when what is there
     * is on stable storage, nothing acknowledged depends on that time being there too.
     */
    private static boolean asksForWhatIs(Attributes now, AttributeChange change) {
        boolean owner = change.uid().isPresent() || change.gid().isPresent();
        return change.size().isEmpty()
                && change.accessTime() == TimeChange.KEEP
                && change.modifyTime() == TimeChange.KEEP
                && change.mode().orElse(now.mode()) == now.mode()
                && change.uid().orElse(now.uid()) == now.uid()
                && change.gid().orElse(now.gid()) == now.gid()
                && !(owner && (now.mode() & SET_ID) != 0);
    }

    /** What may fail for want of space goes first; the mode after the owner, whose change drops mode bits. */
    void apply(Calls calls, Node node, AttributeChange change) throws VfsException {
        if (change.size().isPresent()) {
            applySize(calls, node, change.size().getAsLong());
        }
        if (change.uid().isPresent() || change.gid().isPresent()) {
            int uid = change.uid().orElse(-1);
            int gid = change.gid().orElse(-1);
            Errnos.check(calls.file().chown(node.pathFd, uid, gid));
        }
        if (change.mode().isPresent()) {
            applyMode(calls, node, change.mode().getAsInt());
        }
        if (change.accessTime() != TimeChange.KEEP || change.modifyTime() != TimeChange.KEEP) {
            applyTimes(calls, node, change);
        }
    }

    private void applySize(Calls calls, Node node, long size) throws VfsException {
        Tiers.Change truncation = () -> {
            int fd = node.dataFd(calls, volume.mountFd, true);
            Errnos.check(calls.file().truncate(fd, size));
        };
        if (size == 0) {
            volume.tiers.truncate(calls, node, truncation);
        } else {
            volume.tiers.change(calls, node, truncation);
        }
    }

    private void applyMode(Calls calls, Node node, int mode) throws VfsException {
        boolean opened = node.isRegular() || node.isDirectory();
        Errnos.check(
                opened
                        ? calls.file().chmod(node.dataFd(calls, volume.mountFd, false), mode)
                        : calls.file().chmodPath(node.pathFd, mode));
    }

    private static void applyTimes(Calls calls, Node node, AttributeChange change) throws VfsException {
        TimeChange access = change.accessTime();
        TimeChange modify = change.modifyTime();
        Errnos.check(
                calls.file().setTimes(node.pathFd, seconds(access), nanos(access), seconds(modify), nanos(modify)));
    }

    private static long seconds(TimeChange change) {
        return change instanceof TimeChange.ClientTime(Timestamp time) ? time.seconds() : 0;
    }

    private static long nanos(TimeChange change) {
        return switch (change) {
            case TimeChange.Keep() -> FileCalls.UTIME_OMIT;
            case TimeChange.ServerTime() -> FileCalls.UTIME_NOW;
            case TimeChange.ClientTime(Timestamp time) -> time.nanos();
        };
    }
}
