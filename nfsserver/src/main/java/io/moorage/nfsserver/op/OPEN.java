package io.moorage.nfsserver.op;

import io.moorage.nfsserver.Dialect;
import io.moorage.nfsserver.state.Client;
import io.moorage.nfsserver.state.Clients40;
import io.moorage.nfsserver.state.OpenOwner;
import io.moorage.nfsserver.state.Opens;
import io.moorage.nfsserver.state.Share;
import io.moorage.nfsserver.state.SharedOpenFile;
import io.moorage.nfswire.nfs4.Attribute;
import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.ChangeInfo4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.OPEN4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.Created;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;

/** Opens, and maybe makes, a regular file (RFC 7530 section 16.16, RFC 8881 section 18.16). */
final class OPEN implements Operation<OPEN4.Args> {
    /** RFC 8881 section 18.16.1: wishes about delegations, all of which get none. */
    private static final int WANT_BITS = 0x3ff00;

    private static final Bitmap4 VERIFIER_ATTRIBUTES = Bitmap4.of(Attribute.TIME_ACCESS_SET, Attribute.TIME_MODIFY_SET);

    private final VirtualFileSystem files;
    private final Clients40 clients;
    private final Opens opens;
    private final Dialect dialect;

    OPEN(VirtualFileSystem files, Clients40 clients, Opens opens, Dialect dialect) {
        this.files = files;
        this.clients = clients;
        this.opens = opens;
        this.dialect = dialect;
    }

    /** What a claim led to: the file, opened, and what became of its directory. */
    private record Opened(FileHandle file, SharedOpenFile open, ChangeInfo4 change, Bitmap4 set) {}

    @Override
    public Nfs4Result execute(OPEN4.Args args, Compound compound) throws IOException {
        compound.current();
        Client speaker = compound.speaker();
        if (speaker != null) {
            OpenOwner owner = opens.owner(speaker, args.owner().owner());
            return first(args, owner, speaker, compound);
        }
        Client client = clients.client(args.owner().clientId(), compound.address());
        compound.host().speaksFor(client.id());
        OpenOwner owner = opens.owner(client, args.owner().owner());
        return owner.inSequence(args.seqid(), OpCode.OPEN, compound, () -> {
            opens.forgetUnconfirmed(owner);
            return open(args, owner, client, compound);
        });
    }

    /** Of the owner maybe. Owners that open nothing must not pile up. */
    private Nfs4Result first(OPEN4.Args args, OpenOwner owner, Client speaker, Compound compound) throws IOException {
        try {
            return open(args, owner, speaker, compound);
        } catch (IOException e) {
            opens.refused(owner);
            throw e;
        }
    }

    private Nfs4Result open(OPEN4.Args args, OpenOwner owner, Client client, Compound compound) throws IOException {
        Share share = share(args, compound.minorVersion());
        boolean reclaim = args.claim() instanceof OPEN4.Claim.Previous;
        opens.admit(client, reclaim);
        if (opens.mustRecord(client)) {
            compound.host().mayBlock();
            opens.record(client);
        }
        if (!(args.how() instanceof OPEN4.How.NoCreate)) {
            opens.requireRoom(client, compound.caller().uid());
        }
        Opened opened = claimed(args, intent(share.access()), compound);
        Stateid4 stateid = opens.grant(owner, opened.file, share, opened.open);
        if (reclaim) {
            opens.confirmReclaimed(owner);
        }
        if (!opened.file.equals(compound.current())) {
            compound.set(opened.file);
        }
        compound.gave(stateid);
        int flags = OPEN4.RESULT_LOCKTYPE_POSIX | (owner.confirmed() ? 0 : OPEN4.RESULT_CONFIRM);
        return new OPEN4.Ok(stateid, opened.change, flags, opened.set, wanted(args.shareAccess()));
    }

    private Share share(OPEN4.Args args, int minorVersion) throws Nfs4Exception {
        int access = args.shareAccess();
        if (minorVersion > 0) {
            access &= ~WANT_BITS;
        }
        if (access < 1 || access > OPEN4.SHARE_ACCESS_BOTH || args.shareDeny() < 0 || args.shareDeny() > 3) {
            throw new Nfs4Exception(Nfs4Status.INVAL, "share access or deny");
        }
        if (args.shareDeny() != OPEN4.SHARE_DENY_NONE && dialect == Dialect.EFS) {
            throw new Nfs4Exception(Nfs4Status.NOTSUPP, "no deny modes");
        }
        return new Share(access, args.shareDeny());
    }

    private static OPEN4.Wanted wanted(int shareAccess) {
        int wanted = shareAccess & OPEN4.SHARE_ACCESS_WANT_MASK;
        return switch (wanted) {
            case 0 -> OPEN4.Wanted.UNSAID;
            case OPEN4.SHARE_ACCESS_WANT_NO_DELEG -> OPEN4.Wanted.NONE;
            default -> OPEN4.Wanted.SOME;
        };
    }

    private static OpenIntent intent(int access) {
        return switch (access) {
            case OPEN4.SHARE_ACCESS_READ -> OpenIntent.READ;
            case OPEN4.SHARE_ACCESS_WRITE -> OpenIntent.WRITE;
            default -> OpenIntent.READ_WRITE;
        };
    }

