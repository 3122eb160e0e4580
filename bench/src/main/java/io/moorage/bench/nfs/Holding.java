package io.moorage.bench.nfs;

import io.moorage.nfswire.nfs4.LockType4;
import io.moorage.nfswire.nfs4.StateOwner4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.GETFH4;
import io.moorage.nfswire.op.LOCK4;
import io.moorage.nfswire.op.OPEN4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.xdr.Opaque;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Has many clients keep many files open, each with a byte-range lock, and tells what that costs the server. */
public final class Holding {
    /** Below EFS's quota of 65,536 files and as many locks for each client. */
    private static final int MOST_PER_CLIENT = 50_000;

    /** How many a client makes before it is another's turn: each must be heard of within its lease. */
    private static final int TURN = 5_000;

    private static final double MIB = 1 << 20;
    private static final int STREAMS = Connection.MAX_DEPTH;

    private Holding() {}

    /** Arguments: the server's process id, its port on the loopback address, and how many files. */
    public static void main(String[] arguments) throws IOException {
        Path status = Path.of("/proc", arguments[0], "status");
        InetSocketAddress server =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1]));
        int count = Integer.parseInt(arguments[2]);
        double before = resident(status);
        System.out.printf("nothing open: %.1f MiB%n", before);
        List<Connection> clients = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i * MOST_PER_CLIENT < count; i++) {
            clients.add(Connection.open(server, 1, i));
        }
        int held = 0;
        for (int turn = 0; held < count; turn++) {
            int more = Math.min(TURN, count - held);
            hold(clients.get(turn % clients.size()), turn, more);
            held += more;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double after = resident(status);
        System.out.printf(
                "%d files open and locked by %d clients: %.1f MiB, %.2f KiB each, %.0f made per second%n",
                count, clients.size(), after, (after - before) * 1024 / count, count / seconds);
        start = System.nanoTime();
        for (Connection client : clients) {
            client.close();
        }
        System.out.printf("sessions ended in %.1f s%n", (System.nanoTime() - start) / 1e9);
    }

    private static double resident(Path status) throws IOException {
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024 / MIB;
            }
        }
        throw new IOException(status + " tells no VmRSS");
    }

    private static void hold(Connection client, int turn, int count) throws IOException {
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            streams.add(new OpenAndLock(client, turn * STREAMS + i, count / STREAMS + (i < count % STREAMS ? 1 : 0)));
        }
        long made = client.drive(streams, System.nanoTime() + TimeUnit.HOURS.toNanos(1));
        if (made != count) {
            throw new IOException("%d of %d were made".formatted(made, count));
        }
    }

    /** Opens a new file and locks a byte of it, so many times. */
    private static final class OpenAndLock implements Stream {
        private final Connection client;
        private final int number;
        private final int count;
        private int made;
        private @Nullable Opaque opened;
        private Stateid4 stateid = Stateid4.INVALID;

        OpenAndLock(Connection client, int number, int count) {
            this.client = client;
            this.number = number;
            this.count = count;
        }

        @Override
        public boolean next(Request request) {
            Opaque file = opened;
            if (file != null) {
                request.at(file)
                        .add(new LOCK4.Args(
                                LockType4.WRITE_LT,
                                false,
                                0,
                                1,
                                new LOCK4.Locker.NewOwner(0, stateid, 0, owner("lock-" + number))));
                return true;
            }
            if (made == count) {
                return false;
            }
            String name = "held-%d-%d-%d".formatted(client.number(), number, made);
            request.add(OpCode.PUTROOTFH)
                    .add(new OPEN4.Args(
                            0,
                            OPEN4.SHARE_ACCESS_BOTH,
                            0,
                            owner("open-" + number),
                            new OPEN4.How.Unchecked(io.moorage.bench.nfs.Files.ofMode(0644)),
                            new OPEN4.Claim.Null(name)))
                    .add(OpCode.GETFH);
            return true;
        }

        private StateOwner4 owner(String text) {
            return new StateOwner4(client.clientId(), Opaque.of(text.getBytes(StandardCharsets.US_ASCII)));
        }

        @Override
        public long done(Reply reply) throws IOException {
            if (opened == null) {
                stateid = reply.first(OpCode.OPEN, OPEN4.Ok.class).stateid();
                opened = reply.first(OpCode.GETFH, GETFH4.Ok.class).handle();
                return 0;
            }
            opened = null;
            made++;
            return 1;
        }

        @Override
        public boolean atRest() {
            return opened == null;
        }
    }
}
