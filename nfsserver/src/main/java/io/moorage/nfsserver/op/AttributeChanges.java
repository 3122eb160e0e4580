package io.moorage.nfsserver.op;

import io.moorage.nfswire.nfs4.Attribute;
import io.moorage.nfswire.nfs4.AttributeValues;
import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.Nfstime4;
import io.moorage.nfswire.nfs4.Settime4;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.AttributeChange.TimeChange;
import io.moorage.vfs.FileLimits;
import io.moorage.vfs.Timestamp;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** fattr4 as what a SETATTR or a creation asks for. */
final class AttributeChanges {
    private static final int MAX_NANOS = 999_999_999;

    private AttributeChanges() {}

    /** @throws Nfs4Exception ATTRNOTSUPP, INVAL for what can only be read, BADXDR, BADOWNER */
    static AttributeChange of(Fattr4 attributes) throws Nfs4Exception {
        Bitmap4 unsupported = attributes.mask().minus(FileAttributes.supported(1));
        if (!unsupported.isEmpty()) {
            throw new Nfs4Exception(Nfs4Status.ATTRNOTSUPP);
        }
        if (!attributes.mask().minus(FileAttributes.SETTABLE).isEmpty()) {
            throw new Nfs4Exception(Nfs4Status.INVAL, "an attribute that can only be read");
        }
        if (attributes.mask().isEmpty() && !attributes.values().hasRemaining()) {
            return AttributeChange.NONE;
        }
        AttributeValues values = attributes.parse();
        return new AttributeChange(
                mode(values),
                id(values, Attribute.OWNER),
                id(values, Attribute.OWNER_GROUP),
                size(values),
                time(values, Attribute.TIME_ACCESS_SET),
                time(values, Attribute.TIME_MODIFY_SET));
    }

    private static OptionalInt mode(AttributeValues values) throws Nfs4Exception {
        if (!values.has(Attribute.MODE)) {
            return OptionalInt.empty();
        }
        int mode = values.get(Attribute.MODE);
        if ((mode & ~07777) != 0) {
            throw new Nfs4Exception(Nfs4Status.INVAL, "mode " + mode);
        }
        return OptionalInt.of(mode);
    }

    private static OptionalLong size(AttributeValues values) throws Nfs4Exception {
        if (!values.has(Attribute.SIZE)) {
            return OptionalLong.empty();
        }
        long size = values.get(Attribute.SIZE);
        if (size < 0 || size > FileLimits.EFS.fileBytes()) {
            throw new Nfs4Exception(Nfs4Status.FBIG);
        }
        return OptionalLong.of(size);
    }

    /** RFC 7530 section 5.9: digits are the id itself; of names only root's is known. */
    private static OptionalInt id(AttributeValues values, Attribute<String> attribute) throws Nfs4Exception {
        if (!values.has(attribute)) {
            return OptionalInt.empty();
        }
        String text = values.get(attribute);
        if (text.isEmpty()) {
            throw new Nfs4Exception(Nfs4Status.INVAL, "an empty owner");
        }
        int at = text.indexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        if (name.equals("root")) {
            return OptionalInt.of(0);
        }
        try {
            return OptionalInt.of(Integer.parseUnsignedInt(name));
        } catch (NumberFormatException e) {
            throw new Nfs4Exception(Nfs4Status.BADOWNER, text);
        }
    }

    private static TimeChange time(AttributeValues values, Attribute<Settime4> attribute) throws Nfs4Exception {
        if (!values.has(attribute)) {
            return TimeChange.KEEP;
        }
        return switch (values.get(attribute)) {
            case Settime4.ServerTime() -> TimeChange.SERVER_TIME;
            case Settime4.ClientTime(Nfstime4 time) -> {
                if (time.nseconds() < 0 || time.nseconds() > MAX_NANOS) {
                    throw new Nfs4Exception(Nfs4Status.INVAL, "nanoseconds " + time.nseconds());
                }
                yield new TimeChange.ClientTime(new Timestamp(time.seconds(), time.nseconds()));
            }
        };
    }
}
