package io.moorage.nfsserver.state;

import io.moorage.vfs.OpenIntent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One owner's open of one file (RFC 7530 section 9.9: several OPENs of it merge). */
public final class OpenState extends State {
    final OpenOwner owner;
    final int uid;
    final List<LockState> locks = new ArrayList<>();

    /** Invariant: for each kind of access there is a file open for it; at most one for reading, one for writing. */
    private final List<SharedOpenFile> files = new ArrayList<>(2);

    private Share share = Share.NONE;

    /** Bit n is set when an OPEN asked for the share of index n: what OPEN_DOWNGRADE may go back to. */
    private int asked;

    boolean closed;

    /** @param uid who opens it */
    OpenState(OpenOwner owner, FileState file, int uid) {
        super(owner.client, file);
        this.owner = owner;
        this.uid = uid;
        client.holdings.opened(uid);
    }

    @Override
    OpenState open() {
        return this;
    }

    Share share() {
        return share;
    }

    /** Adds an OPEN's share; the opened file is kept when it is needed for it. */
    void widen(Share more, SharedOpenFile opened, Aftermath aftermath) {
        asked |= 1 << more.index();
        boolean needed = (more.access() & ~share.access()) != 0;
        share = share.or(more);
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

    /** RFC 7530 section 16.19: only to a union of shares that were asked for. */
    boolean mayNarrowTo(Share less) {
        Share union = Share.NONE;
        for (Share part : Share.all()) {
            if ((asked & (1 << part.index())) != 0 && part.isWithin(less)) {
                union = union.or(part);
            }
        }
        return union.equals(less);
    }

    void narrow(Share less, Aftermath aftermath) {
        share = less;
        for (Share part : Share.all()) {
            if (!part.isWithin(less)) {
                asked &= ~(1 << part.index());
            }
        }
        files.removeIf(opened -> {
            boolean unneeded = !(opened.intent().reads() && less.reads())
                    && !(opened.intent().writes() && less.writes());
            if (unneeded) {
                aftermath.release(opened);
            }
            return unneeded;
        });
    }

    boolean allows(boolean write) {
        return write ? share.writes() : share.reads();
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
