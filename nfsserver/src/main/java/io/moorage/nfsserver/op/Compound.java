package io.moorage.nfsserver.op;

import io.moorage.nfsserver.WorkKind;
import io.moorage.nfsserver.state.Client;
import io.moorage.nfsserver.state.Principal;
import io.moorage.nfsserver.state.SeqidOwner;
import io.moorage.nfsserver.state.Session;
import io.moorage.nfsserver.state.Slot;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileType;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One COMPOUND while it runs: who asks, where it stands. Made once per thread of a connection and used again. */
public final class Compound implements SeqidOwner.CurrentFile {
    /** The connection's side of a COMPOUND. */
    public interface Host {
        /** Called before a call that may wait for the disk, so that requests behind this one need not wait too. */
        void mayBlock();

        /**
         * Called before a change of names or attributes, a FILE_SYNC write or a commit. It may then be gathered with others':
         * the reply waits until it is durable, and so must what is kept of the reply.
         *
         * @throws IOException when the file system serves no more
         */
        void changesFiles() throws IOException;

        /** Keeps the reply for repetitions once it may be given; false when it may be given now. */
        boolean postpones(Answer answer);

        /** @throws Nfs4Exception when the asking address was fenced meanwhile: nothing more may be done for it */
        void checkAdmitted() throws Nfs4Exception;

        /** The client the COMPOUND turned out to come from. */
        void speaksFor(long clientId);
    }

    private final VirtualFileSystem files;
    private final Host host;
    private final InetAddress address;

    private int minorVersion;
    private ByteBuffer request = ByteBuffer.allocate(0);
    private int xid;
    private int operations;
    private int position;
    private Caller caller = Caller.ROOT;
    private Principal principal = new Principal(0, 0);

    private @Nullable FileHandle current;
    private @Nullable FileHandle saved;
    private Stateid4 currentStateid = Stateid4.INVALID;
    private Stateid4 savedStateid = Stateid4.INVALID;

    /** Of the current file, when they are known and nothing can have changed them in this COMPOUND since. */
    private @Nullable Attributes attributes;

    /** Of the current file, when it is known. */
    private @Nullable FileType type;

    private @Nullable Session session;
    private @Nullable Slot slot;
    private boolean cacheThis;
    private @Nullable ByteBuffer repeatedReply;
    private boolean uncachedRepetition;
    private ReplyCache.@Nullable Key once;

    private int start;
    private int resultAt;
    private @Nullable Change change;

    /** What has been done so far. */
    private WorkKind workKind = WorkKind.NONE;

    private long dataBytes;

    public Compound(VirtualFileSystem files, Host host, InetAddress address) {
        this.files = files;
        this.host = host;
        this.address = address;
    }

    /** Forgets the COMPOUND before. */
    public void begin(Caller newCaller, Principal newPrincipal, int newXid, ByteBuffer newRequest) {
        caller = newCaller;
        principal = newPrincipal;
        xid = newXid;
        request = newRequest;
        once = null;
        current = null;
        saved = null;
        currentStateid = Stateid4.INVALID;
        savedStateid = Stateid4.INVALID;
        attributes = null;
        session = null;
        slot = null;
        cacheThis = false;
        repeatedReply = null;
        uncachedRepetition = false;
        workKind = WorkKind.NONE;
        dataBytes = 0;
        change = null;
    }

    /** What it did mostly: data before anything else. */
    public WorkKind workKind() {
        return workKind;
    }

    /** Bytes of data that were read or written. */
    public long dataBytes() {
        return dataBytes;
    }

    void moved(WorkKind kind, int bytes) {
        workKind = kind;
        dataBytes += bytes;
    }

    /** An operation ran, successfully or not. */
    void ran(OpCode op) {
        switch (op) {
            case SEQUENCE, PUTFH, PUTROOTFH, GETFH, SAVEFH, RESTOREFH, RENEW, READ, WRITE -> {}
            default -> workKind = workKind == WorkKind.NONE ? WorkKind.METADATA : workKind;
        }
    }

    void header(int newMinorVersion, int newOperations) {
        minorVersion = newMinorVersion;
        operations = newOperations;
    }

    void at(int newPosition) {
        position = newPosition;
    }

    /** Where the results of the operation under way go, in a reply whose body begins at {@code bodyStart}. */
    void resultAt(int bodyStart, int at) {
        start = bodyStart;
        resultAt = at;
    }

    /** To be called before a change that must be durable. See {@link Host#changesFiles}. */
    void changesFiles() throws IOException {
        if (change == null) {
            change = new Change(start, resultAt, position);
        }
        host.changesFiles();
    }

