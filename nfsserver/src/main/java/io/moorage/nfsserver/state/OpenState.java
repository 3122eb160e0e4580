package io.moorage.nfsserver.state;

import io.moorage.vfs.OpenIntent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One owner's open of one file (RFC 7530 section 9.9: several OPENs of it merge). */
public final class OpenState extends State {
    final OpenOwner owner;
    final List<LockState> locks = new ArrayList<>();

    /** Invariant: for each bit of {@code access} there is a file open for it; at most one for reading, one for writing. */
    private final List<SharedOpenFile> files = new ArrayList<>(2);

    /** OPEN4_SHARE_ACCESS bits. */
    private int access;

    /** Bit n is set when an OPEN asked for access n: what OPEN_DOWNGRADE may go back to. */
    private int asked;

    boolean closed;

    OpenState(OpenOwner owner, FileState file) {
        super(owner.client, file);
        this.owner = owner;
    }

    @Override
    OpenState open() {
        return this;
    }

    /** Adds an OPEN's access; the opened file is kept when it is needed for it. */
    void widen(int more, SharedOpenFile opened, Aftermath aftermath) {
        asked |= 1 << more;
        boolean needed = (more & ~access) != 0;
        access |= more;
        if (!needed) {
            aftermath.release(opened);
            return;
        }
        if (opened.intent() == OpenIntent.READ_WRITE) {
            aftermath.releaseAll(files);
            files.clear();
        }
        files.add(opened);
    }

    /** RFC 7530 section 16.19: only to a union of accesses that were asked for. */
    boolean mayNarrowTo(int less) {
        int union = 0;
        for (int part = 1; part <= 3; part++) {
            if ((asked & (1 << part)) != 0 && (part & ~less) == 0) {
                union |= part;
            }
        }
        return union == less;
    }

    void narrow(int less, Aftermath aftermath) {
        access = less;
        for (int part = 1; part <= 3; part++) {
            if ((part & ~less) != 0) {
                asked &= ~(1 << part);
            }
        }
        files.removeIf(opened -> {
            boolean unneeded = !(opened.intent().reads() && (less & 1) != 0)
                    && !(opened.intent().writes() && (less & 2) != 0);
            if (unneeded) {
                aftermath.release(opened);
            }
            return unneeded;
        });
    }

    boolean allows(boolean write) {
        return (access & (write ? 2 : 1)) != 0;
    }

    /** The file to read or write through, or null when the access does not allow it. */
    @Nullable
    SharedOpenFile file(boolean write) {
        if (!allows(write)) {
            return null;
        }
        for (SharedOpenFile opened : files) {
            if (write ? opened.intent().writes() : opened.intent().reads()) {
                return opened;
            }
        }
        return null;
    }

    void releaseFiles(Aftermath aftermath) {
        aftermath.releaseAll(files);
        files.clear();
    }
}
