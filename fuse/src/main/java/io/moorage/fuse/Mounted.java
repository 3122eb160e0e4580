package io.moorage.fuse;

import io.moorage.vfs.Attributes;
import io.moorage.vfs.ByteRangeLocks;
import io.moorage.vfs.Caller;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VirtualFileSystem;
import java.nio.file.Path;
import java.util.Optional;
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

    Mounted(VirtualFileSystem fileSystem, AttributeCachePolicy policy, LongSupplier clock, Kernel kernel) {
        this.fileSystem = fileSystem;
        this.policy = policy;
        this.clock = clock;
        this.callers = new CallerGroups(Path.of("/proc"), clock);
        this.nodes = new NodeTable(fileSystem.root());
        this.kernel = kernel;
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
        node.foundAs(new Node.Name(directory.handle(), name, cached && policy.fileMinimum() > 0));
        long attributeNanos = node.show(entry.attributes(), policy, clock.getAsLong());
        long entryNanos = cached ? policy.fileMinimum() : 0;
        reply.entry(node.id(), node.generation(), entryNanos, attributeNanos, entry.attributes());
        return node;
    }

    void attributes(Reply reply, Node node, Attributes attributes) {
        reply.attributesOut(node.show(attributes, policy, clock.getAsLong()), attributes);
    }
}
