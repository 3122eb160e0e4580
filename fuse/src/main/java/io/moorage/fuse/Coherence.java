package io.moorage.fuse;

import io.moorage.vfs.Attributes;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.VfsException;
import java.nio.ByteBuffer;

/** The holder of a lock sees what earlier holders wrote, whichever client they were on (nfs(5), DATA AND METADATA COHERENCE). */
final class Coherence {
    private static final System.Logger LOG = System.getLogger(Coherence.class.getName());

    private final Mounted mounted;

    Coherence(Mounted mounted) {
        this.mounted = mounted;
    }

    /** Before the kernel is told that it has a lock: what it remembers of the file is compared with what is. */
    void lockGranted(long nodeId, OpenFile file) {
        try {
            Node node = mounted.nodes().get(nodeId);
            Attributes now = mounted.fileSystem().getAttributes(file);
            if (node.showsOtherThan(now)) {
                mounted.kernel().attributesChanged(nodeId);
            }
            if (now.size() > node.shownSize()) {
                grow(node, file, now.size());
            }
        } catch (VfsException | FuseException gone) {
            LOG.log(System.Logger.Level.DEBUG, "a lock was granted on a file that cannot be looked at", gone);
        }
    }

    /** The kernel appends at the size it knows, and asks for none before: the last byte given to it makes that one right. */
    private void grow(Node node, OpenFile file, long size) throws VfsException {
        ByteBuffer last = ByteBuffer.allocate(1);
        if (mounted.fileSystem().read(file, size - 1, last) == 1) {
            mounted.kernel().store(node.id(), size - 1, last.get(0));
            node.grewTo(size);
        }
    }
}
