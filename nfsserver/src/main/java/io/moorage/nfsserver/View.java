package io.moorage.nfsserver;

import io.moorage.vfs.Caller;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;

/**
 * A file system as some connections see it: what lies before them, whom they act for, and what files are called there.
 * Thread-safe. What it says may change while connections have it; the realm may not.
 */
public interface View {
    /**
     * Clients of different realms are strangers whatever they call themselves: to them there are as many servers (RFC 8881
     * section 2.10.5: a client would otherwise take two connections for ways to one and the same). Printable ASCII; empty
     * for connections of which nothing special is known.
     */
    String realm();

    VirtualFileSystem files();

    /** For whom a request is carried out that claims to come from {@code claimed}. */
    Caller caller(Caller claimed);

    /** What this view calls a file: at most {@link FileHandle#MAX_BYTES} bytes. */
    byte[] seal(FileHandle file);

    /**
     * The file that {@link #seal} gave this name.
     *
     * @throws VfsException BADHANDLE when this view never called a file so
     */
    FileHandle unseal(byte[] sealed) throws VfsException;

    /** All of a file system, for whoever one says one is. */
    static View whole(VirtualFileSystem files) {
        return new View() {
            @Override
            public String realm() {
                return "";
            }

            @Override
            public VirtualFileSystem files() {
                return files;
            }

            @Override
            public Caller caller(Caller claimed) {
                return claimed;
            }

            @Override
            public byte[] seal(FileHandle file) {
                return file.bytes();
            }

            @Override
            public FileHandle unseal(byte[] sealed) {
                return FileHandle.of(sealed);
            }
        };
    }
}
