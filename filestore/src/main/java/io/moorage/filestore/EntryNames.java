package io.moorage.filestore;

import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.Errno;
import io.moorage.vfs.VfsException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is in a directory of the disk, with the inode numbers that it tells: a look at no object. */
final class EntryNames {
    static final int LIST = DirectoryCalls.O_RDONLY | DirectoryCalls.O_DIRECTORY | DirectoryCalls.O_NOATIME;
    private static final byte[] ITSELF = {'.'};
    private static final int BUFFER = 64 * 1024;

    private EntryNames() {}

    /**
     * A name as what a set finds it by, whatever stands for it.
     *
     * @param mayBeDirectory false when the directory tells that it is none; some tell nothing
     */
    record Name(byte[] bytes, long inode, boolean mayBeDirectory) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Name that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /** Nothing is in a directory that is gone. */
    static List<Name> of(Calls calls, int directory) throws VfsException {
        List<Name> names = new ArrayList<>();
        int fd = calls.directory().open(directory, ITSELF, LIST, 0);
        if (fd == -Errno.ENOENT) {
            return names;
        }
        Errnos.check(fd);
        try {
            for (long read = entries(calls, fd); read > 0; read = entries(calls, fd)) {
                MemorySegment entries = calls.file().entries();
                for (long at = 0; at < read; at = Listing.next(entries, at)) {
                    byte @Nullable [] name = Listing.nameUnlessDots(entries, at);
                    if (name != null) {
                        names.add(new Name(name, Listing.inode(entries, at), Listing.mayBeDirectory(entries, at)));
                    }
                }
            }
        } finally {
            calls.file().close(fd);
        }
        return names;
    }

    private static long entries(Calls calls, int fd) throws VfsException {
        return Errnos.check(calls.file().readEntries(fd, BUFFER));
    }
}
