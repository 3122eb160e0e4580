package io.moorage.nfsserver.state;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.xdr.Opaque;
import io.moorage.vfs.FileHandle;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Opens: who may read and write which file (RFC 7530 section 9.9). */
public final class Opens {
    private final StateTables tables;

    Opens(StateTables tables) {
        this.tables = tables;
    }

    /** The owner, made when it is new. */
    public OpenOwner owner(Client client, Opaque name) {
        synchronized (tables) {
            OpenOwner owner = client.openOwners.computeIfAbsent(name, n -> new OpenOwner(client, n, tables.now()));
            owner.lastUsed = tables.now();
            return owner;
        }
    }

    /** The owner of the open that a stateid names, so that the owner's sequence can be looked at first. */
    public OpenOwner ownerOf(Stateid4 stateid, @Nullable Client speaker) throws Nfs4Exception {
        synchronized (tables) {
            return open(stateid, speaker).owner;
        }
    }

    /** RFC 7530 section 9.6.2: whether an open may be granted, or taken back, now. */
    public void admit(Client client, boolean reclaim) throws Nfs4Exception {
        synchronized (tables) {
            tables.grace.admit(client, reclaim);
        }
    }

    /** Must precede a client's first {@link #grant}; writes to disk. Cheap when it was done before. */
    public void record(Client client) throws IOException {
        if (client.recorded) {
            return;
        }
        tables.journal.record(client.key, client.id, client.origin);
        client.recorded = true;
        boolean gone;
        synchronized (tables) {
            gone = client.gone;
        }
        if (gone) {
            tables.journal.remove(client.key, client.id);
        }
    }

    /** True when {@link #record} would write. */
    public boolean mustRecord(Client client) {
        return !client.recorded;
    }

    /** Grants an open, merged with what its owner has open of the file. Takes the opened file over, also on refusal. */
    public Stateid4 grant(OpenOwner owner, FileHandle handle, Share share, SharedOpenFile opened) throws IOException {
        Aftermath aftermath = tables.aftermath();
        try {
            synchronized (tables) {
                checkRoom(owner.client);
                forgetClosed(owner);
                checkShare(handle, share);
                FileState file = tables.file(handle);
                OpenState open = find(owner, file);
                if (open == null) {
                    open = new OpenState(owner, file);
                    file.opens.add(open);
                    owner.opens.add(open);
                }
                open.widen(share, opened, aftermath);
                return open.changed();
            }
        } catch (Nfs4Exception e) {
            aftermath.release(opened);
            throw e;
        } finally {
            aftermath.run();
        }
    }

    private void checkRoom(Client client) throws Nfs4Exception {
        if (client.gone) {
            throw new Nfs4Exception(
                    client.key.minorVersion() == 0 ? Nfs4Status.EXPIRED : Nfs4Status.BADSESSION, "client is gone");
        }
        if (client.states.size() >= tables.limits.opensPerClient()) {
            throw new Nfs4Exception(Nfs4Status.DQUOT, "too many opens");
        }
    }

    /** RFC 7530 section 9.9: an owner's own opens count, too. */
    private void checkShare(FileHandle handle, Share share) throws Nfs4Exception {
        FileState file = tables.files.get(handle);
        if (file == null) {
            return;
        }
        for (OpenState open : file.opens) {
            if (!open.share().standsBeside(share)) {
                throw new Nfs4Exception(Nfs4Status.SHARE_DENIED);
            }
        }
    }

    private void checkDenied(FileHandle handle, boolean write) throws Nfs4Exception {
        FileState file = tables.files.get(handle);
        if (file == null) {
            return;
        }
        Share use = new Share(write ? 2 : 1, 0);
        for (OpenState open : file.opens) {
            if (!open.share().standsBeside(use)) {
                throw new Nfs4Exception(Nfs4Status.LOCKED);
            }
        }
    }

    private static @Nullable OpenState find(OpenOwner owner, FileState file) {
        for (OpenState open : file.opens) {
            if (open.owner == owner) {
                return open;
            }
        }
        return null;
    }

    /** OPEN_CONFIRM. */
    public Stateid4 confirm(Stateid4 stateid, FileHandle file) throws Nfs4Exception {
        synchronized (tables) {
            OpenState open = open(stateid, null);
            StateTables.checkCurrent(open, stateid, file);
            if (open.owner.confirmed) {
                throw new Nfs4Exception(Nfs4Status.BAD_STATEID, "confirmed already");
            }
            open.owner.confirmed = true;
            return open.changed();
        }
    }

