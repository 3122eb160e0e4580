package io.moorage.filestore;

import io.moorage.vfs.FileHandle;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A file handle is a version byte, a tag and the kernel's own handle. The tag is a keyed hash under this file system's
 * secret key, because the kernel would open any file of the disk by its handle: without the key nobody can make up a
 * handle, nor use one file system's handle on another.
 */
final class HandleCodec {
    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Long.BYTES;
    private static final int KERNEL_TYPE_BYTES = 4;

    private final SipHash hash;

    HandleCodec(byte[] key) {
        this.hash = new SipHash(key);
    }

    /** @param kernelHandle type and bytes, as DirectoryCalls gives them */
    FileHandle encode(byte[] kernelHandle) {
        byte[] bytes = new byte[HEADER + kernelHandle.length];
        System.arraycopy(kernelHandle, 0, bytes, HEADER, kernelHandle.length);
        ByteBuffer.wrap(bytes).put(VERSION).putLong(hash.hash(kernelHandle, 0, kernelHandle.length));
        return FileHandle.of(bytes);
    }

    byte[] decode(FileHandle handle) throws VfsException {
        byte[] bytes = handle.bytes();
        if (bytes.length <= HEADER + KERNEL_TYPE_BYTES || bytes[0] != VERSION) {
            throw new VfsException(VfsError.BADHANDLE);
        }
        long tag = ByteBuffer.wrap(bytes).getLong(1);
        if (tag != hash.hash(bytes, HEADER, bytes.length - HEADER)) {
            throw new VfsException(VfsError.BADHANDLE);
        }
        return Arrays.copyOfRange(bytes, HEADER, bytes.length);
    }
}