    private Opened claimed(OPEN4.Args args, OpenIntent intent, Compound compound) throws IOException {
        return switch (args.claim()) {
            case OPEN4.Claim.Null(String name) -> byName(args.how(), Names.check(name), intent, compound);
            case OPEN4.Claim.Previous previous -> current(intent, true, compound);
            case OPEN4.Claim.Fh fh -> {
                if (compound.minorVersion() == 0) {
                    throw new Nfs4Exception(Nfs4Status.BADXDR, "CLAIM_FH");
                }
                yield current(intent, false, compound);
            }
            default -> throw new Nfs4Exception(Nfs4Status.NOTSUPP, "no delegations");
        };
    }

    private Opened current(OpenIntent intent, boolean granted, Compound compound) throws IOException {
        FileHandle file = compound.current();
        Types.requireRegular(compound);
        OpenFile open = granted
                ? files.openGranted(compound.caller(), file, intent)
                : files.open(compound.caller(), file, intent);
        long change = compound.attributes().change();
        return new Opened(
                file,
                new SharedOpenFile(open, intent, compound.caller().uid()),
                new ChangeInfo4(true, change, change),
                Bitmap4.EMPTY);
    }

    private Opened byName(OPEN4.How how, String name, OpenIntent intent, Compound compound) throws IOException {
        Types.requireDirectory(compound);
        return switch (how) {
            case OPEN4.How.NoCreate() -> existing(name, intent, compound);
            case OPEN4.How.Unchecked(Fattr4 wanted) ->
                create(name, intent, new CreateMode.Unchecked(), wanted, wanted.mask(), compound);
            case OPEN4.How.Guarded(Fattr4 wanted) ->
                create(name, intent, new CreateMode.Guarded(), wanted, wanted.mask(), compound);
            case OPEN4.How.Exclusive(long verifier) ->
                create(name, intent, new CreateMode.Exclusive(verifier), Fattr4.EMPTY, VERIFIER_ATTRIBUTES, compound);
            case OPEN4.How.Exclusive41(long verifier, Fattr4 wanted) -> {
                if (compound.minorVersion() == 0) {
                    throw new Nfs4Exception(Nfs4Status.BADXDR, "EXCLUSIVE4_1");
                }
                if (!wanted.mask().minus(FileAttributes.EXCLUSIVE_CREATE).isEmpty()) {
                    throw new Nfs4Exception(Nfs4Status.INVAL, "an attribute that waits for SETATTR");
                }
                yield create(name, intent, new CreateMode.Exclusive(verifier), wanted, wanted.mask(), compound);
            }
        };
    }

    private Opened existing(String name, OpenIntent intent, Compound compound) throws IOException {
        long change = compound.attributes().change();
        Entry entry = files.lookup(compound.caller(), compound.current(), name);
        requireOpenable(entry.attributes(), compound);
        OpenFile open = files.open(compound.caller(), entry.handle(), intent);
        return new Opened(
                entry.handle(),
                new SharedOpenFile(open, intent, compound.caller().uid()),
                new ChangeInfo4(false, change, change),
                Bitmap4.EMPTY);
    }

    private Opened create(
            String name, OpenIntent intent, CreateMode mode, Fattr4 wanted, Bitmap4 set, Compound compound)
            throws IOException {
        AttributeChange initial = AttributeChanges.of(wanted);
        compound.changesFiles();
        Created created = files.createFile(compound.caller(), compound.current(), name, mode, initial);
        requireOpenable(created.entry().attributes(), compound);
        FileHandle file = created.entry().handle();
        boolean met = created.existed() && mode instanceof CreateMode.Unchecked;
        OpenFile open =
                met ? files.open(compound.caller(), file, intent) : files.openGranted(compound.caller(), file, intent);
        SharedOpenFile shared =
                new SharedOpenFile(open, intent, compound.caller().uid());
        Bitmap4 done = set;
        if (met) {
            done = truncated(initial, file, shared, compound);
        }
        compound.changed();
        return new Opened(file, shared, Changes.of(created.parent()), done);
    }

    /** RFC 7530 section 16.16.5: of a file that was there, only a size of 0 is applied. */
    private Bitmap4 truncated(AttributeChange initial, FileHandle file, SharedOpenFile opened, Compound compound)
            throws VfsException {
        if (initial.size().orElse(-1) != 0) {
            return Bitmap4.EMPTY;
        }
        try {
            files.setAttributes(compound.caller(), file, AttributeChange.ofSize(0));
        } catch (VfsException e) {
            opened.release();
            throw e;
        }
        return Bitmap4.of(Attribute.SIZE);
    }

    private static void requireOpenable(Attributes attributes, Compound compound) throws Nfs4Exception {
        switch (attributes.type()) {
            case REGULAR -> {}
            case DIRECTORY -> throw new Nfs4Exception(Nfs4Status.ISDIR);
            case SYMLINK -> throw new Nfs4Exception(Nfs4Status.SYMLINK);
            default ->
                throw new Nfs4Exception(compound.minorVersion() == 0 ? Nfs4Status.SYMLINK : Nfs4Status.WRONG_TYPE);
        }
    }
}
