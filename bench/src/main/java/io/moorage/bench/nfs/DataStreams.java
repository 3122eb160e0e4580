package io.moorage.bench.nfs;

import io.moorage.nfswire.nfs4.StableHow4;
import io.moorage.nfswire.op.COMMIT4;
import io.moorage.nfswire.op.READ4;
import io.moorage.nfswire.op.WRITE4;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;

/** Reading and writing one open file. Offsets come from outside: random ones, or one after another. */
final class DataStreams {
    private DataStreams() {}

    record Reads(Files.Open file, LongSupplier offsets, int bytes) implements Stream {
        @Override
        public boolean next(Request request) {
            request.at(file.handle()).add(new READ4.Args(file.stateid(), offsets.getAsLong(), bytes));
            return true;
        }

        @Override
        public long done(Reply reply) {
            return 1;
        }
    }

    record Writes(Files.Open file, LongSupplier offsets, ByteBuffer data) implements Stream {
        @Override
        public boolean next(Request request) {
            request.at(file.handle())
                    .add(new WRITE4.Args(file.stateid(), offsets.getAsLong(), StableHow4.UNSTABLE4, data));
            return true;
        }

        @Override
        public long done(Reply reply) {
            return 1;
        }
    }

    /** UNSTABLE, then COMMIT in a request of its own, as a client's fsync does it. */
    static final class CommittedWrites implements Stream {
        private final Files.Open file;
        private final LongSupplier offsets;
        private final ByteBuffer data;
        private boolean written;

        CommittedWrites(Files.Open file, LongSupplier offsets, ByteBuffer data) {
            this.file = file;
            this.offsets = offsets;
            this.data = data;
        }

        @Override
        public boolean next(Request request) {
            request.at(file.handle());
            if (written) {
                request.add(new COMMIT4.Args(0, 0));
            } else {
                request.add(new WRITE4.Args(file.stateid(), offsets.getAsLong(), StableHow4.UNSTABLE4, data));
            }
            return true;
        }

        @Override
        public long done(Reply reply) {
            written = !written;
            return written ? 0 : 1;
        }

        @Override
        public boolean atRest() {
            return !written;
        }
    }
}
