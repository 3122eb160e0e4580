package io.moorage.bench.nfs;

import io.moorage.nfswire.nfs4.Attribute;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.NfsFtype4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.READDIR4;
import io.moorage.nfswire.xdr.Opaque;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** A client that lists a tree with what `ls -lR` shows, whole and over and over, one request at a time. */
final class TreeScan {
    private final Connection connection;
    private final Opaque root;
    private final Deque<Opaque> directories = new ArrayDeque<>();
    private Opaque directory;
    private long cookie;
    private long verifier;

    TreeScan(Connection connection, Opaque root) {
        this.connection = connection;
        this.root = root;
        this.directory = root;
    }

    /** One READDIR. */
    void step() throws IOException, Nfs4Exception {
        READDIR4.Args args = NameStreams.Listings.page(cookie, verifier);
        READDIR4.Ok page = connection
                .callInSession(request -> request.at(directory).add(args))
                .first(OpCode.READDIR, READDIR4.Ok.class);
        for (READDIR4.Entry4 entry : page.entries()) {
            if (isDirectory(entry.attributes())) {
                directories.add(entry.attributes().parse().get(Attribute.FILEHANDLE));
            }
            cookie = entry.cookie();
        }
        verifier = page.cookieVerifier();
        if (page.eof()) {
            Opaque next = directories.poll();
            directory = next == null ? root : next;
            cookie = 0;
            verifier = 0;
        }
    }

    /** Without a look at the rest: the type is the first of the attributes that are asked for. */
    private static boolean isDirectory(Fattr4 attributes) {
        return attributes.values().getInt(attributes.values().position()) == NfsFtype4.NF4DIR.number();
    }
}
