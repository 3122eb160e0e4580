package io.moorage.nfswire.rpc;

import io.moorage.nfswire.xdr.BadUtf8Exception;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Who calls (RFC 5531 section 8.2 opaque_auth). */
public sealed interface Credential {
    int AUTH_NONE = 0;
    int AUTH_SYS = 1;
    int RPCSEC_GSS = 6;

    /** RFC 5531 section 8.2: a body has at most 400 bytes. */
    int MAX_BODY = 400;

    void encode(XdrWriter out);

    record None() implements Credential {
        @Override
        public void encode(XdrWriter out) {
            out.int32(AUTH_NONE).int32(0);
        }
    }

    /** RFC 5531 appendix A. Groups are not changed after construction; 16 at most. */
    record Sys(int stamp, String machine, int uid, int gid, int[] groups) implements Credential {
        public Sys {
            if (groups.length > 16) {
                throw new IllegalArgumentException("AUTH_SYS carries 16 groups, not " + groups.length);
            }
        }

        @Override
        public void encode(XdrWriter out) {
            out.int32(AUTH_SYS);
            int length = out.position();
            out.int32(0).int32(stamp).string(machine).int32(uid).int32(gid).int32(groups.length);
            for (int group : groups) {
                out.int32(group);
            }
            out.patch(length, out.position() - length - 4);
        }

        static Sys decode(XdrReader in) throws XdrException {
            int stamp = in.int32();
            String machine;
            try {
                machine = in.string(255);
            } catch (BadUtf8Exception e) {
                machine = "";
            }
            int uid = in.int32();
            int gid = in.int32();
            int[] groups = new int[in.count(16, 4)];
            for (int i = 0; i < groups.length; i++) {
                groups[i] = in.int32();
            }
            return new Sys(stamp, machine, uid, gid, groups);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Sys that
                    && stamp == that.stamp
                    && machine.equals(that.machine)
                    && uid == that.uid
                    && gid == that.gid
                    && Arrays.equals(groups, that.groups);
        }

        @Override
        public int hashCode() {
            return 31 * (31 * uid + gid) + Arrays.hashCode(groups);
        }

        @Override
        public String toString() {
            return "Sys[machine=" + machine + ", uid=" + uid + ", gid=" + gid + ", groups=" + Arrays.toString(groups)
                    + "]";
        }
    }

    /** A flavour this program does not speak. */
    record Unknown(int flavor) implements Credential {
        @Override
        public void encode(XdrWriter out) {
            out.int32(flavor).int32(0);
        }
    }

    static Credential decode(XdrReader in) throws XdrException {
        int flavor = in.int32();
        ByteBuffer body = in.slice(MAX_BODY);
        return switch (flavor) {
            case AUTH_NONE -> new None();
            case AUTH_SYS -> Sys.decode(new XdrReader(body));
            default -> new Unknown(flavor);
        };
    }
}
