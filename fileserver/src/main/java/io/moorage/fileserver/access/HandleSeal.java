package io.moorage.fileserver.access;

import io.moorage.filestore.SipHash;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Names of files that are good with one access point alone: the file's handle and a keyed hash of it. They are given out for
 * what was reached from the access point's root, so that a handle had elsewhere opens nothing here, nor a made up one.
 */
final class HandleSeal {
    private static final byte VERSION = 2;
    private static final int HEADER = 1 + Long.BYTES;

    private final SipHash hash;

    /** @param key of {@link SipHash#KEY_BYTES} bytes, the access point's own and the same over restarts */
    HandleSeal(byte[] key) {
        this.hash = new SipHash(key);
    }

    byte[] seal(FileHandle file) {
        byte[] handle = file.bytes();
        byte[] sealed = new byte[HEADER + handle.length];
        System.arraycopy(handle, 0, sealed, HEADER, handle.length);
        ByteBuffer.wrap(sealed).put(VERSION).putLong(hash.hash(handle, 0, handle.length));
        return sealed;
    }

    FileHandle unseal(byte[] sealed) throws VfsException {
        if (sealed.length <= HEADER || sealed[0] != VERSION) {
            throw refusal();
        }
        long tag = ByteBuffer.wrap(sealed).getLong(1);
        if (tag != hash.hash(sealed, HEADER, sealed.length - HEADER)) {
            throw refusal();
        }
        return FileHandle.of(Arrays.copyOfRange(sealed, HEADER, sealed.length));
    }

    private static VfsException refusal() {
        return new VfsException(VfsError.BADHANDLE, "the handle was not had through this access point");
    }
}
