package io.moorage.filestore;

import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.Errno;
import io.moorage.posix.FileCalls;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.Created;
import io.moorage.vfs.DirectoryChange;
import io.moorage.vfs.DirectoryPage;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileLimits;
import io.moorage.vfs.FileSystemStatus;
import io.moorage.vfs.FileType;
import io.moorage.vfs.Gathering;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.PosixRules;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * A directory of a local or cluster POSIX file system as a file system of its own. Runs as root (CAP_DAC_READ_SEARCH,
 * CAP_CHOWN, CAP_FOWNER, CAP_SETPCAP ...), on Linux 5.8 or later, for callers on platform threads.
 *
 * <p>Permissions are checked here by {@link PosixRules} and not by the kernel: its check would cost a setgroups(2) per
 * call and know nothing of opens granted before. Only who makes an object is told to the kernel, so that ownership is
 * never a second step. Nothing outside the directory is reachable: names are single components, symbolic links are never
 * followed, and handles are tagged with a key that is kept in an extended attribute of the directory.
 */
public final class DirectoryFileSystem implements VirtualFileSystem {
    private static final String KEY = "trusted.moorage.key";
    private static final int PATH_DIRECTORY = DirectoryCalls.O_PATH | DirectoryCalls.O_DIRECTORY;
    private static final byte[] PARENT = {'.', '.'};

    /** What {@code df} shows of EFS: 9007199254739968 blocks of 1 KiB (EFS User Guide, "Metering"). */
    private static final long TOTAL_BYTES = 9_007_199_254_739_968L * 1024;

    final Volume volume;
    private final Creation creation;
    private final NameChanges nameChanges;
    private final AttributeChanges attributeChanges;
    private final Content content;
    private final Listing listing;
    private final SizeMeter sizeMeter;
    private final TreeCopies treeCopies;
    private final Lifecycle lifecycle;
    private final Places places;

    private DirectoryFileSystem(Volume volume, byte[] rootHandle, InstantSource clock) {
        this.volume = volume;
        this.attributeChanges = new AttributeChanges(volume);
        this.creation = new Creation(volume, attributeChanges);
        this.nameChanges = new NameChanges(volume);
        this.content = new Content(volume, attributeChanges);
        this.listing = new Listing(volume);
        this.sizeMeter = new SizeMeter(volume, rootHandle, clock);
        this.treeCopies = new TreeCopies(volume, clock);
        this.lifecycle = new Lifecycle(volume, rootHandle, clock);
        this.places = new Places(volume);
    }

    /**
     * Opens a directory that exists. The first time it gets its key.
     *
     * @param random makes the key and the write verifier, so it must not repeat itself
     * @throws IOException when it is no directory, or its file system has no handles or no extended attributes
     */
    public static DirectoryFileSystem open(
            Path directory, DescriptorBudget budget, InstantSource clock, RandomGenerator random) throws IOException {
        Calls calls = Calls.ofThisThread();
        String path = directory.toAbsolutePath().toString();
        int flags = DirectoryCalls.O_RDONLY | DirectoryCalls.O_DIRECTORY;
        int fd = checked("open", directory, calls.directory().openPath(path, flags));
        try {
            checked("name_to_handle_at", directory, calls.directory().nameToHandle(fd));
            byte[] rootHandle = calls.directory().handle();
            HandleCodec codec = new HandleCodec(keyOf(calls.file(), fd, directory, random));
            int mountId = calls.directory().mountId();
            JournalKind journal = JournalKind.of(calls.file().fileSystemType(fd), directory);
            OpenCounts opens = new OpenCounts();
            Orphans orphans = new Orphans(opens, codec, journal, fd);
            orphans.load(calls);
            WriteVerifier writeVerifier = new WriteVerifier(random.nextLong());
            Tiers tiers = new Tiers(fd, journal, clock);
            tiers.load(calls);
            NodeTable nodes = new NodeTable(opens, codec, orphans, tiers, budget, writeVerifier, fd, mountId);
            FileHandle root = codec.encode(rootHandle);
            KnownFiles known = new KnownFiles(clock);
            Volume volume = new Volume(nodes, orphans, known, tiers, fd, root, journal, writeVerifier);
            return new DirectoryFileSystem(volume, rootHandle, clock);
        } catch (IOException refused) {
            calls.file().close(fd);
            throw refused;
        }
    }

    private static byte[] keyOf(FileCalls calls, int fd, Path directory, RandomGenerator random) throws IOException {
        long present = calls.getAttribute(fd, KEY);
        if (present == SipHash.KEY_BYTES) {
            return calls.attributeValue(SipHash.KEY_BYTES);
        }
        if (present != -Errno.ENODATA) {
            // A second key would make every handle that clients hold worthless.
            throw new IOException("getxattr %s of %s: %d".formatted(KEY, directory, present));
        }
        byte[] key = new byte[SipHash.KEY_BYTES];
        random.nextBytes(key);
        checked("setxattr " + KEY, directory, calls.setAttribute(fd, KEY, key));
        checked("fsync", directory, calls.fsync(fd));
        return Arrays.copyOf(key, key.length);
    }

