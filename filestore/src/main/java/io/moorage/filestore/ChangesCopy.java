package io.moorage.filestore;

import io.moorage.filestore.ChangeLog.Changed;
import io.moorage.filestore.EntryNames.Name;
import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.Errno;
import io.moorage.posix.FileStatus;
import io.moorage.vfs.VfsException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings a copy up to date with what was changed in its source since it was made, by looking at that and at nothing else: a directory
 * that changed is compared with its copy by names alone, and of what is in it those are looked at that changed too, as
 * whatever was made, renamed or linked there did.
 */
final class ChangesCopy {
    private static final int PATH = DirectoryCalls.O_PATH;
    private static final int NONE = TreeCopy.NONE;

    private final Calls calls;
    private final TreeCopy tree;
    private final int source;
    private final int target;

    /** Paths are texts with a character for each byte; those below are from the root on, which is the empty one. */
    private final String root;

    /** Of all that changed. */
    private final Set<Long> inodes = new HashSet<>();

    /** Files of one name that were looked at. */
    private final Set<Long> done = new HashSet<>();

    /** Directories in whose copies something was done. */
    private final Set<String> touched = new TreeSet<>();

    /** @param tree copies from {@code source} to {@code target}, the roots */
    ChangesCopy(Calls calls, TreeCopy tree, int source, int target) throws VfsException {
        this.calls = calls;
        this.tree = tree;
        this.source = source;
        this.target = target;
        this.root = place(source).orElseThrow(() -> Errnos.refusal(Errno.EIO));
    }

    /** False when it cannot be told where something that changed is: then all must be looked at. */
    boolean run(Collection<Changed> changes) throws VfsException, InterruptedException {
        changes.forEach(changed -> {
            inodes.add(changed.inode());
            tree.objects().forgetLinks(changed.inode());
        });
        for (Changed changed : changes) {
            tree.requireGoingOn();
            if (changed.isDirectory() && !directory(changed)) {
                return false;
            }
        }
        Set<Long> lost = new HashSet<>();
        for (Changed changed : changes) {
            if (!changed.isDirectory() && !done.contains(changed.inode()) && !object(changed)) {
                lost.add(changed.inode());
            }
        }
        if (!lost.isEmpty()) {
            search(source, "", lost);
        }
        for (String directory : touched) {
            attributes(directory);
        }
        return true;
    }

    // Directories

    /** False when it is not known where it is. */
    private boolean directory(Changed changed) throws VfsException, InterruptedException {
        int from = calls.directory().openHandle(source, changed.kernelHandle(), EntryNames.LIST);
        if (from < 0) {
            return true;
        }
        try {
            Optional<String> path = path(from);
            if (path.isEmpty()) {
                return Tiers.status(calls, from).links() == 0;
            }
            int to = open(target, path.get());
            if (to >= 0) {
                try {
                    entries(path.get(), from, to);
                } finally {
                    calls.file().close(to);
                }
            }
            // Else it has no name any more, or is copied with the directory above, which changed too.
            return true;
        } finally {
            calls.file().close(from);
        }
    }

    private void entries(String path, int from, int to) throws VfsException, InterruptedException {
        touched.add(path);
        boolean atRoot = path.isEmpty();
        Set<Name> present = new HashSet<>(EntryNames.of(calls, to));
        for (Name name : EntryNames.of(calls, from)) {
            boolean hidden = atRoot && Hidden.isHidden(name.bytes());
            if (present.remove(name) ? !hidden && inodes.contains(name.inode()) : !hidden) {
                entry(from, to, name);
            }
        }
        for (Name gone : present) {
            if (!(atRoot && Hidden.isHidden(gone.bytes()))) {
                TreeCopy.remove(calls, to, gone.bytes());
            }
        }
    }

    /** A directory that is where it was has its own turn; any other is copied anew. */
    private void entry(int from, int to, Name name) throws VfsException, InterruptedException {
        FileStatus status = tree.look(from, name.bytes());
        if (status == null) {
            return;
        }
        if (status.isDirectory()) {
            if (tree.isCopyOf(status, to, name.bytes())) {
                return;
            }
            TreeCopy.remove(calls, to, name.bytes());
        }
        boolean ignored = tree.entry(from, to, NONE, name.bytes());
        if (status.links() == 1) {
            done.add(name.inode());
        }
    }

