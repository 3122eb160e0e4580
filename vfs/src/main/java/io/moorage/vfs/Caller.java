package io.moorage.vfs;

import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a call is made (AUTH_SYS: RFC 5531 appendix A). Uid 0 is root and passes permission checks.
 *
 * @param groups supplementary groups; not changed after construction
 * @param from the machine that asks; null: this one. It makes no other user: callers from two machines may be equal
 */
public record Caller(
        int uid, int gid, int[] groups, @Nullable InetAddress from) {
    public static final Caller ROOT = new Caller(0, 0, new int[0]);

    /** Somebody on this machine. */
    public Caller(int uid, int gid, int[] groups) {
        this(uid, gid, groups, null);
    }

    /** Another user, as far as this one, on the same machine. */
    public Caller as(int otherUid, int otherGid, int[] otherGroups) {
        return new Caller(otherUid, otherGid, otherGroups, from);
    }

    public boolean isRoot() {
        return uid == 0;
    }

    public boolean inGroup(int group) {
        if (gid == group) {
            return true;
        }
        for (int member : groups) {
            if (member == group) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Caller that && uid == that.uid && gid == that.gid && Arrays.equals(groups, that.groups);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * uid + gid) + Arrays.hashCode(groups);
    }

    @Override
    public String toString() {
        return "Caller[uid=" + uid + ", gid=" + gid + ", groups=" + Arrays.toString(groups) + "]";
    }
}