    private static int checked(String what, Path directory, int result) throws IOException {
        if (result < 0) {
            throw new IOException("%s of %s: errno %d".formatted(what, directory, -result));
        }
        return result;
    }

    /** What the file system counts for, once it was counted; up to some seconds old, more when it is huge. */
    public Optional<MeteredSize> meteredSize() {
        return sizeMeter.size();
    }

    /** As {@link #meteredSize} was last asked for: this has nobody count. */
    public Optional<MeteredSize> lastMeteredSize() {
        return sizeMeter.last();
    }

    /** As {@link #meteredSize}, counted now by walking the whole tree. */
    public MeteredSize countMeteredSize() throws VfsException {
        return sizeMeter.count();
    }

    /** From now on files move between storage classes by these rules, whenever somebody {@link #tend}s. */
    public void setLifecycle(LifecycleRules rules) throws VfsException {
        lifecycle.follow(rules);
    }

    /**
     * Begins in the background what lifecycle management has to do now; returns at once. To be called every second or so: files
     * that clients use come back from their classes by it.
     */
    public void tend() {
        lifecycle.tend();
    }

    /** Moves all files now whose time has come, as fast as it goes. */
    public LifecycleOutcome applyLifecycle() throws VfsException {
        return lifecycle.run();
    }

    /** Where an object is now, as far as the kernel knows. */
    public Place placeOf(FileHandle file) throws VfsException {
        return places.of(file);
    }

    /** As {@link Places#findIn}: those of some objects that have a name in a directory, whatever the kernel knows. */
    public Set<Long> findIn(String directory, Set<Long> fileIds) throws VfsException {
        return places.findIn(directory, fileIds);
    }

    /**
     * Copies everything as it is at one moment to a directory that belongs to this copy alone, durably. Most is copied while
     * clients go on; for the rest their changes are held up, seldom for longer than a second. A copy that is given up may be
     * gone on with.
     *
     * @param reference an earlier finished copy of this file system: what has not changed since shares its files with it
     * @param goesOn asked now and then: when it says no, the copy is given up
     * @throws InterruptedException when it was given up
     */
    public CopiedTree copyTo(Path directory, Optional<Path> reference, BooleanSupplier goesOn)
            throws IOException, InterruptedException {
        return treeCopies.snapshot(directory, reference, goesOn);
    }

    /**
     * Puts a copy into a new directory of the root, all at once and durably; EXIST when there is one of that name.
     *
     * @throws InterruptedException when it was given up
     */
    public CopiedTree restore(Path copy, String name, BooleanSupplier goesOn) throws IOException, InterruptedException {
        return treeCopies.restore(copy, name, goesOn);
    }

    /** Whether every change is refused as on a file system that is mounted read-only; {@link #follow} is not. */
    public void setReadOnly(boolean readOnly) {
        volume.readOnly = readOnly;
    }

    /**
     * Makes everything as it is in a copy, durably; for a file system that nobody else changes. A file that differs is replaced
     * as a whole, so that readers see the old or the new one. Done again after a crash it goes on.
     *
     * @throws InterruptedException when it was given up
     */
    public void follow(Path copy, BooleanSupplier goesOn) throws IOException, InterruptedException {
        treeCopies.follow(copy, goesOn);
    }

    /** Lets changes go on that a copy holds up: something cannot wait for it. The copy takes another moment instead. */
    public void breakPause() {
        volume.gate.breakPause();
    }

    @Override
    public FileHandle root() {
        return volume.root;
    }

    @Override
    public Attributes getAttributes(FileHandle file) throws VfsException {
        return volume.with(file, volume::attributes);
    }

    @Override
    public Attributes getAttributes(OpenFile file) throws VfsException {
        return content.attributes(file);
    }

    @Override
    public FileType typeOf(FileHandle file) throws VfsException {
        return volume.with(file, volume::glance).type();
    }

    @Override
    public long sizeOf(OpenFile file) throws VfsException {
        return content.size(file);
    }

    @Override
    public Attributes setAttributes(Caller caller, FileHandle file, AttributeChange change) throws VfsException {
        return volume.changing(() -> attributeChanges.set(caller, file, change));
    }

    @Override
    public Attributes setSize(OpenFile file, long size) throws VfsException {
        return volume.changing(() -> content.setSize(file, size));
    }

    @Override
    public int access(Caller caller, FileHandle file, int bits) throws VfsException {
        return PosixRules.access(caller, volume.with(file, volume::glance), bits);
    }

