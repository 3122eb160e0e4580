package io.moorage.nfswire.nfs4;

import io.moorage.nfswire.xdr.BadUtf8Exception;
import io.moorage.nfswire.xdr.Opaque;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The attributes Moorage knows, with their numbers and value types (RFC 7530 section 5.8, RFC 8881 section 5.8). What EFS does not
 * support is not here: ACLs, archive, hidden, system, counts of files, locations, mime types, quotas, time_backup.
 *
 * @param <T> the value's type
 */
public final class Attribute<T> {
    public static final Attribute<Bitmap4> SUPPORTED_ATTRS =
            new Attribute<>(0, "supported_attrs", Bitmap4::decode, Bitmap4::encode);
    public static final Attribute<NfsFtype4> TYPE =
            new Attribute<>(1, "type", NfsFtype4::decode, (type, out) -> out.int32(type.number()));
    public static final Attribute<Integer> FH_EXPIRE_TYPE = int32(2, "fh_expire_type");
    public static final Attribute<Long> CHANGE = int64(3, "change");
    public static final Attribute<Long> SIZE = int64(4, "size");
    public static final Attribute<Boolean> LINK_SUPPORT = bool(5, "link_support");
    public static final Attribute<Boolean> SYMLINK_SUPPORT = bool(6, "symlink_support");
    public static final Attribute<Boolean> NAMED_ATTR = bool(7, "named_attr");
    public static final Attribute<Fsid4> FSID = new Attribute<>(8, "fsid", Fsid4::decode, Fsid4::encode);
    public static final Attribute<Boolean> UNIQUE_HANDLES = bool(9, "unique_handles");
    public static final Attribute<Integer> LEASE_TIME = int32(10, "lease_time");
    public static final Attribute<Nfs4Status> RDATTR_ERROR = new Attribute<>(
            11, "rdattr_error", in -> Nfs4Status.of(in.int32()), (status, out) -> out.int32(status.number()));
    public static final Attribute<Boolean> CANSETTIME = bool(15, "cansettime");
    public static final Attribute<Boolean> CASE_INSENSITIVE = bool(16, "case_insensitive");
    public static final Attribute<Boolean> CASE_PRESERVING = bool(17, "case_preserving");
    public static final Attribute<Boolean> CHOWN_RESTRICTED = bool(18, "chown_restricted");
    public static final Attribute<Opaque> FILEHANDLE = new Attribute<>(
            19, "filehandle", in -> in.opaque(Nfs4Limits.FILEHANDLE), (handle, out) -> out.opaque(handle));
    public static final Attribute<Long> FILEID = int64(20, "fileid");
    public static final Attribute<Boolean> HOMOGENEOUS = bool(26, "homogeneous");
    public static final Attribute<Long> MAXFILESIZE = int64(27, "maxfilesize");
    public static final Attribute<Integer> MAXLINK = int32(28, "maxlink");
    public static final Attribute<Integer> MAXNAME = int32(29, "maxname");
    public static final Attribute<Long> MAXREAD = int64(30, "maxread");
    public static final Attribute<Long> MAXWRITE = int64(31, "maxwrite");
    public static final Attribute<Integer> MODE = int32(33, "mode");
    public static final Attribute<Boolean> NO_TRUNC = bool(34, "no_trunc");
    public static final Attribute<Integer> NUMLINKS = int32(35, "numlinks");
    public static final Attribute<String> OWNER = string(36, "owner");
    public static final Attribute<String> OWNER_GROUP = string(37, "owner_group");
    public static final Attribute<Specdata4> RAWDEV =
            new Attribute<>(41, "rawdev", Specdata4::decode, Specdata4::encode);
    public static final Attribute<Long> SPACE_AVAIL = int64(42, "space_avail");
    public static final Attribute<Long> SPACE_FREE = int64(43, "space_free");
    public static final Attribute<Long> SPACE_TOTAL = int64(44, "space_total");
    public static final Attribute<Long> SPACE_USED = int64(45, "space_used");
    public static final Attribute<Nfstime4> TIME_ACCESS = time(47, "time_access");
    public static final Attribute<Settime4> TIME_ACCESS_SET = settime(48, "time_access_set");
    public static final Attribute<Nfstime4> TIME_DELTA = time(51, "time_delta");
    public static final Attribute<Nfstime4> TIME_METADATA = time(52, "time_metadata");
    public static final Attribute<Nfstime4> TIME_MODIFY = time(53, "time_modify");
    public static final Attribute<Settime4> TIME_MODIFY_SET = settime(54, "time_modify_set");
    public static final Attribute<Long> MOUNTED_ON_FILEID = int64(55, "mounted_on_fileid");
    public static final Attribute<Bitmap4> SUPPATTR_EXCLCREAT =
            new Attribute<>(75, "suppattr_exclcreat", Bitmap4::decode, Bitmap4::encode);