    /** A reclaimed open needs no confirmation (RFC 7530 section 16.18.5). */
    public void confirmReclaimed(OpenOwner owner) {
        owner.confirmed = true;
    }

    /** RFC 7530 section 16.18.5: what an owner opened and never confirmed is given up at its next OPEN. */
    public void forgetUnconfirmed(OpenOwner owner) throws IOException {
        if (owner.confirmed) {
            return;
        }
        Aftermath aftermath = tables.aftermath();
        synchronized (tables) {
            for (OpenState open : owner.opens.toArray(OpenState[]::new)) {
                tables.close(open, aftermath);
                owner.client.states.remove(open.number);
            }
        }
        aftermath.run();
    }

    public Stateid4 downgrade(Stateid4 stateid, FileHandle file, Share share, @Nullable Client speaker)
            throws IOException {
        Aftermath aftermath = tables.aftermath();
        Stateid4 narrowed;
        synchronized (tables) {
            OpenState open = confirmedOpen(stateid, file, speaker);
            if (!open.mayNarrowTo(share)) {
                throw new Nfs4Exception(Nfs4Status.INVAL, "a share that was not asked for");
            }
            forgetClosed(open.owner);
            open.narrow(share, aftermath);
            narrowed = open.changed();
        }
        aftermath.run();
        return narrowed;
    }

    /** Ends an open and frees the locks made through it. */
    public Stateid4 close(Stateid4 stateid, FileHandle file, @Nullable Client speaker) throws IOException {
        Aftermath aftermath = tables.aftermath();
        Stateid4 last;
        synchronized (tables) {
            OpenState open = confirmedOpen(stateid, file, speaker);
            OpenOwner owner = open.owner;
            forgetClosed(owner);
            tables.close(open, aftermath);
            last = open.changed();
            if (speaker == null) {
                owner.lastClosed = open;
                owner.lastUsed = tables.now();
            } else {
                open.client.states.remove(open.number);
                forgetIfIdle(owner);
                last = Stateid4.INVALID;
            }
        }
        aftermath.run();
        return last;
    }

    private static void forgetIfIdle(OpenOwner owner) {
        if (owner.opens.isEmpty()) {
            owner.client.openOwners.remove(owner.name);
        }
    }

    private static void forgetClosed(OpenOwner owner) {
        if (owner.lastClosed != null) {
            owner.client.states.remove(owner.lastClosed.number);
            owner.lastClosed = null;
        }
    }

    /**
     * The file to read or write through, acquired: release it after use.
     *
     * @return null when the stateid names no open: the anonymous and the bypass stateid
     */
    public @Nullable SharedOpenFile forIo(Stateid4 stateid, FileHandle file, boolean write, @Nullable Client speaker)
            throws Nfs4Exception {
        if (stateid.equals(Stateid4.ANONYMOUS) || stateid.equals(Stateid4.READ_BYPASS)) {
            synchronized (tables) {
                checkDenied(file, write);
            }
            return null;
        }
        synchronized (tables) {
            State state = tables.state(stateid, speaker);
            StateTables.checkCurrent(state, stateid, file);
            checkConfirmed(state.open());
            SharedOpenFile opened = state.open().file(write);
            if (opened == null) {
                throw new Nfs4Exception(Nfs4Status.OPENMODE);
            }
            return opened.acquire();
        }
    }

    private OpenState confirmedOpen(Stateid4 stateid, FileHandle file, @Nullable Client speaker) throws Nfs4Exception {
        OpenState open = open(stateid, speaker);
        StateTables.checkCurrent(open, stateid, file);
        checkConfirmed(open);
        return open;
    }

    static void checkConfirmed(OpenState open) throws Nfs4Exception {
        if (!open.owner.confirmed) {
            throw new Nfs4Exception(Nfs4Status.BAD_STATEID, "not confirmed");
        }
    }

    private OpenState open(Stateid4 stateid, @Nullable Client speaker) throws Nfs4Exception {
        if (tables.state(stateid, speaker) instanceof OpenState open) {
            return open;
        }
        throw new Nfs4Exception(Nfs4Status.BAD_STATEID, "not an open's stateid");
    }
}
