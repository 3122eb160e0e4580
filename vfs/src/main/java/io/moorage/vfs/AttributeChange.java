package io.moorage.vfs;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The attributes to set; an empty field is left alone.
 *
 * @param size truncates or extends with a hole
 */
public record AttributeChange(
        OptionalInt mode,
        OptionalInt uid,
        OptionalInt gid,
        OptionalLong size,
        TimeChange accessTime,
        TimeChange modifyTime) {
    public static final AttributeChange NONE = new AttributeChange(
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            TimeChange.KEEP,
            TimeChange.KEEP);

    /** What becomes of a time stamp. */
    public sealed interface TimeChange {
        TimeChange KEEP = new Keep();
        TimeChange SERVER_TIME = new ServerTime();

        record Keep() implements TimeChange {}

        /** Needs only write permission (POSIX utimensat UTIME_NOW). */
        record ServerTime() implements TimeChange {}

        /** Needs ownership. */
        record ClientTime(Timestamp time) implements TimeChange {}
    }

    public static AttributeChange ofMode(int mode) {
        return new AttributeChange(
                OptionalInt.of(mode), NONE.uid, NONE.gid, NONE.size, TimeChange.KEEP, TimeChange.KEEP);
    }

    public static AttributeChange ofSize(long size) {
        return new AttributeChange(
                NONE.mode, NONE.uid, NONE.gid, OptionalLong.of(size), TimeChange.KEEP, TimeChange.KEEP);
    }

    public AttributeChange withMode(OptionalInt newMode) {
        return newMode.equals(mode) ? this : new AttributeChange(newMode, uid, gid, size, accessTime, modifyTime);
    }

    public AttributeChange withOwner(OptionalInt newUid, OptionalInt newGid) {
        return new AttributeChange(mode, newUid, newGid, size, accessTime, modifyTime);
    }

    public boolean isEmpty() {
        return equals(NONE);
    }
}
