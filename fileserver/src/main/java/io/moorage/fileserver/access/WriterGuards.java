package io.moorage.fileserver.access;

import io.moorage.vfs.Caller;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The directories of one file system in which a single machine may write. Everybody else gets ROFS for every change there,
 * and for every open with a wish to write; reading is as free as ever.
 *
 * <p>What is in a guarded directory stays there while it is guarded, and nothing comes in, as if it were a file system of its
 * own: a rename or a link across its border is XDEV, so that an open says for its whole life in which directory it is. The
 * directory itself, and those above it, keep their names (ACCES). So WRITE, which names an open, asks nothing here at all.
 *
 * <p>Without guards a check is one read of a volatile field; with guards that are all the caller's, a look at each. Only for
 * others it is asked where an object is.
 */
public final class WriterGuards {
    private final Whereabouts whereabouts;
    private volatile InForce inForce;

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
        boolean covers(String path) {
            return isWhole() || Whereabouts.within(path, directory);
        }

        private boolean standsUnder(String path) {
            return !isWhole() && Whereabouts.within(directory, path);
        }
    }

    public WriterGuards(Whereabouts.Places places) {
        this.whereabouts = new Whereabouts(places);
        this.inForce = new InForce(List.of(), Map.of());
    }

    /** @param known what was found of a guard's directory; nothing while something may still come into it or leave it */
    private record InForce(List<Guard> guards, Map<Guard, Whereabouts.Known> known) {
        InForce {
            guards = List.copyOf(guards);
            known = Map.copyOf(known);
        }

        boolean isEmpty() {
            return guards.isEmpty();
        }

        Optional<Whereabouts.Known> known(Guard guard) {
            return Optional.ofNullable(known.get(guard));
        }
    }

    /** For who may do nothing anyway. */
    static WriterGuards none() {
        return new WriterGuards(Whereabouts.Places.NONE);
    }

    /** From now on these hold; what was begun before may still be done. */
    public synchronized void set(List<Guard> guards) {
        Map<Guard, Whereabouts.Known> known = new HashMap<>(inForce.known);
        known.keySet().retainAll(guards);
        inForce = new InForce(guards, known);
    }

    /** To be called when all that was begun before the guard was set has ended: what is found from now on stays true. */
    public synchronized void settled(Guard guard) {
        Map<Guard, Whereabouts.Known> known = new HashMap<>(inForce.known);
        known.putIfAbsent(guard, new Whereabouts.Known());
        inForce = new InForce(inForce.guards, known);
    }

    /** Those of some files that are in the guarded directory; one of which it cannot be told is among them. */
    public Set<FileHandle> covered(Guard guard, Set<FileHandle> files) {
        return guard.isWhole() ? files : whereabouts.in(guard.directory(), files);
    }

    private boolean covers(InForce now, Guard guard, FileHandle file) throws VfsException {
        return guard.isWhole() || whereabouts.isIn(guard.directory(), file, now.known(guard));
    }

    boolean admits(Caller caller, FileHandle file) throws VfsException {
        InForce now = inForce;
        for (Guard guard : now.guards) {
            if (isForeign(guard, caller) && covers(now, guard, file)) {
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
        for (Guard guard : inForce.guards) {
            if (isForeign(guard, caller) && !guard.isWhole() && guard.covers(path(directory, name))) {
                throw new VfsException(VfsError.ROFS, "another machine is the single writer there");
            }
        }
    }

    private String path(FileHandle directory, String name) throws VfsException {
        String above = whereabouts.path(directory);
        return above.equals("/") ? "/" + name : above + "/" + name;
    }

    /** Of a new symbolic link: where one stood on the way to a guarded directory, another would be found by its path. */
    void checkCreationOfLink(Caller caller, FileHandle directory, String name) throws VfsException {
        if (!inForce.isEmpty()) {
            checkCreation(caller, directory, name);
            checkName(caller, directory, name);
        }
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
            checkName(caller, directory, name);
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
        if (caller.from() == null || inForce.guards.stream().allMatch(Guard::isWhole)) {
            return;
        }
        String path = path(directory, name);
        if (inForce.guards.stream().anyMatch(guard -> guard.standsUnder(path))) {
            throw new VfsException(VfsError.ACCES, "a directory with a single writer is found by this name");
        }
    }

    private void checkBorder(Caller caller, FileHandle one, FileHandle other) throws VfsException {
        if (caller.from() == null || one.equals(other)) {
            return;
        }
        InForce now = inForce;
        for (Guard guard : now.guards) {
            if (covers(now, guard, one) != covers(now, guard, other)) {
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
