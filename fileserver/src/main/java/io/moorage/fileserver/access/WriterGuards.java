package io.moorage.fileserver.access;

import io.moorage.vfs.Caller;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The directories of one file system in which a single machine may write. Everybody else gets ROFS for every change there,
 * and for every open with a wish to write; reading is as free as ever.
 *
 * <p>What is in a guarded directory stays there while it is guarded, and nothing comes in, as if it were a file system of its
 * own: a rename or a link across its border is XDEV, so that an open says for its whole life in which directory it is. The
 * directory itself, and those above it, keep their names (ACCES). So WRITE, which names an open, asks nothing here at all.
 *
 * <p>Without guards a check is one read of a volatile field; with guards that are all the caller's, a look at each. Only for
 * others the kernel is asked where an object is.
 */
public final class WriterGuards {
    private final Function<FileHandle, Optional<String>> places;
    private volatile List<Guard> inForce = List.of();

    /**
     * One directory and who may write in it.
     *
     * @param directory absolute within the file system, without a slash at the end but for the root
     * @param writers addresses of the one machine
     */
    public record Guard(String directory, Set<InetAddress> writers) {
        public Guard {
            writers = Set.copyOf(writers);
        }

        private boolean isWhole() {
            return directory.equals("/");
        }

        /** True when what is at {@code path} is the directory or in it. */
        public boolean covers(String path) {
            return isWhole() || within(path, directory);
        }

        private boolean standsUnder(String path) {
            return !isWhole() && within(directory, path);
        }

        private static boolean within(String inner, String outer) {
            return inner.startsWith(outer) && (inner.length() == outer.length() || inner.charAt(outer.length()) == '/');
        }
    }

    /** @param places where an object is; empty for one that has no name any more */
    public WriterGuards(Function<FileHandle, Optional<String>> places) {
        this.places = places;
    }

    /** For who may do nothing anyway. */
    static WriterGuards none() {
        return new WriterGuards(file -> Optional.empty());
    }

    /** From now on these hold. */
    public void set(List<Guard> guards) {
        inForce = List.copyOf(guards);
    }

    /** True when the object is in the guarded directory. */
    public boolean covers(Guard guard, FileHandle file) {
        return guard.isWhole() || places.apply(file).filter(guard::covers).isPresent();
    }

    boolean admits(Caller caller, FileHandle file) {
        for (Guard guard : inForce) {
            if (isForeign(guard, caller) && covers(guard, file)) {
                return false;
            }
        }
        return true;
    }

    /** @throws VfsException ROFS when the object is in a directory where another may write */
    void check(Caller caller, FileHandle file) throws VfsException {
        if (!inForce.isEmpty() && !admits(caller, file)) {
            throw new VfsException(VfsError.ROFS, "another machine is the single writer there");
        }
    }

    /** Of a new name in a directory. */
    void checkCreation(Caller caller, FileHandle directory, String name) throws VfsException {
        if (!inForce.isEmpty()) {
            check(caller, directory);
            checkNewName(caller, directory, name);
        }
    }

    /** Something else could otherwise take the place of a guarded directory that is not there yet. */
    private void checkNewName(Caller caller, FileHandle directory, String name) throws VfsException {
        for (Guard guard : inForce) {
            if (isForeign(guard, caller) && !guard.isWhole() && guard.covers(path(directory, name))) {
                throw new VfsException(VfsError.ROFS, "another machine is the single writer there");
            }
        }
    }

    private String path(FileHandle directory, String name) {
        String above = places.apply(directory).orElse("/");
        return above.equals("/") ? "/" + name : above + "/" + name;
    }

    void checkRemoval(Caller caller, FileHandle directory, String name) throws VfsException {
        if (!inForce.isEmpty()) {
            check(caller, directory);
            checkName(caller, directory, name);
        }
    }

    void checkLink(Caller caller, FileHandle file, FileHandle directory, String name) throws VfsException {
        if (!inForce.isEmpty()) {
            check(caller, file);
            check(caller, directory);
            checkNewName(caller, directory, name);
            checkBorder(caller, file, directory);
        }
    }

    void checkRename(Caller caller, FileHandle from, String oldName, FileHandle to, String newName)
            throws VfsException {
        if (!inForce.isEmpty()) {
            check(caller, from);
            check(caller, to);
            checkNewName(caller, to, newName);
            checkName(caller, from, oldName);
            checkName(caller, to, newName);
            checkBorder(caller, from, to);
        }
    }

    /** A guard is found by its path. */
    private void checkName(Caller caller, FileHandle directory, String name) throws VfsException {
        if (caller.from() == null || inForce.stream().allMatch(Guard::isWhole)) {
            return;
        }
        String path = path(directory, name);
        if (inForce.stream().anyMatch(guard -> guard.standsUnder(path))) {
            throw new VfsException(VfsError.ACCES, "a directory with a single writer is found by this name");
        }
    }

    private void checkBorder(Caller caller, FileHandle one, FileHandle other) throws VfsException {
        if (caller.from() == null || one.equals(other)) {
            return;
        }
        for (Guard guard : inForce) {
            if (covers(guard, one) != covers(guard, other)) {
                throw new VfsException(VfsError.XDEV, "a directory with a single writer is apart from the others");
            }
        }
    }

    /** The server's own callers, its administrator among them, are nobody's rivals. */
    private static boolean isForeign(Guard guard, Caller caller) {
        InetAddress from = caller.from();
        return from != null && !guard.writers().contains(from);
    }
}
