package io.moorage.filestore;

import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.FileStatus;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The objects of one file system that are held open, found by handle; the least used are closed when too many. */
final class NodeTable {
    private static final int SWEEP = 64;

    private final ConcurrentHashMap<FileHandle, Node> nodes = new ConcurrentHashMap<>();

    /** Every node of the table once, in the order in which the sweep looks at them. */
    private final ConcurrentLinkedQueue<Node> sweepOrder = new ConcurrentLinkedQueue<>();

    /** Invariant: what is open has a name, or is kept by the orphans, or is pinned. */
    final OpenCounts opens;

    private final HandleCodec codec;
    private final Orphans orphans;
    private final Tiers tiers;
    private final DescriptorBudget budget;
    private final WriteVerifier writeVerifier;
    private final int mountFd;
    private final int mountId;

    NodeTable(
            OpenCounts opens,
            HandleCodec codec,
            Orphans orphans,
            Tiers tiers,
            DescriptorBudget budget,
            WriteVerifier writeVerifier,
            int mountFd,
            int mountId) {
        this.opens = opens;
        this.codec = codec;
        this.orphans = orphans;
        this.tiers = tiers;
        this.budget = budget;
        this.writeVerifier = writeVerifier;
        this.mountFd = mountFd;
        this.mountId = mountId;
    }

    int mountId() {
        return mountId;
    }

    /** The object of a handle, retained: BADHANDLE, or STALE when it is gone. */
    Node acquire(Calls calls, FileHandle handle) throws VfsException {
        Node present = retained(handle);
        if (present != null) {
            return present;
        }
        byte[] kernelHandle = codec.decode(handle);
        int fd = Errnos.check(calls.directory().openHandle(mountFd, kernelHandle, DirectoryCalls.O_PATH));
        return add(calls, handle, kernelHandle, fd, false);
    }

    /** The object of a directory's entry, retained; one that is in the table is not opened again. */
    Node acquire(Calls calls, int directory, byte[] name) throws VfsException {
        Node present = retained(handleOf(calls, directory, name));
        if (present != null) {
            return present;
        }
        return adopt(calls, Errnos.check(calls.directory().open(directory, name, DirectoryCalls.O_PATH, 0)));
    }

    /** The object of a fresh {@code O_PATH} descriptor, retained; the table takes the descriptor. */
    Node adopt(Calls calls, int fd) throws VfsException {
        return adopt(calls, fd, false);
    }

    /** As {@link #adopt}, of a new file's read-write descriptor. */
    Node adoptCreated(Calls calls, int fd) throws VfsException {
        return adopt(calls, fd, true);
    }

    private Node adopt(Calls calls, int fd, boolean created) throws VfsException {
        FileHandle handle;
        byte[] kernelHandle;
        try {
            kernelHandle = kernelHandle(calls, fd);
            handle = codec.encode(kernelHandle);
        } catch (VfsException refused) {
            calls.file().close(fd);
            throw refused;
        }
        Node present = retained(handle);
        if (present != null) {
            calls.file().close(fd);
            return present;
        }
        return add(calls, handle, kernelHandle, fd, created);
    }

    /** The handle of what a descriptor stands for, which need not be in the table; XDEV on another mount. */
    FileHandle handleOf(Calls calls, int fd) throws VfsException {
        return codec.encode(kernelHandle(calls, fd));
    }

    /** As {@link #handleOf(Calls, int)}, of a directory's entry by its name. */
    FileHandle handleOf(Calls calls, int directory, byte[] name) throws VfsException {
        Errnos.check(calls.directory().nameToHandle(directory, name));
        return codec.encode(foundHandle(calls));
    }

    /** The node of a handle, if it is in the table, not retained: only for what a closed node can tell too. */
    @Nullable
    Node peek(FileHandle handle) {
        return nodes.get(handle);
    }

    private byte[] kernelHandle(Calls calls, int fd) throws VfsException {
        Errnos.check(calls.directory().nameToHandle(fd));
        return foundHandle(calls);
    }