    // Other objects

    /** False when it is not known where it is. */
    private boolean object(Changed changed) throws VfsException, InterruptedException {
        tree.requireGoingOn();
        int fd = calls.directory().openHandle(source, changed.kernelHandle(), PATH);
        if (fd < 0) {
            return true;
        }
        Optional<String> path;
        try {
            int links = Tiers.status(calls, fd).links();
            if (links == 0) {
                return true;
            }
            path = links == 1 ? path(fd) : Optional.empty();
        } finally {
            calls.file().close(fd);
        }
        return path.isPresent() && at(path.get(), changed.inode());
    }

    /** False when another object is there, or none. */
    private boolean at(String path, long inode) throws VfsException, InterruptedException {
        String parent = path.substring(0, Math.max(0, path.lastIndexOf('/')));
        byte[] name = bytes(path.substring(path.lastIndexOf('/') + 1));
        int from = open(source, parent);
        if (from < 0) {
            return false;
        }
        try {
            boolean here = calls.file().statxEntry(from, name) == 0
                    && calls.file().status().inode() == inode;
            if (here && !Hidden.isHidden(bytes(path.split("/", 2)[0]))) {
                copyEntry(parent, from, name);
            }
            return here;
        } finally {
            calls.file().close(from);
        }
    }

    private void copyEntry(String parent, int from, byte[] name) throws VfsException, InterruptedException {
        int to = open(target, parent);
        if (to < 0) {
            return;
        }
        try {
            touched.add(parent);
            boolean ignored = tree.entry(from, to, NONE, name);
        } finally {
            calls.file().close(to);
        }
    }

    /** Looks for names of inodes in all directories. */
    private void search(int directory, String path, Set<Long> wanted) throws VfsException, InterruptedException {
        tree.requireGoingOn();
        for (Name name : EntryNames.of(calls, directory)) {
            if (path.isEmpty() && Hidden.isHidden(name.bytes())) {
                continue;
            }
            if (wanted.contains(name.inode())) {
                copyEntry(path, directory, name.bytes());
            }
            int below = calls.directory().open(directory, name.bytes(), EntryNames.LIST, 0);
            if (below >= 0) {
                try {
                    String own = text(name.bytes());
                    search(below, path.isEmpty() ? own : path + "/" + own, wanted);
                } finally {
                    calls.file().close(below);
                }
            }
        }
    }

    private void attributes(String directory) throws VfsException {
        int from = open(source, directory);
        int to = open(target, directory);
        try {
            if (from >= 0 && to >= 0) {
                tree.objects().attributes(to, Tiers.status(calls, from));
            }
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(int fd) {
        if (fd >= 0) {
            calls.file().close(fd);
        }
    }

    // Paths

    /** Where a descriptor's object is; empty when the kernel does not know, or it is elsewhere. */
    private Optional<String> path(int fd) {
        return place(fd)
                .flatMap(place -> place.equals(root)
                        ? Optional.of("")
                        : place.startsWith(root + "/")
                                ? Optional.of(place.substring(root.length() + 1))
                                : Optional.empty());
    }

    private Optional<String> place(int fd) {
        int link = calls.directory().openPath("/proc/self/fd/" + fd, PATH | DirectoryCalls.O_NOFOLLOW);
        if (link < 0) {
            return Optional.empty();
        }
        try {
            int length = (int) calls.directory().readLink(link);
            return length <= 0
                    ? Optional.empty()
                    : Optional.of(text(calls.directory().linkContent(length)));
        } finally {
            calls.file().close(link);
        }
    }

    /** Opens a directory component by component, so that no link leads elsewhere; minus an errno when it is not there. */
    private int open(int top, String path) {
        int at = calls.directory().open(top, new byte[] {'.'}, EntryNames.LIST, 0);
        for (String name : path.isEmpty() ? new String[0] : path.split("/")) {
            if (at < 0) {
                return at;
            }
            int below = calls.directory().open(at, bytes(name), EntryNames.LIST, 0);
            calls.file().close(at);
            at = below;
        }
        return at;
    }

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] name) {
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
