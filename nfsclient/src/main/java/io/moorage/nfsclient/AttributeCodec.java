package io.moorage.nfsclient;

import io.moorage.nfswire.nfs4.Attribute;
import io.moorage.nfswire.nfs4.AttributeValues;
import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.NfsFtype4;
import io.moorage.nfswire.nfs4.Nfstime4;
import io.moorage.nfswire.nfs4.Settime4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.AttributeChange.TimeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileType;
import io.moorage.vfs.Timestamp;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Between fattr4 and {@link Attributes}: always the same set is asked for, and read in its order without a table. */
final class AttributeCodec {
    /** What {@link #read} reads. */
    static final Bitmap4 WANTED = Bitmap4.of(
            Attribute.TYPE,
            Attribute.CHANGE,
            Attribute.SIZE,
            Attribute.FILEID,
            Attribute.MODE,
            Attribute.NUMLINKS,
            Attribute.OWNER,
            Attribute.OWNER_GROUP,
            Attribute.RAWDEV,
            Attribute.SPACE_USED,
            Attribute.TIME_ACCESS,
            Attribute.TIME_METADATA,
            Attribute.TIME_MODIFY);

    /** {@link #WANTED} with the handle, for listings. */
    static final Bitmap4 WANTED_WITH_HANDLE = WANTED.or(Bitmap4.of(Attribute.FILEHANDLE));

    /** For listings by name alone. */
    static final Bitmap4 NAMED = Bitmap4.of(Attribute.TYPE, Attribute.FILEID);

    /** Who owns what no number names. */
    private static final int NOBODY = 65534;

    private AttributeCodec() {}

    /** An object of a listing: what was asked for of it. */
    record Listed(
            FileType type,
            long fileId,
            @Nullable FileHandle handle,
            @Nullable Attributes attributes) {}

    /** Reads GETATTR's body. */
    static Attributes read(XdrReader in) throws XdrException {
        Bitmap4 mask = Bitmap4.decode(in);
        ByteBuffer values = in.slice(Nfs4Limits.TEXT);
        if (!mask.equals(WANTED)) {
            throw new XdrException("the server lacks attributes: " + WANTED.minus(mask));
        }
        return values(new XdrReader(values), false, null);
    }

    static Listed readListed(Fattr4 attributes) throws XdrException {
        XdrReader in = new XdrReader(attributes.values().duplicate());
        if (attributes.mask().equals(WANTED_WITH_HANDLE)) {
            @Nullable FileHandle[] handle = new FileHandle[1];
            Attributes all = values(in, true, handle);
            return new Listed(all.type(), all.fileId(), handle[0], all);
        }
        if (!attributes.mask().equals(NAMED)) {
            throw new XdrException("a listing without type or number: " + attributes.mask());
        }
        return new Listed(type(in), in.int64(), null, null);
    }

    private static Attributes values(XdrReader in, boolean listed, @Nullable FileHandle @Nullable [] handle)
            throws XdrException {
        FileType type = type(in);
        long change = in.int64();
        long size = in.int64();
        if (listed && handle != null) {
            handle[0] = FileHandle.of(in.bytes(Nfs4Limits.FILEHANDLE));
        }
        long fileId = in.int64();
        int mode = in.int32();
        int links = in.int32();
        int uid = number(in);
        int gid = number(in);
        long device = (long) in.int32() << 32 | in.uint32();
        long spaceUsed = in.int64();
        Timestamp access = time(in);
        Timestamp metadata = time(in);
        Timestamp modify = time(in);
        return new Attributes(
                type, fileId, mode, links, uid, gid, size, spaceUsed, change, access, modify, metadata, device);
    }

    static Fattr4 change(AttributeChange change) {
        AttributeValues values = new AttributeValues();
        change.size().ifPresent(size -> values.with(Attribute.SIZE, size));
        change.mode().ifPresent(mode -> values.with(Attribute.MODE, mode));
        change.uid().ifPresent(uid -> values.with(Attribute.OWNER, Integer.toUnsignedString(uid)));
        change.gid().ifPresent(gid -> values.with(Attribute.OWNER_GROUP, Integer.toUnsignedString(gid)));
        time(values, Attribute.TIME_ACCESS_SET, change.accessTime());
        time(values, Attribute.TIME_MODIFY_SET, change.modifyTime());
        return values.toFattr4();
    }

    private static void time(AttributeValues values, Attribute<Settime4> attribute, TimeChange change) {
        switch (change) {
            case TimeChange.Keep() -> {}
            case TimeChange.ServerTime() -> values.with(attribute, new Settime4.ServerTime());
            case TimeChange.ClientTime(Timestamp time) ->
                values.with(attribute, new Settime4.ClientTime(new Nfstime4(time.seconds(), time.nanos())));
        }
    }

    private static FileType type(XdrReader in) throws XdrException {
        NfsFtype4 type = NfsFtype4.decode(in);
        return switch (type) {
            case NF4REG, NF4NAMEDATTR -> FileType.REGULAR;
            case NF4DIR, NF4ATTRDIR -> FileType.DIRECTORY;
            case NF4LNK -> FileType.SYMLINK;
            case NF4BLK -> FileType.BLOCK_DEVICE;
            case NF4CHR -> FileType.CHARACTER_DEVICE;
            case NF4SOCK -> FileType.SOCKET;
            case NF4FIFO -> FileType.FIFO;
        };
    }

    /** An owner as a number in digits (RFC 8881 section 5.9); any other name is nobody's. */
    private static int number(XdrReader in) throws XdrException {
        ByteBuffer digits = in.slice(Nfs4Limits.OPAQUE);
        if (!digits.hasRemaining() || digits.remaining() > 10) {
            return NOBODY;
        }
        long number = 0;
        while (digits.hasRemaining()) {
            int digit = digits.get() - '0';
            if (digit < 0 || digit > 9) {
                return NOBODY;
            }
            number = 10 * number + digit;
        }
        return number <= 0xffffffffL ? (int) number : NOBODY;
    }

    private static Timestamp time(XdrReader in) throws XdrException {
        long seconds = in.int64();
        int nanos = in.int32();
        if (nanos < 0 || nanos >= 1_000_000_000) {
            throw new XdrException("nanoseconds out of range: " + nanos);
        }
        return new Timestamp(seconds, nanos);
    }
}