    private byte[] foundHandle(Calls calls) throws VfsException {
        if (calls.directory().mountId() != mountId) {
            throw new VfsException(VfsError.XDEV);
        }
        return calls.directory().handle();
    }

    private @Nullable Node retained(FileHandle handle) {
        Node node = nodes.get(handle);
        return node != null && node.retain() ? node : null;
    }

    private Node add(Calls calls, FileHandle handle, byte[] kernelHandle, int fd, boolean created) throws VfsException {
        int result = calls.file().glance(fd);
        FileStatus status = result < 0 ? null : calls.file().status();
        if (status == null || status.links() == 0) {
            calls.file().close(fd);
            Errnos.check(result);
            throw new VfsException(VfsError.STALE);
        }
        Node node = created
                ? Node.created(handle, kernelHandle, status, fd, writeVerifier)
                : new Node(handle, kernelHandle, status, fd, writeVerifier);
        node.orphan = orphans.isKept(handle);
        node.unlinked = node.orphan;
        while (true) {
            Node present = nodes.putIfAbsent(handle, node);
            if (present == null) {
                break;
            }
            if (present.retain()) {
                calls.file().close(fd);
                return present;
            }
            nodes.remove(handle, present);
        }
        budget.take();
        sweepOrder.add(node);
        dropClosed();
        if (budget.exceeded()) {
            sweep(calls);
        }
        return node;
    }

    /** Gives a node back; an object without names and opens is let go at once, so that its space is freed. */
    void release(Calls calls, Node node) {
        node.release();
        if (node.unlinked && !opens.isOpen(node.handle)) {
            close(calls, node, true);
        }
    }

    /** To be called when an object was found to have no name left, not even with the orphans: its opens keep it. */
    void pin(Calls calls, Node node) {
        node.pin();
        if (!opens.isOpen(node.handle)) {
            unpin(calls, node);
        }
    }

    private void unpin(Calls calls, Node node) {
        if (node.unpin()) {
            release(calls, node);
        }
    }

    /** To be called after the last close of a file: one without names is let go, so that its space is freed. */
    void closed(Calls calls, FileHandle file) throws VfsException {
        Node present = peek(file);
        if (present != null) {
            unpin(calls, present);
        }
        if (orphans.isKept(file)) {
            try {
                release(calls, acquire(calls, file));
            } catch (VfsException gone) {
                if (gone.error() != VfsError.STALE) {
                    throw gone;
                }
            }
        }
    }

    private boolean close(Calls calls, Node node, boolean evenIfFresh) {
        if (!node.closeIfIdle(calls, evenIfFresh, () -> letGo(calls, node))) {
            return false;
        }
        nodes.remove(node.handle, node);
        budget.give();
        return true;
    }

    /** While its descriptors are open, no other file can have its inode number. */
    private void letGo(Calls calls, Node node) {
        if (node.orphan && !opens.isOpen(node.handle)) {
            orphans.letGo(calls, node.handle);
        }
        if (node.unlinked && !orphans.isKept(node.handle)) {
            tiers.gone(calls, node);
        }
    }

    /** Two looks per addition keep the closed ones in the queue fewer than the open ones. */
    private void dropClosed() {
        for (int i = 0; i < 2; i++) {
            Node node = sweepOrder.poll();
            if (node != null && nodes.get(node.handle) == node) {
                sweepOrder.add(node);
            }
        }
    }

    /** Second chance: what was used since the last look stays. */
    private void sweep(Calls calls) {
        for (int i = 0; i < SWEEP && budget.exceeded(); i++) {
            Node node = sweepOrder.poll();
            if (node == null) {
                return;
            }
            if (nodes.get(node.handle) != node) {
                continue;
            }
            if (node.recent || !close(calls, node, false)) {
                node.recent = false;
                sweepOrder.add(node);
            }
        }
    }

    /** Closes all that nobody uses: the file system ends. */
    void closeAll(Calls calls) {
        nodes.values().forEach(node -> close(calls, node, true));
        sweepOrder.clear();
    }
}
