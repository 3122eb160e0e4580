package io.moorage.vfs;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Who may do what, as POSIX has it (XBD 4.5 File Access Permissions, XSH chmod, chown, utimensat, unlink, rename) and,
 * where POSIX leaves a choice, as Linux chose. Pure functions, shared by every file system that keeps attributes itself.
 */
public final class PosixRules {
    public static final int READ = 4;
    public static final int WRITE = 2;
    public static final int EXECUTE = 1;

    public static final int SETUID = 04000;
    public static final int SETGID = 02000;
    public static final int STICKY = 01000;
    public static final int ALL_MODE_BITS = 07777;

    private static final int GROUP_EXECUTE = 0010;
    private static final int ANY_EXECUTE = 0111;

    private PosixRules() {}

    /** Whom a new object belongs to and its permission bits. */
    public record Birth(int mode, int uid, int gid) {}

    /** True when the caller has all of the {@link #READ}, {@link #WRITE}, {@link #EXECUTE} bits wanted. */
    public static boolean allows(Caller caller, Attributes file, int wanted) {
        if (caller.isRoot()) {
            boolean runs = file.isDirectory() || (file.mode() & ANY_EXECUTE) != 0;
            return (wanted & EXECUTE) == 0 || runs;
        }
        int shift = 0;
        if (caller.uid() == file.uid()) {
            shift = 6;
        } else if (caller.inGroup(file.gid())) {
            shift = 3;
        }
        return ((file.mode() >> shift) & wanted) == wanted;
    }

    /** Refuses with ACCES unless {@link #allows}. */
    public static void require(Caller caller, Attributes file, int wanted) throws VfsException {
        if (!allows(caller, file, wanted)) {
            throw new VfsException(VfsError.ACCES);
        }
    }

    /** Refuses with NOTDIR what is no directory, and with ACCES a caller lacking the permission on it. */
    public static void requireDirectory(Caller caller, Attributes directory, int wanted) throws VfsException {
        if (!directory.isDirectory()) {
            throw new VfsException(VfsError.NOTDIR);
        }
        require(caller, directory, wanted);
    }

    /** The permission an {@link OpenIntent} needs, on a regular file only. */
    public static void requireOpen(Caller caller, Attributes file, OpenIntent intent) throws VfsException {
        requireRegular(file);
        require(caller, file, (intent.reads() ? READ : 0) | (intent.writes() ? WRITE : 0));
    }

    /** A directory is ISDIR, a symbolic link SYMLINK, another special object INVAL. */
    public static void requireRegular(Attributes file) throws VfsException {
        switch (file.type()) {
            case REGULAR -> {}
            case DIRECTORY -> throw new VfsException(VfsError.ISDIR);
            case SYMLINK -> throw new VfsException(VfsError.SYMLINK);
            default -> throw new VfsException(VfsError.INVAL);
        }
    }

    /** The sticky bit: in such a directory only the object's owner, the directory's owner and root unlink or rename. */
    public static void requireRemovable(Caller caller, Attributes directory, Attributes victim) throws VfsException {
        boolean sticky = (directory.mode() & STICKY) != 0;
        if (sticky && !caller.isRoot() && caller.uid() != victim.uid() && caller.uid() != directory.uid()) {
            throw new VfsException(VfsError.PERM);
        }
    }

    /** A directory that gets another parent has its ".." rewritten: that needs write permission on it (XSH rename). */
    public static void requireMovable(Caller caller, Attributes moved, boolean sameParent) throws VfsException {
        if (moved.isDirectory() && !sameParent) {
            require(caller, moved, WRITE);
        }
    }

    /** The subset of the {@link Access} bits that the caller has. */
    public static int access(Caller caller, Attributes file, int asked) {
        boolean directory = file.isDirectory();
        int changes = directory ? WRITE | EXECUTE : WRITE;
        int granted = allows(caller, file, READ) ? Access.READ : 0;
        if (allows(caller, file, changes)) {
            granted |= Access.MODIFY | Access.EXTEND | (directory ? Access.DELETE : 0);
        }
        if (allows(caller, file, EXECUTE)) {
            granted |= directory ? Access.LOOKUP : Access.EXECUTE;
        }
        return granted & asked;
    }

    /** Owner, group and mode of a new object: the group and, for directories, the bit come from a setgid parent. */
    public static Birth birth(Caller caller, Attributes directory, FileType type, AttributeChange initial)
            throws VfsException {
        boolean inherits = (directory.mode() & SETGID) != 0;
        int group = inherits ? directory.gid() : caller.gid();
        int uid = initial.uid().orElse(caller.uid());
        int gid = initial.gid().orElse(group);
        boolean givesAway = uid != caller.uid() || (gid != group && !caller.inGroup(gid));
        if (givesAway && !caller.isRoot()) {
            throw new VfsException(VfsError.PERM);
        }
        int mode = initial.mode().orElse(type == FileType.DIRECTORY ? 0700 : 0600) & ALL_MODE_BITS;
        if (type == FileType.SYMLINK) {
            mode = 0777;
        } else if (type == FileType.DIRECTORY && inherits) {
            mode |= SETGID;
        } else if (!caller.isRoot() && !caller.inGroup(gid)) {
            mode &= ~SETGID;
        }
        return new Birth(mode, uid, gid);
    }

