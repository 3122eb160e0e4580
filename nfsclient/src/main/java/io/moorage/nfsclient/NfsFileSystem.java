package io.moorage.nfsclient;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.ByteRangeLocks;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.Created;
import io.moorage.vfs.DirectoryChange;
import io.moorage.vfs.DirectoryPage;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileSystemStatus;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import io.moorage.vfs.Withdrawable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * A directory of an NFSv4.1 server. I/O waits for a server that is away and goes on when it is back, with opens and locks
 * claimed again and lost data sent again; an open file that the server gave up for good (its lease ran out, or this client was
 * fenced) answers FENCED, and nothing written through it is ever sent again.
 */
public final class NfsFileSystem implements VirtualFileSystem, ByteRangeLocks, Withdrawable {
    private final FileTable table = new FileTable();
    private final Grants grants = new Grants();
    private final ScheduledExecutorService committer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("nfs-commit").factory());
    private final NfsClient client;
    private final NfsNames names;
    private final NfsListing listing;
    private final NfsLocks locks;
    private final NfsContent content;
    private final NfsOpens opens;
    private final FileHandle root;

    private NfsFileSystem(NfsClientConfig config) throws IOException {
        client = new NfsClient(config, table);
        try {
            names = new NfsNames(client);
            Entry found = names.root(config.path());
            if (!found.attributes().isDirectory()) {
                throw new VfsException(VfsError.NOTDIR, config.path() + " is no directory");
            }
            root = found.handle();
            listing = new NfsListing(client);
            locks = new NfsLocks(client, table);
            TransferBounds bounds = names.bounds(root).atMost(config.readBytes(), config.writeBytes());
            content = new NfsContent(client, table, locks, bounds, committer);
            opens = new NfsOpens(client, table, grants, names, content::close);
        } catch (IOException | RuntimeException failed) {
            client.close();
            committer.shutdown();
            throw failed;
        }
    }

    /**
     * Connects once and looks the root up; what fails is the caller's to try again.
     *
     * @throws VfsException the server's refusal: NOENT, ACCES, ...
     * @throws IOException the server cannot be reached
     */
    public static NfsFileSystem connect(NfsClientConfig config) throws IOException {
        return new NfsFileSystem(config);
    }

    @Override
    public FileHandle root() {
        return root;
    }

    @Override
    public Attributes getAttributes(FileHandle file) throws VfsException {
        settle();
        push(file);
        return names.getAttributes(file);
    }

    @Override
    public Attributes getAttributes(OpenFile file) throws VfsException {
        NfsOpenFile open = NfsContent.ours(file);
        Grants.Grant grant = grants.take();
        if (grant != null && grant.opened() == open && grant.attributes() != null) {
            return grant.attributes();
        }
        settle(grant);
        return content.attributes(open);
    }

    @Override
    public Attributes setAttributes(Caller caller, FileHandle file, AttributeChange change) throws VfsException {
        settle();
        pushToStay(file);
        if (change.size().isPresent()) {
            commitAll(file);
        }
        return names.setAttributes(caller, file, change);
    }

    @Override
    public Attributes setSize(OpenFile file, long size) throws VfsException {
        settle();
        return content.setSize(NfsContent.ours(file), size);
    }

    @Override
    public int access(Caller caller, FileHandle file, int bits) throws VfsException {
        settle();
        return names.access(caller, file, bits);
    }

    @Override
    public Entry lookup(Caller caller, FileHandle directory, String name) throws VfsException {
        settle();
        Entry found = names.lookup(caller, directory, name);
        return push(found.handle()) ? new Entry(found.handle(), names.getAttributes(found.handle())) : found;
    }

    @Override
    public Entry lookupParent(Caller caller, FileHandle directory) throws VfsException {
        settle();
        return directory.equals(root)
                ? new Entry(root, names.getAttributes(root))
                : names.lookupParent(caller, directory);
    }

    @Override
    public String readLink(Caller caller, FileHandle link) throws VfsException {
        settle();
        return names.readLink(caller, link);
    }

    @Override
    public Created createFile(
            Caller caller, FileHandle directory, String name, CreateMode mode, AttributeChange initial)
            throws VfsException {
        settle();
        Created created = opens.createFile(caller, directory, name, mode, initial);
        FileHandle handle = created.entry().handle();
        return created.existed() && push(handle)
                ? new Created(new Entry(handle, names.getAttributes(handle)), created.parent(), true)
                : created;
    }

    @Override
    public Created createObject(
            Caller caller, FileHandle directory, String name, NewObject object, AttributeChange initial)
            throws VfsException {
        settle();
        return names.createObject(caller, directory, name, object, initial);
    }

    @Override
    public DirectoryChange link(Caller caller, FileHandle file, FileHandle directory, String name) throws VfsException {
        settle();
        return names.link(caller, file, directory, name);
    }

    @Override
    public DirectoryChange remove(Caller caller, FileHandle directory, String name) throws VfsException {
        settle();
        return names.remove(caller, directory, name);
    }

    @Override
    public Renamed rename(
            Caller caller, FileHandle fromDirectory, String fromName, FileHandle toDirectory, String toName)
            throws VfsException {
        settle();
        return names.rename(caller, fromDirectory, fromName, toDirectory, toName);
    }

    @Override
    public DirectoryPage readDirectory(
            Caller caller, FileHandle directory, long cookie, long verifier, int maxItems, boolean withAttributes)
            throws VfsException {
        settle();
        DirectoryPage page = listing.page(caller, directory, cookie, verifier, maxItems, withAttributes);
        return withAttributes ? upToDate(page) : page;
    }

    @Override
    public OpenFile open(Caller caller, FileHandle file, OpenIntent intent) throws VfsException {
        settle();
        push(file);
        return opens.open(caller, file, intent);
    }

    @Override
    public OpenFile openNamed(Caller caller, FileHandle directory, String name, FileHandle file, OpenIntent intent)
            throws VfsException {
        settle();
        push(file);
        return opens.openNamed(caller, directory, name, file, intent);
    }

    /** The open that came with making the file, if this thread just made it; else root opens it. */
    @Override
    public OpenFile openGranted(Caller caller, FileHandle file, OpenIntent intent) throws VfsException {
        Grants.Grant grant = grants.take();
        NfsOpenFile made = grant == null ? null : grant.open();
        if (made != null && made.handle().equals(file)) {
            return made;
        }
        settle(grant);
        return opens.open(new Caller(0, caller.gid(), caller.groups()), file, intent);
    }

    @Override
    public int read(OpenFile file, long offset, ByteBuffer target) throws VfsException {
        settle();
        return target.hasRemaining() ? content.read(NfsContent.ours(file), offset, target) : 0;
    }

    @Override
    public Stability write(OpenFile file, long offset, ByteBuffer source, Stability stability) throws VfsException {
        settle();
        return content.write(NfsContent.ours(file), offset, source, stability);
    }

    @Override
    public void commit(OpenFile file) throws VfsException {
        settle();
        content.commit(NfsContent.ours(file));
    }

    @Override
    public void push(OpenFile file) throws VfsException {
        settle();
        content.push(NfsContent.ours(file).file());
    }

    /** Never changes: what a server's restart loses is sent again from here, and what cannot be is an error. */
    @Override
    public long writeVerifier() {
        return 0;
    }

    @Override
    public FileSystemStatus status() throws VfsException {
        settle();
        return names.status(root);
    }

    @Override
    public Optional<Conflict> lock(OpenFile file, LockOwner owner, Range range, boolean exclusive) throws VfsException {
        return locks.lock(NfsContent.ours(file), owner, range, exclusive);
    }

    @Override
    public Optional<Conflict> test(OpenFile file, LockOwner owner, Range range, boolean exclusive) throws VfsException {
        return locks.test(NfsContent.ours(file), owner, range, exclusive);
    }

    /** What was written under the lock is durable first, so that it is never sent again over the next holder's data. */
    @Override
    public void unlock(OpenFile file, LockOwner owner, Range range) throws VfsException {
        NfsOpenFile open = NfsContent.ours(file);
        if (open.file().findLockOwner(owner.id()) != null) {
            content.commit(open);
            locks.unlock(open, owner, range);
        }
    }

    @Override
    public void release(OpenFile file, LockOwner owner) throws VfsException {
        NfsOpenFile open = NfsContent.ours(file);
        if (open.file().findLockOwner(owner.id()) != null) {
            content.commit(open);
            locks.release(open, owner);
        }
    }

    @Override
    public void withdraw(Thread thread) {
        client.withdraw(thread);
    }

    @Override
    public void resume(Thread thread) {
        client.resume(thread);
    }

    /** Ends the session when the server answers; never waits for one that does not. */
    @Override
    public void close() throws VfsException {
        committer.shutdown();
        client.close();
    }

    /** Sends what is kept back of a file; false when there was nothing. */
    private boolean push(FileHandle handle) throws VfsException {
        NfsFile file = table.find(handle);
        if (file == null || file.unsent().isSettled()) {
            return false;
        }
        content.push(file);
        return true;
    }

    /** As {@link #push}, so that it need not be committed later: who sets attributes is done with writing as a rule. */
    private void pushToStay(FileHandle handle) throws VfsException {
        NfsFile file = table.find(handle);
        if (file != null && !file.unsent().isSettled()) {
            content.pushToStay(file);
        }
    }

    /** What the server said of files that are longer here is left out: who needs it asks. */
    private DirectoryPage upToDate(DirectoryPage page) {
        if (table.unsentBytes() == 0) {
            return page;
        }
        List<DirectoryPage.Item> items = page.items().stream()
                .map(item -> isUnsent(item.handle())
                        ? new DirectoryPage.Item(item.name(), item.fileId(), item.type(), item.cookie(), null, null)
                        : item)
                .toList();
        return new DirectoryPage(items, page.verifier(), page.end());
    }

    private boolean isUnsent(@Nullable FileHandle handle) {
        NfsFile file = handle == null ? null : table.find(handle);
        return file != null && !file.unsent().isSettled();
    }

    private void commitAll(FileHandle handle) throws VfsException {
        NfsFile file = table.find(handle);
        if (file != null) {
            file.awaitWithdrawnWrites(client.withdrawals());
        }
        if (file != null && !file.uncommitted().isEmpty()) {
            for (NfsOpenFile open : file.opens()) {
                if (!open.fenced()) {
                    content.commit(open);
                    return;
                }
            }
        }
    }

    private void settle() throws VfsException {
        Grants.Grant grant = grants.take();
        if (grant != null) {
            settle(grant);
        }
    }

    private void settle(Grants.@Nullable Grant grant) throws VfsException {
        if (grant != null && grant.open() != null) {
            try {
                grant.open().close();
            } catch (VfsException failed) {
                if (failed.error() == VfsError.INTR) {
                    grants.restore(grant);
                }
                throw failed;
            }
        }
    }
}
