package io.moorage.fuse;

import io.moorage.vfs.Attributes;
import io.moorage.vfs.ByteRangeLocks;
import io.moorage.vfs.Caller;
import io.moorage.vfs.DirectoryChange;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** What the calls on one mount share: the file system, what the kernel holds of it, and what the kernel may believe. */
final class Mounted {
    private final VirtualFileSystem fileSystem;
    private final AttributeCachePolicy policy;
    private final LongSupplier clock;
    private final CallerGroups callers;
    private final NodeTable nodes;
    private final SlotTable<OpenedFile> files = new SlotTable<>();
    private final SlotTable<DirectoryStream> directories = new SlotTable<>();
    private final Kernel kernel;
    private final LateCalls late;

    Mounted(
            VirtualFileSystem fileSystem,
            AttributeCachePolicy policy,
            LongSupplier clock,
            Kernel kernel,
            LateCalls late) {
        this.fileSystem = fileSystem;
        this.policy = policy;
        this.clock = clock;
        this.callers = new CallerGroups(Path.of("/proc"));
        this.nodes = new NodeTable(fileSystem.root());
        this.kernel = kernel;
        this.late = late;
    }

    /** To be called before anything is answered: the kernel finds the root without asking what it is like. */
    void lookAtRoot() throws VfsException {
        long ignored =
                show(nodes.remember(fileSystem.root()), fileSystem.getAttributes(fileSystem.root()), clock.getAsLong());
    }

    VirtualFileSystem fileSystem() {
        return fileSystem;
    }

    Optional<ByteRangeLocks> locks() {
        return fileSystem instanceof ByteRangeLocks locks ? Optional.of(locks) : Optional.empty();
    }

    NodeTable nodes() {
        return nodes;
    }

    SlotTable<OpenedFile> files() {
        return files;
    }

    SlotTable<DirectoryStream> directories() {
        return directories;
    }

    Kernel kernel() {
        return kernel;
    }

    Caller caller(Request request) {
        return callers.caller(request);
    }

    long now() {
        return clock.getAsLong();
    }

    FileHandle handle(Request request) throws FuseException {
        return nodes.get(request.node()).handle();
    }

    OpenedFile file(long number) throws FuseException {
        OpenedFile file = files.get(number);
        if (file == null) {
            throw new FuseException(Errno.EBADF);
        }
        return file;
    }

    /** Answers with an object found in a directory, and counts that the kernel knows it once more. */
    Node entry(Reply reply, Node directory, String name, Entry entry) {
        Node node = nodes.remember(entry.handle());
        boolean cached = directory.searchableByAll();
        long now = clock.getAsLong();
        long entryNanos = cached ? policy.names(directory.cachedNames().isContested(now)) : 0;
        node.foundAs(new Node.Name(directory.handle(), name, entryNanos > 0));
        long attributeNanos = show(node, entry.attributes(), now);
        reply.entry(node.id(), node.generation(), entryNanos, attributeNanos, entry.attributes());
        return node;
    }

    void attributes(Reply reply, Node node, Attributes attributes) {
        reply.attributesOut(show(node, attributes, clock.getAsLong()), attributes);
    }

    /** For how many nanoseconds the kernel may believe what it is shown now. */
    private long show(Node node, Attributes attributes, long now) {
        boolean before = node.searchableByAll();
        long nanos = node.show(attributes, policy, now);
        // The kernel asks nobody who goes through a directory by names it has cached: once not everyone may, it must.
        boolean closed = before && !node.searchableByAll();
        if (closed || (attributes.isDirectory() && node.cachedNames().saw(attributes.change(), now))) {
            forgetNames(node);
        }
        return nanos;
    }

    /** A change of names in a directory. */
    interface Change<T> {
        T make() throws VfsException;
    }

    /**
     * Makes a change of names, and takes note of it.
     *
     * @param told what the result tells of the directory
     */
    <T> T changing(Node directory, Change<T> change, Function<T, DirectoryChange> told) throws VfsException {
        directory.cachedNames().begin();
        DirectoryChange seen = null;
        try {
            T result = change.make();
            seen = told.apply(result);
            directory.namesChanged();
            return result;
        } finally {
            if (directory.cachedNames().end(seen, clock.getAsLong())) {
                forgetNames(directory);
            }
        }
    }

    private void forgetNames(Node directory) {
        if (!kernel.forgetNames()) {
            late.later(() -> nodes.namesIn(directory.handle())
                    .forEach(name -> kernel.forgetName(directory.id(), name.getBytes(StandardCharsets.UTF_8))));
        }
    }
}
