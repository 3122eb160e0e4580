package io.moorage.bench.nfs;

import io.moorage.nfswire.nfs4.Attribute;
import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.op.LOOKUP4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.READDIR4;
import io.moorage.nfswire.op.REMOVE4;
import io.moorage.nfswire.op.RENAME4;
import io.moorage.nfswire.xdr.Opaque;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looking at, moving and removing names. */
final class NameStreams {
    private NameStreams() {}

    /** What a stat of a name that the client has not cached asks for. */
    record Stats(Opaque directory, Supplier<@Nullable String> names) implements Stream {
        @Override
        public boolean next(Request request) {
            request.at(directory)
                    .add(new LOOKUP4.Args(Objects.requireNonNull(names.get())))
                    .add(OpCode.GETFH)
                    .add(Files.LINUX_ATTRIBUTES);
            return true;
        }

        @Override
        public long done(Reply reply) {
            return 1;
        }
    }

    /** Gives each file a second name and then its first again. */
    static final class Renames implements Stream {
        private final Opaque directory;
        private final List<String> names;
        private int turn;

        Renames(Opaque directory, List<String> names) {
            this.directory = directory;
            this.names = names;
        }

        @Override
        public boolean next(Request request) {
            String name = names.get((turn / 2) % names.size());
            String other = name + "-renamed";
            RENAME4.Args rename = turn % 2 == 0 ? new RENAME4.Args(name, other) : new RENAME4.Args(other, name);
            request.at(directory).add(OpCode.SAVEFH).at(directory).add(rename);
            return true;
        }

        @Override
        public long done(Reply reply) {
            turn++;
            return 1;
        }

        @Override
        public boolean atRest() {
            return turn % 2 == 0;
        }
    }

    /** Removes the names given, to the last, however long that takes. */
    static final class Unlinks implements Stream {
        private final Opaque directory;
        private final Queue<String> names;

        /** @param names safe for many threads, shared with other streams */
        Unlinks(Opaque directory, Queue<String> names) {
            this.directory = directory;
            this.names = names;
        }

        @Override
        public boolean next(Request request) {
            String name = names.poll();
            if (name == null) {
                return false;
            }
            request.at(directory).add(new REMOVE4.Args(name));
            return true;
        }

        @Override
        public long done(Reply reply) {
            return 1;
        }

        @Override
        public boolean atRest() {
            return names.isEmpty();
        }
    }

    /** Lists a directory with what `ls -l` shows, over and over; a unit is an entry. */
    static final class Listings implements Stream {
        private static final int REPLY_BYTES = 128 << 10;
        private static final Bitmap4 WANTED =
                Files.LINUX_ATTRIBUTES.request().or(Bitmap4.of(Attribute.FILEHANDLE, Attribute.RDATTR_ERROR));

        private final Opaque directory;
        private long cookie;
        private long verifier;

        Listings(Opaque directory) {
            this.directory = directory;
        }

        @Override
        public boolean next(Request request) {
            request.at(directory).add(page(cookie, verifier));
            return true;
        }

        static READDIR4.Args page(long cookie, long verifier) {
            return new READDIR4.Args(cookie, verifier, REPLY_BYTES, REPLY_BYTES, WANTED);
        }

        @Override
        public long done(Reply reply) throws IOException {
            READDIR4.Ok page = reply.first(OpCode.READDIR, READDIR4.Ok.class);
            cookie = page.eof() ? 0 : page.entries().getLast().cookie();
            verifier = page.eof() ? 0 : page.cookieVerifier();
            return page.entries().size();
        }
    }
}