    /** The first change, if there was one. */
    public @Nullable Change change() {
        return change;
    }

    int minorVersion() {
        return minorVersion;
    }

    int requestBytes() {
        return request.limit();
    }

    int operations() {
        return operations;
    }

    boolean isLast() {
        return position == operations - 1;
    }

    Caller caller() {
        return caller;
    }

    Principal principal() {
        return principal;
    }

    InetAddress address() {
        return address;
    }

    Host host() {
        return host;
    }

    /** RFC 7530 section 16: most operations need one. */
    FileHandle current() throws Nfs4Exception {
        FileHandle handle = current;
        if (handle == null) {
            throw new Nfs4Exception(Nfs4Status.NOFILEHANDLE);
        }
        return handle;
    }

    @Override
    public @Nullable FileHandle get() {
        return current;
    }

    @Override
    public void set(FileHandle file) {
        setCurrent(file, null);
    }

    void setCurrent(FileHandle file, @Nullable Attributes known) {
        current = file;
        attributes = known;
        type = known == null ? null : known.type();
        currentStateid = Stateid4.INVALID;
    }

    void setCurrentOfType(FileHandle file, FileType known) {
        setCurrent(file, null);
        type = known;
    }

    /** RFC 8881 section 18.29.4: some operations use the current file handle up. */
    void consumeCurrent() {
        current = null;
        attributes = null;
        type = null;
    }

    void save() throws Nfs4Exception {
        saved = current();
        savedStateid = currentStateid;
    }

    void restore() throws Nfs4Exception {
        setCurrent(saved(Nfs4Status.RESTOREFH), null);
        currentStateid = savedStateid;
    }

    FileHandle saved(Nfs4Status whenMissing) throws Nfs4Exception {
        FileHandle handle = saved;
        if (handle == null) {
            throw new Nfs4Exception(whenMissing);
        }
        return handle;
    }

    /** The current file's attributes, asked for at most once while nothing changes. */
    Attributes attributes() throws Nfs4Exception, VfsException {
        Attributes known = attributes;
        if (known == null) {
            known = files.getAttributes(current());
            attributes = known;
        }
        return known;
    }

    /** What kind of object the current file is; it never becomes another. */
    FileType type() throws Nfs4Exception, VfsException {
        FileType known = type;
        if (known == null) {
            known = files.typeOf(current());
            type = known;
        }
        return known;
    }

    /** The current file, or everything, may have other attributes now. */
    void changed() {
        attributes = null;
    }

    void changed(Attributes now) {
        attributes = now;
    }

    /** RFC 8881 section 16.2.3.1.2: the special stateid that means the one before. */
    Stateid4 resolve(Stateid4 stateid) throws Nfs4Exception {
        if (minorVersion == 0 || !stateid.equals(Stateid4.CURRENT)) {
            return stateid;
        }
        if (currentStateid.equals(Stateid4.INVALID)) {
            throw new Nfs4Exception(Nfs4Status.BAD_STATEID, "no current stateid");
        }
        return currentStateid;
    }

    /** An operation gave this stateid. */
    Stateid4 gave(Stateid4 stateid) {
        currentStateid = stateid;
        return stateid;
    }

    void inSession(Session newSession, Slot newSlot, boolean newCacheThis) {
        session = newSession;
        slot = newSlot;
        cacheThis = newCacheThis;
        host.speaksFor(newSession.client().id());
    }

    /** The request is a repetition: this reply is to be given. */
    void repeats(ByteBuffer reply) {
        repeatedReply = reply;
    }

    /** The request is a repetition of one whose reply was not kept. */
    void repeatsUncached(Session newSession) {
        session = newSession;
        uncachedRepetition = true;
    }

    @Nullable
    ByteBuffer repeatedReply() {
        return repeatedReply;
    }

    ReplyCache.Key requestKey() {
        return ReplyCache.Key.of(address, xid, request);
    }

    /** The request does what must not be done twice: its reply is to be kept. */
    void runsOnce(ReplyCache.Key key) {
        once = key;
    }

    ReplyCache.@Nullable Key once() {
        return once;
    }

    boolean uncachedRepetition() {
        return uncachedRepetition;
    }

    boolean cacheThis() {
        return cacheThis;
    }

    @Nullable
    Session session() {
        return session;
    }

    @Nullable
    Slot slot() {
        return slot;
    }

    /** NFSv4.1: the session's client, whose stateids alone are good; NFSv4.0: null. */
    @Nullable
    Client speaker() {
        Session here = session;
        return here == null ? null : here.client();
    }
}
