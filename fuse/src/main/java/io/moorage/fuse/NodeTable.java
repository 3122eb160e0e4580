package io.moorage.fuse;

import io.moorage.vfs.FileHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The objects the kernel knows, counted by its LOOKUPs and FORGETs. The root is number 1 and is never forgotten. */
final class NodeTable {
    static final long ROOT = 1;

    private final SlotTable<Node> slots = new SlotTable<>();
    private final Map<FileHandle, Node> byHandle = new HashMap<>();
    private long generations;

    NodeTable(FileHandle root) {
        remember(root);
    }

    Node get(long id) throws FuseException {
        Node node = slots.get(id - ROOT);
        if (node == null) {
            throw new FuseException(Errno.ESTALE);
        }
        return node;
    }

    /** The node of an object, made when the kernel does not know it, with one more lookup counted. */
    synchronized Node remember(FileHandle handle) {
        Node node = byHandle.get(handle);
        if (node == null) {
            node = new Node(handle, generations++);
            node.named(ROOT + slots.add(node));
            byHandle.put(handle, node);
        }
        node.remember();
        return node;
    }

    synchronized void forget(long id, long count) {
        Node node = slots.get(id - ROOT);
        if (id != ROOT && node != null && node.forget(count)) {
            slots.remove(id - ROOT);
            byHandle.remove(node.handle());
        }
    }

    /** The names in a directory that objects were last found under. */
    synchronized List<String> namesIn(FileHandle directory) {
        return byHandle.values().stream()
                .map(Node::name)
                .filter(name -> name != null && name.directory().equals(directory))
                .map(name -> Objects.requireNonNull(name).text())
                .toList();
    }

    synchronized int size() {
        return byHandle.size();
    }
}