    /** All of the above, in ascending order. */
    public static final List<Attribute<?>> ALL = List.of(
            SUPPORTED_ATTRS,
            TYPE,
            FH_EXPIRE_TYPE,
            CHANGE,
            SIZE,
            LINK_SUPPORT,
            SYMLINK_SUPPORT,
            NAMED_ATTR,
            FSID,
            UNIQUE_HANDLES,
            LEASE_TIME,
            RDATTR_ERROR,
            CANSETTIME,
            CASE_INSENSITIVE,
            CASE_PRESERVING,
            CHOWN_RESTRICTED,
            FILEHANDLE,
            FILEID,
            HOMOGENEOUS,
            MAXFILESIZE,
            MAXLINK,
            MAXNAME,
            MAXREAD,
            MAXWRITE,
            MODE,
            NO_TRUNC,
            NUMLINKS,
            OWNER,
            OWNER_GROUP,
            RAWDEV,
            SPACE_AVAIL,
            SPACE_FREE,
            SPACE_TOTAL,
            SPACE_USED,
            TIME_ACCESS,
            TIME_ACCESS_SET,
            TIME_DELTA,
            TIME_METADATA,
            TIME_MODIFY,
            TIME_MODIFY_SET,
            MOUNTED_ON_FILEID,
            SUPPATTR_EXCLCREAT);

    private static final @Nullable Attribute<?>[] BY_NUMBER = byNumber();

    /** Reads a value. */
    interface Decoder<T> {
        T decode(XdrReader in) throws XdrException, BadUtf8Exception;
    }

    /** Writes a value. */
    interface Encoder<T> {
        void encode(T value, XdrWriter out);
    }

    private final int number;
    private final String name;
    private final Decoder<T> decoder;
    private final Encoder<T> encoder;

    private Attribute(int number, String name, Decoder<T> decoder, Encoder<T> encoder) {
        this.number = number;
        this.name = name;
        this.decoder = decoder;
        this.encoder = encoder;
    }

    public int number() {
        return number;
    }

    T decode(XdrReader in) throws XdrException, BadUtf8Exception {
        return decoder.decode(in);
    }

    void encode(T value, XdrWriter out) {
        encoder.encode(value, out);
    }

    /** The attribute of that number, or null when it is not supported. */
    public static @Nullable Attribute<?> of(int number) {
        return number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }

    @Override
    public String toString() {
        return name;
    }

    private static Attribute<Integer> int32(int number, String name) {
        return new Attribute<>(number, name, XdrReader::int32, (value, out) -> out.int32(value));
    }

    private static Attribute<Long> int64(int number, String name) {
        return new Attribute<>(number, name, XdrReader::int64, (value, out) -> out.int64(value));
    }

    private static Attribute<Boolean> bool(int number, String name) {
        return new Attribute<>(number, name, XdrReader::bool, (value, out) -> out.bool(value));
    }

    private static Attribute<String> string(int number, String name) {
        return new Attribute<>(number, name, in -> in.string(Nfs4Limits.OPAQUE), (value, out) -> out.string(value));
    }

    private static Attribute<Nfstime4> time(int number, String name) {
        return new Attribute<>(number, name, Nfstime4::decode, Nfstime4::encode);
    }

    private static Attribute<Settime4> settime(int number, String name) {
        return new Attribute<>(number, name, Settime4::decode, Settime4::encode);
    }

    private static @Nullable Attribute<?>[] byNumber() {
        @Nullable Attribute<?>[] table = new Attribute<?>[SUPPATTR_EXCLCREAT.number + 1];
        for (Attribute<?> attribute : ALL) {
            table[attribute.number] = attribute;
        }
        return table;
    }
}
