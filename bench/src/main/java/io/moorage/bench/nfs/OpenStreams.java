package io.moorage.bench.nfs;

import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.CLOSE4;
import io.moorage.nfswire.op.GETFH4;
import io.moorage.nfswire.op.OPEN4;
import io.moorage.nfswire.op.OPEN_CONFIRM4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.xdr.Opaque;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** OPEN, in NFSv4.0 its confirmation when asked for, and CLOSE; a unit is a file opened and closed. */
final class OpenStreams implements Stream {
    private final Files files;
    private final Opaque directory;
    private final Supplier<@Nullable String> names;
    private final OPEN4.How how;
    private final String owner;

    /** NFSv4.0's, of the owner; the next to be used. */
    private int seqid = 1;

    private @Nullable Opaque opened;
    private Stateid4 stateid = Stateid4.INVALID;
    private boolean confirms;

    /**
     * @param names null ends the stream
     * @param owner used by no other stream of the connection
     */
    private OpenStreams(Files files, Opaque directory, Supplier<@Nullable String> names, OPEN4.How how, String owner) {
        this.files = files;
        this.directory = directory;
        this.names = names;
        this.how = how;
        this.owner = owner;
    }

    /** Makes a new file with each unit. */
    static OpenStreams creating(
            Connection connection, Opaque directory, Supplier<@Nullable String> names, String owner) {
        OPEN4.How how = new OPEN4.How.Unchecked(Files.ofMode(0644));
        return new OpenStreams(new Files(connection), directory, names, how, owner);
    }

    /** Opens files that are there. */
    static OpenStreams existing(
            Connection connection, Opaque directory, Supplier<@Nullable String> names, String owner) {
        return new OpenStreams(new Files(connection), directory, names, new OPEN4.How.NoCreate(), owner);
    }

    @Override
    public boolean next(Request request) {
        Opaque file = opened;
        if (file == null) {
            String name = names.get();
            if (name == null) {
                return false;
            }
            request.at(directory)
                    .add(files.args(name, owner, seqid, how))
                    .add(OpCode.GETFH)
                    .add(Files.LINUX_ATTRIBUTES);
        } else if (confirms) {
            request.at(file).add(new OPEN_CONFIRM4.Args(stateid, seqid));
        } else {
            request.at(file).add(new CLOSE4.Args(seqid, stateid));
        }
        seqid++;
        return true;
    }

    @Override
    public long done(Reply reply) throws IOException {
        if (opened == null) {
            OPEN4.Ok open = reply.first(OpCode.OPEN, OPEN4.Ok.class);
            stateid = open.stateid();
            confirms = (open.flags() & OPEN4.RESULT_CONFIRM) != 0;
            opened = reply.first(OpCode.GETFH, GETFH4.Ok.class).handle();
            return 0;
        }
        if (confirms) {
            stateid = reply.first(OpCode.OPEN_CONFIRM, OPEN_CONFIRM4.Ok.class).stateid();
            confirms = false;
            return 0;
        }
        opened = null;
        return 1;
    }

    @Override
    public boolean atRest() {
        return opened == null;
    }
}