    /**
     * Refuses what the caller may not change; else the change to make, its mode being what the bits become: chown and
     * truncation by others than root drop setuid and setgid, as does chmod by one outside the file's group.
     */
    public static AttributeChange permitted(Caller caller, Attributes now, AttributeChange change) throws VfsException {
        boolean owner = caller.isRoot() || caller.uid() == now.uid();
        if (change.size().isPresent()) {
            requireSizeChange(caller, now, change.size().getAsLong());
        }
        if (change.mode().isPresent() && !owner) {
            throw new VfsException(VfsError.PERM);
        }
        if (change.mode().isPresent() && now.type() == FileType.SYMLINK) {
            throw new VfsException(VfsError.NOTSUPP);
        }
        requireOwnerChange(caller, now, change, owner);
        requireTimeChange(caller, now, change.accessTime(), owner);
        requireTimeChange(caller, now, change.modifyTime(), owner);
        return change.withMode(modeAfter(caller, now, change));
    }

    /** What remains of the mode when others than root changed the content. */
    public static int modeAfterWrite(int mode) {
        return mode & ~(SETUID | ((mode & GROUP_EXECUTE) != 0 ? SETGID : 0));
    }

    /** The name's bytes; INVAL or NAMETOOLONG when it is not one path component of 1 to 255 bytes of UTF-8. */
    public static byte[] nameBytes(String name) throws VfsException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        boolean special = name.isEmpty() || name.equals(".") || name.equals("..");
        if (special || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0 || hasLoneSurrogate(name)) {
            throw new VfsException(VfsError.INVAL);
        }
        if (bytes.length > FileLimits.EFS.nameBytes()) {
            throw new VfsException(VfsError.NAMETOOLONG);
        }
        return bytes;
    }

    /** A symbolic link's target as bytes; INVAL when it is empty or holds a NUL, NAMETOOLONG beyond {@link FileLimits}. */
    public static byte[] targetBytes(String target) throws VfsException {
        byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || target.indexOf('\0') >= 0) {
            throw new VfsException(VfsError.INVAL);
        }
        if (bytes.length > FileLimits.EFS.symlinkBytes()) {
            throw new VfsException(VfsError.NAMETOOLONG);
        }
        return bytes;
    }

    /** Refuses with FBIG a file that would be longer than {@link FileLimits} allows. */
    public static void requireFileSize(long bytes) throws VfsException {
        if (bytes > FileLimits.EFS.fileBytes()) {
            throw new VfsException(VfsError.FBIG);
        }
    }

    /** Refuses with MLINK a further name of what has as many as {@link FileLimits} allows. */
    public static void requireRoomForLink(int links) throws VfsException {
        if (links >= FileLimits.EFS.links()) {
            throw new VfsException(VfsError.MLINK);
        }
    }

    /** Refuses with NAMETOOLONG a directory below one that is as deep as {@link FileLimits} allows. */
    public static void requireRoomBelow(int depth) throws VfsException {
        if (depth >= FileLimits.EFS.depth()) {
            throw new VfsException(VfsError.NAMETOOLONG);
        }
    }

    private static boolean hasLoneSurrogate(String name) {
        return name.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static void requireSizeChange(Caller caller, Attributes now, long size) throws VfsException {
        if (now.type() == FileType.DIRECTORY) {
            throw new VfsException(VfsError.ISDIR);
        }
        if (now.type() != FileType.REGULAR || size < 0) {
            throw new VfsException(VfsError.INVAL);
        }
        requireFileSize(size);
        require(caller, now, WRITE);
    }

    private static void requireOwnerChange(Caller caller, Attributes now, AttributeChange change, boolean owner)
            throws VfsException {
        OptionalInt uid = change.uid();
        OptionalInt gid = change.gid();
        boolean mayUid = uid.isEmpty() || caller.isRoot() || (owner && uid.getAsInt() == now.uid());
        boolean mayGid = gid.isEmpty()
                || caller.isRoot()
                || (owner && (gid.getAsInt() == now.gid() || caller.inGroup(gid.getAsInt())));
        if (!mayUid || !mayGid) {
            throw new VfsException(VfsError.PERM);
        }
    }

    private static void requireTimeChange(Caller caller, Attributes now, AttributeChange.TimeChange time, boolean owner)
            throws VfsException {
        switch (time) {
            case AttributeChange.TimeChange.Keep() -> {}
            case AttributeChange.TimeChange.ServerTime() -> {
                if (!owner) {
                    require(caller, now, WRITE);
                }
            }
            case AttributeChange.TimeChange.ClientTime(Timestamp ignored) -> {
                if (!owner) {
                    throw new VfsException(VfsError.PERM);
                }
            }
        }
    }

    private static OptionalInt modeAfter(Caller caller, Attributes now, AttributeChange change) {
        if (change.mode().isPresent()) {
            int mode = change.mode().getAsInt() & ALL_MODE_BITS;
            boolean member = caller.isRoot() || caller.inGroup(change.gid().orElse(now.gid()));
            return OptionalInt.of(member ? mode : mode & ~SETGID);
        }
        boolean chown = change.uid().isPresent() || change.gid().isPresent();
        boolean truncation = change.size().isPresent() && !caller.isRoot();
        int mode = modeAfterWrite(now.mode());
        boolean drops = (chown || truncation) && !now.isDirectory() && mode != now.mode();
        return drops ? OptionalInt.of(mode) : OptionalInt.empty();
    }
}
