package io.moorage.bench.nfs;

import io.moorage.nfswire.nfs4.Attribute;
import io.moorage.nfswire.nfs4.AttributeValues;
import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.NfsFtype4;
import io.moorage.nfswire.nfs4.StateOwner4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.CREATE4;
import io.moorage.nfswire.op.GETATTR4;
import io.moorage.nfswire.op.GETFH4;
import io.moorage.nfswire.op.LOOKUP4;
import io.moorage.nfswire.op.OPEN4;
import io.moorage.nfswire.op.OPEN_CONFIRM4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.xdr.Opaque;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a connection needs of files and directories before a load begins. */
final class Files {
    /** What the Linux client asks of each file it looks at. */
    static final GETATTR4.Args LINUX_ATTRIBUTES = new GETATTR4.Args(linuxAttributes());

    private static final int OPEN_FLAGS_41 = OPEN4.SHARE_ACCESS_WANT_NO_DELEG;

    private final Connection connection;

    Files(Connection connection) {
        this.connection = connection;
    }

    private static Bitmap4 linuxAttributes() {
        return Bitmap4.of(
                Attribute.TYPE,
                Attribute.CHANGE,
                Attribute.SIZE,
                Attribute.FSID,
                Attribute.FILEID,
                Attribute.MODE,
                Attribute.NUMLINKS,
                Attribute.OWNER,
                Attribute.OWNER_GROUP,
                Attribute.RAWDEV,
                Attribute.SPACE_USED,
                Attribute.TIME_ACCESS,
                Attribute.TIME_METADATA,
                Attribute.TIME_MODIFY,
                Attribute.MOUNTED_ON_FILEID);
    }

    /** An absolute path's handle. */
    Opaque walk(String path) throws IOException {
        return connection
                .callInSession(r -> {
                    r.add(OpCode.PUTROOTFH);
                    for (String name : path.split("/")) {
                        if (!name.isEmpty()) {
                            r.add(new LOOKUP4.Args(name));
                        }
                    }
                    r.add(OpCode.GETFH);
                })
                .first(OpCode.GETFH, GETFH4.Ok.class)
                .handle();
    }

    Opaque makeDirectory(Opaque parent, String name) throws IOException {
        CREATE4.Args create = new CREATE4.Args(new CREATE4.ObjectType.Plain(NfsFtype4.NF4DIR), name, ofMode(0755));
        return connection
                .callInSession(r -> r.at(parent).add(create).add(OpCode.GETFH))
                .first(OpCode.GETFH, GETFH4.Ok.class)
                .handle();
    }

    /** Opens for reading and writing, making the file when it is missing. */
    Open open(Opaque directory, String name, String owner) throws IOException {
        OPEN4.Args args = args(name, owner, 1, new OPEN4.How.Unchecked(ofMode(0644)));
        Reply reply = connection.callInSession(r -> r.at(directory).add(args).add(OpCode.GETFH));
        OPEN4.Ok opened = reply.first(OpCode.OPEN, OPEN4.Ok.class);
        Opaque handle = reply.first(OpCode.GETFH, GETFH4.Ok.class).handle();
        Stateid4 stateid = opened.stateid();
        if ((opened.flags() & OPEN4.RESULT_CONFIRM) != 0) {
            OPEN_CONFIRM4.Args confirm = new OPEN_CONFIRM4.Args(stateid, 2);
            stateid = connection
                    .callInSession(r -> r.at(handle).add(confirm))
                    .first(OpCode.OPEN_CONFIRM, OPEN_CONFIRM4.Ok.class)
                    .stateid();
        }
        return new Open(handle, stateid);
    }

    /** A file to read and write by. */
    record Open(Opaque handle, Stateid4 stateid) {}

    /** Arguments of an OPEN; the seqid is NFSv4.0's. */
    OPEN4.Args args(String name, String owner, int seqid, OPEN4.How how) {
        int access = OPEN4.SHARE_ACCESS_BOTH | (connection.minorVersion() == 0 ? 0 : OPEN_FLAGS_41);
        StateOwner4 who = new StateOwner4(connection.clientId(), Opaque.of(owner.getBytes(StandardCharsets.UTF_8)));
        int number = connection.minorVersion() == 0 ? seqid : 0;
        return new OPEN4.Args(number, access, OPEN4.SHARE_DENY_NONE, who, how, new OPEN4.Claim.Null(name));
    }

    static Fattr4 ofMode(int mode) {
        return new AttributeValues().with(Attribute.MODE, mode).toFattr4();
    }
}
