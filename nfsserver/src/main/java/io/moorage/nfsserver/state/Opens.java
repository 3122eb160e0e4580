package io.moorage.nfsserver.state;

import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.xdr.Opaque;
import io.moorage.vfs.FileHandle;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens: who may read and write which file (RFC 7530 section 9.9). */
public final class Opens {
    private static final Logger LOG = System.getLogger(Opens.class.getName());

    private final StateTables tables;

    Opens(StateTables tables) {
        this.tables = tables;
    }

    /** The owner, made when it is new. */
    public OpenOwner owner(Client client, Opaque name) throws Nfs4Exception {
        synchronized (tables) {
            OpenOwner owner = client.openOwners.get(name);
            if (owner == null) {
                if (client.openOwners.size() >= tables.limits.opensPerClient()) {
                    throw new Nfs4Exception(Nfs4Status.DQUOT, "too many open owners");
                }
                owner = new OpenOwner(client, name, tables.now());
                client.openOwners.put(name, owner);
            }
            owner.lastUsed = tables.now();
            return owner;
        }
    }

    /** NFSv4.1: the owner's OPEN was refused; if it has nothing open it is forgotten. */
    public void refused(OpenOwner owner) {
        synchronized (tables) {
            forgetIfIdle(owner);
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
        tables.debts.settle();
        synchronized (tables) {
            tables.admit(client, reclaim);
        }
    }

    /** To be asked before a file is made for an open: so that none is left behind by one that is refused. */
    public void requireRoom(Client client, int uid) throws Nfs4Exception {
        synchronized (tables) {
            client.holdings.requireRoomForOpen(uid);
        }
    }

    /** Must precede a client's first {@link #grant}; writes to disk. Cheap when it was done before. IO when it cannot be written. */
    public void record(Client client) throws IOException {
        if (client.recorded) {
            return;
        }
        try {
            tables.journal.record(client.key, client.id, client.origin);
        } catch (IOException failed) {
            LOG.log(Level.WARNING, "no client can be recorded, so none may open anything: {0}", failed.getMessage());
            throw new Nfs4Exception(Nfs4Status.IO, "not recorded");
        }
        client.recorded = true;
        boolean gone;
        synchronized (tables) {
            gone = client.gone;
        }
        if (gone) {
            tables.journal.remove(List.of(client));
        }
    }

    /** True when {@link #record} would write. */
    public boolean mustRecord(Client client) {
        return !client.recorded;
    }

    /** Grants an open, merged with what its owner has open of the file. Takes the opened file over, also on refusal. */
    public Stateid4 grant(OpenOwner asking, FileHandle handle, Share share, SharedOpenFile opened) throws IOException {
        Aftermath aftermath = tables.aftermath();
        try {
            synchronized (tables) {
                checkAlive(asking.client);
                OpenOwner owner = settled(asking);
                forgetClosed(owner);
                checkShare(handle, share);
                OpenState open = find(owner, tables.files.get(handle));
                if (open == null) {
                    owner.client.holdings.requireRoomForOpen(opened.uid());
                    FileState file = tables.file(handle);
                    open = new OpenState(owner, file, opened.uid());
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

    /** NFSv4.1: it may have been forgotten while its OPEN was under way, and another may have taken its name. */
    private static OpenOwner settled(OpenOwner owner) {
        OpenOwner present = owner.client.openOwners.putIfAbsent(owner.name, owner);
        return present == null ? owner : present;
    }

    private static void checkAlive(Client client) throws Nfs4Exception {
        if (client.gone) {
            throw new Nfs4Exception(
                    client.key.minorVersion() == 0 ? Nfs4Status.EXPIRED : Nfs4Status.BADSESSION, "client is gone");
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

    private static @Nullable OpenState find(OpenOwner owner, @Nullable FileState file) {
        if (file == null) {
            return null;
        }
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
            owner.client.openOwners.remove(owner.name, owner);
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