    @Override
    public Entry lookup(Caller caller, FileHandle directory, String name) throws VfsException {
        byte[] entry = volume.existing(directory, name);
        return volume.with(directory, (calls, node) -> {
            PosixRules.requireDirectory(caller, volume.glance(calls, node), PosixRules.EXECUTE);
            return entry(calls, volume.nodes.acquire(calls, node.pathFd, entry));
        });
    }

    @Override
    public Entry lookupParent(Caller caller, FileHandle directory) throws VfsException {
        return volume.with(directory, (calls, node) -> {
            PosixRules.requireDirectory(caller, volume.glance(calls, node), PosixRules.EXECUTE);
            if (node.handle.equals(volume.root)) {
                return volume.entry(calls, node);
            }
            int parent = Errnos.check(calls.directory().open(node.pathFd, PARENT, PATH_DIRECTORY, 0));
            return entry(calls, volume.nodes.adopt(calls, parent));
        });
    }

    /** Of a retained object, which is given back. */
    private Entry entry(Calls calls, Node found) throws VfsException {
        try {
            return volume.entry(calls, found);
        } finally {
            volume.nodes.release(calls, found);
        }
    }

    @Override
    public String readLink(Caller caller, FileHandle link) throws VfsException {
        return volume.with(link, (calls, node) -> {
            if (!node.isSymlink()) {
                throw new VfsException(VfsError.INVAL);
            }
            int length = (int) Errnos.check(calls.directory().readLink(node.pathFd));
            return new String(calls.directory().linkContent(length), StandardCharsets.UTF_8);
        });
    }

    @Override
    public Created createFile(
            Caller caller, FileHandle directory, String name, CreateMode mode, AttributeChange initial)
            throws VfsException {
        return volume.changing(() -> creation.createFile(caller, directory, name, mode, initial));
    }

    @Override
    public Created createObject(
            Caller caller, FileHandle directory, String name, NewObject object, AttributeChange initial)
            throws VfsException {
        return volume.changing(() -> creation.createObject(caller, directory, name, object, initial));
    }

    @Override
    public DirectoryChange link(Caller caller, FileHandle file, FileHandle directory, String name) throws VfsException {
        return volume.changing(() -> nameChanges.link(caller, file, directory, name));
    }

    @Override
    public DirectoryChange remove(Caller caller, FileHandle directory, String name) throws VfsException {
        return volume.changing(() -> nameChanges.remove(caller, directory, name));
    }

    @Override
    public Renamed rename(
            Caller caller, FileHandle fromDirectory, String fromName, FileHandle toDirectory, String toName)
            throws VfsException {
        return volume.changing(() -> nameChanges.rename(caller, fromDirectory, fromName, toDirectory, toName));
    }

    @Override
    public DirectoryPage readDirectory(
            Caller caller, FileHandle directory, long cookie, long verifier, int maxItems, boolean withAttributes)
            throws VfsException {
        return listing.read(caller, directory, cookie, maxItems, withAttributes);
    }

    @Override
    public OpenFile open(Caller caller, FileHandle file, OpenIntent intent) throws VfsException {
        if (intent.writes()) {
            volume.requireWritable();
        }
        return content.open(caller, file, intent, true);
    }

    @Override
    public OpenFile openGranted(Caller caller, FileHandle file, OpenIntent intent) throws VfsException {
        return content.open(caller, file, intent, false);
    }

    @Override
    public int read(OpenFile file, long offset, ByteBuffer target) throws VfsException {
        return content.read(file, offset, target);
    }

    @Override
    public Stability write(OpenFile file, long offset, ByteBuffer source, Stability stability) throws VfsException {
        return volume.changing(() -> content.write(file, offset, source, stability));
    }

    @Override
    public void commit(OpenFile file) throws VfsException {
        content.commit(file);
    }

    @Override
    public long writeVerifier() {
        return volume.writeVerifier();
    }

    /** As EFS shows it: 8 EiB, of which the metered size is used; what the disk below has left is not told. */
    @Override
    public FileSystemStatus status() throws VfsException {
        Calls calls = volume.calls();
        Errnos.check(calls.file().statvfs(volume.mountFd));
        FileCalls.Space space = calls.file().space();
        long left = TOTAL_BYTES - sizeMeter.known().bytes();
        return new FileSystemStatus(
                TOTAL_BYTES, left, left, space.files(), space.freeFiles(), FileLimits.EFS.nameBytes());
    }

    @Override
    public Gathering gather() throws VfsException {
        return volume.gather();
    }

    @Override
    public void endReclaim() throws VfsException {
        volume.endReclaim();
    }

    @Override
    public void close() throws VfsException {
        lifecycle.close();
        volume.close();
    }
}
