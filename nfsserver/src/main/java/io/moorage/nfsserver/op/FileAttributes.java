package io.moorage.nfsserver.op;

import io.moorage.nfsserver.View;
import io.moorage.nfswire.nfs4.Attribute;
import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.NfsFtype4;
import io.moorage.nfswire.xdr.XdrWriter;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileLimits;
import io.moorage.vfs.FileSystemStatus;
import io.moorage.vfs.FileType;
import io.moorage.vfs.Timestamp;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes an object's attributes as fattr4 (RFC 7530 section 5, RFC 8881 section 5) straight from the file system's record. */
final class FileAttributes {
    /** What may only be set, never read. */
    static final Bitmap4 WRITE_ONLY = Bitmap4.of(Attribute.TIME_ACCESS_SET, Attribute.TIME_MODIFY_SET);

    /** What SETATTR and creation take. */
    static final Bitmap4 SETTABLE = Bitmap4.of(Attribute.SIZE, Attribute.MODE, Attribute.OWNER, Attribute.OWNER_GROUP)
            .or(WRITE_ONLY);

    /** RFC 8881 section 5.8.1.14: EXCLUSIVE4_1 keeps its verifier where times would be. */
    static final Bitmap4 EXCLUSIVE_CREATE = SETTABLE.minus(WRITE_ONLY);

    private static final Bitmap4 SUPPORTED_41 = Bitmap4.of(Attribute.ALL.toArray(Attribute<?>[]::new));
    private static final Bitmap4 SUPPORTED_40 = SUPPORTED_41.minus(Bitmap4.of(Attribute.SUPPATTR_EXCLCREAT));
    private static final Bitmap4 RDATTR_ERROR = Bitmap4.of(Attribute.RDATTR_ERROR);
    private static final int FH4_PERSISTENT = 0;

    private final View view;
    private final VirtualFileSystem files;
    private final int leaseSeconds;
    private final long fsid;

    /** @param fsid tells this file system from others of the same server */
    FileAttributes(View view, Duration lease, long fsid) {
        this.view = view;
        this.files = view.files();
        this.leaseSeconds = (int) lease.toSeconds();
        this.fsid = fsid;
    }

    static Bitmap4 supported(int minorVersion) {
        return minorVersion > 0 ? SUPPORTED_41 : SUPPORTED_40;
    }

    /**
     * Writes fattr4: those of {@code wanted} that are supported and readable.
     *
     * @param attributes null when they could not be had: then only {@code error} is told, as rdattr_error
     */
    void encode(
            Bitmap4 wanted,
            FileHandle handle,
            @Nullable Attributes attributes,
            Nfs4Status error,
            int minorVersion,
            XdrWriter out)
            throws VfsException {
        Bitmap4 mask = wanted.and(supported(minorVersion)).minus(WRITE_ONLY);
        if (attributes == null) {
            mask = mask.and(RDATTR_ERROR);
        }
        mask.encode(out);
        int length = out.position();
        out.int32(0);
        FileSystemStatus status = wantsSpace(mask) ? files.status() : null;
        for (int bit = mask.next(0); bit >= 0; bit = mask.next(bit + 1)) {
            if (attributes == null || bit == Attribute.RDATTR_ERROR.number()) {
                out.int32(error.number());
            } else if (!writeOfObject(bit, handle, attributes, out) && !writeOfTimes(bit, attributes, out)) {
                writeOfFileSystem(bit, status, minorVersion, out);
            }
        }
        out.patch(length, out.position() - length - 4);
    }

    private static boolean wantsSpace(Bitmap4 mask) {
        return mask.has(Attribute.SPACE_AVAIL) || mask.has(Attribute.SPACE_FREE) || mask.has(Attribute.SPACE_TOTAL);
    }

    private boolean writeOfObject(int bit, FileHandle handle, Attributes attributes, XdrWriter out) {
        switch (bit) {
            case 1 -> out.int32(type(attributes.type()).number());
            case 3 -> out.int64(attributes.change());
            case 4 -> out.int64(attributes.size());
            case 19 -> out.bytes(view.seal(handle));
            case 20, 55 -> out.int64(attributes.fileId());
            case 33 -> out.int32(attributes.mode());
            case 35 -> out.int32(attributes.links());
            case 36 -> writeId(attributes.uid(), out);
            case 37 -> writeId(attributes.gid(), out);
            case 41 -> out.int64(attributes.device());
            case 45 -> out.int64(attributes.spaceUsed());
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean writeOfTimes(int bit, Attributes attributes, XdrWriter out) {
        switch (bit) {
            case 47 -> writeTime(attributes.accessTime(), out);
            case 52 -> writeTime(attributes.changeTime(), out);
            case 53 -> writeTime(attributes.modifyTime(), out);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void writeOfFileSystem(int bit, @Nullable FileSystemStatus status, int minorVersion, XdrWriter out) {
        switch (bit) {
            case 0 -> supported(minorVersion).encode(out);
            case 2 -> out.int32(FH4_PERSISTENT);
            case 5, 6, 9, 15, 17, 18, 26, 34 -> out.bool(true);
            case 7, 16 -> out.bool(false);
            case 8 -> out.int64(fsid).int64(0);
            case 10 -> out.int32(leaseSeconds);
            case 27 -> out.int64(FileLimits.EFS.fileBytes());
            case 28 -> out.int32(FileLimits.EFS.links());
            case 29 -> out.int32(FileLimits.EFS.nameBytes());
            case 30, 31 -> out.int64(Nfs4Limits.IO);
            case 42 -> out.int64(status == null ? 0 : status.availableBytes());
            case 43 -> out.int64(status == null ? 0 : status.freeBytes());
            case 44 -> out.int64(status == null ? 0 : status.totalBytes());
            case 51 -> out.int64(0).int32(1);
            case 75 -> EXCLUSIVE_CREATE.encode(out);
            default -> throw new IllegalStateException("attribute " + bit + " is in the table and has no value");
        }
    }

    static NfsFtype4 type(FileType type) {
        return switch (type) {
            case REGULAR -> NfsFtype4.NF4REG;
            case DIRECTORY -> NfsFtype4.NF4DIR;
            case SYMLINK -> NfsFtype4.NF4LNK;
            case FIFO -> NfsFtype4.NF4FIFO;
            case SOCKET -> NfsFtype4.NF4SOCK;
            case BLOCK_DEVICE -> NfsFtype4.NF4BLK;
            case CHARACTER_DEVICE -> NfsFtype4.NF4CHR;
        };
    }

    /** RFC 7530 section 5.9: ids without names are written as decimal digits. */
    private static void writeId(int id, XdrWriter out) {
        out.bytes(Integer.toUnsignedString(id).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void writeTime(Timestamp time, XdrWriter out) {
        out.int64(time.seconds()).int32(time.nanos());
    }
}
