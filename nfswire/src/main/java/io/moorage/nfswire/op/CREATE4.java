package io.moorage.nfswire.op;

import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.ChangeInfo4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Result;
import io.moorage.nfswire.nfs4.NfsFtype4;
import io.moorage.nfswire.nfs4.Specdata4;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;

/** Makes an object that is no regular file. RFC 7530 section 16.4. */
public final class CREATE4 {
    private CREATE4() {}

    /** What to make. */
    public sealed interface ObjectType {
        record Link(String target) implements ObjectType {}

        /** @param type NF4BLK or NF4CHR */
        record Device(NfsFtype4 type, Specdata4 device) implements ObjectType {}

        /** Any other type: also those that cannot be made so. */
        record Plain(NfsFtype4 type) implements ObjectType {}
    }

    public record Args(ObjectType object, String name, Fattr4 attributes) implements Nfs4Args {
        @Override
        public OpCode op() {
            return OpCode.CREATE;
        }

        @Override
        public void encode(XdrWriter out) {
            switch (object) {
                case ObjectType.Link(String target) ->
                    out.int32(NfsFtype4.NF4LNK.number()).string(target);
                case ObjectType.Device(NfsFtype4 type, Specdata4 device) -> {
                    out.int32(type.number());
                    device.encode(out);
                }
                case ObjectType.Plain(NfsFtype4 type) -> out.int32(type.number());
            }
            out.string(name);
            attributes.encode(out);
        }

        static Args decode(XdrReader in) throws XdrException, Nfs4Exception {
            NfsFtype4 type = NfsFtype4.decode(in);
            ObjectType object =
                    switch (type) {
                        case NF4LNK -> new ObjectType.Link(Text.decode(in));
                        case NF4BLK, NF4CHR -> new ObjectType.Device(type, Specdata4.decode(in));
                        default -> new ObjectType.Plain(type);
                    };
            return new Args(object, Text.decode(in), Fattr4.decode(in));
        }
    }

    public record Ok(ChangeInfo4 change, Bitmap4 set) implements Nfs4Result {
        @Override
        public void encode(XdrWriter out) {
            change.encode(out);
            set.encode(out);
        }

        static Ok decode(XdrReader in) throws XdrException {
            return new Ok(ChangeInfo4.decode(in), Bitmap4.decode(in));
        }
    }
}
