package io.moorage.nfsserver;

import static io.moorage.nfsserver.TestClient.getFh;
import static io.moorage.nfsserver.TestClient.root;
import static io.moorage.nfsserver.TestClient.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.nfsserver.TestClient.Opened;
import io.moorage.nfsserver.TestClient.Results;
import io.moorage.nfswire.nfs4.Nfs4Limits;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.READ4;
import io.moorage.nfswire.rpc.RpcReply;
import io.moorage.nfswire.xdr.XdrReader;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Malformed and hostile requests, the same ones each time: nothing they hold may make the server fail, hang or grow, and a good
 * client is served all the while. {@code -Dmoorage.fuzz.seed} and {@code -Dmoorage.fuzz.rounds} make others and more.
 */
class FuzzTest {
    private static final long SEED = Long.getLong("moorage.fuzz.seed", 41);
    private static final int ROUNDS = Integer.getInteger("moorage.fuzz.rounds", 150);
    private static final int REQUESTS_PER_ROUND = 40;
    private static final int HALF_OPEN = 100;
    private static final long MEMORY_BYTES = 96L << 20;

    @TempDir
    Path recovery;

    private TestServer server;
    private TestClient witness;
    private Opened kept;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(recovery);
        witness = server.connect("127.0.0.3");
        witness.readySession("witness", 1);
        kept = witness.opened("o", "kept");
    }

    @AfterEach
    void stop() throws IOException {
        witness.close();
        server.close();
    }

    /** RFC 8881 section 15.1.1.6: NFS4ERR_SERVERFAULT is a fault of the server's; no request may uncover one. */
    @Test
    void noRequestMakesTheServerFail() throws IOException {
        long before = usedMemory();
        for (int round = 0; round < ROUNDS; round++) {
            try {
                attack(new Random(SEED + round), round);
                requireService(round);
            } catch (IOException | AssertionError e) {
                throw new AssertionError("seed " + SEED + ", round " + round, e);
            }
        }
        assertThat(usedMemory() - before).isLessThan(MEMORY_BYTES);
    }

    /** Connections that begin a record and never end it cost others nothing, and what they claim to send is not set aside. */
    @Test
    void halfARequestHoldsNobodyUp() throws IOException {
        Random random = new Random(SEED);
        long before = usedMemory();
        List<TestClient> halves = new ArrayList<>();
        try {
            for (int i = 0; i < HALF_OPEN; i++) {
                TestClient half = server.connect();
                halves.add(half);
                ByteBuffer begun = ByteBuffer.allocate(4 + random.nextInt(64));
                half.sendRaw(begun.putInt(0, 1 << 20).array());
                requireService(i);
            }
            assertThat(usedMemory() - before).isLessThan(MEMORY_BYTES);
        } finally {
            for (TestClient half : halves) {
                half.close();
            }
        }
        requireService(HALF_OPEN);
    }

    private void attack(Random random, int round) throws IOException {
        try (TestClient hostile = server.connect()) {
            HostileRequests requests = new HostileRequests(random, target(hostile, round));
            boolean open = true;
            for (int i = 0; open && i < REQUESTS_PER_ROUND; i++) {
                hostile.sendRaw(requests.next());
                open = requireAnswer(hostile, requests);
            }
            if (open) {
                hostile.sendRaw(requests.last());
                hostile.endSending();
                while (requireAnswer(hostile, requests)) {
                    // Until the server ends the connection.
                }
            }
        }
    }

    private static HostileRequests.Target target(TestClient client, int round) throws IOException {
        long id = client.clientId("hostile-40-" + round, round);
        Stateid4 open40 = client.confirmedOpen(id, "owner0", "open40-" + round);
        client.readySession("hostile-41-" + round, round);
        Opened open41 = client.opened("owner0", "open41-" + round);
        Results top = client.ok41(root(), getFh());
        return new HostileRequests.Target(
                id,
                client.sessionId(),
                client.lastSequence(),
                List.of(top.putFh(), open41.file()),
                List.of(open40, open41.stateid(), Stateid4.ANONYMOUS, Stateid4.CURRENT));
    }

    /** An answer is an RPC reply and never says that the server failed; false when the connection ended. */
    private static boolean requireAnswer(TestClient client, HostileRequests requests) throws IOException {
        XdrReader reply;
        try {
            reply = new XdrReader(client.receiveRecord());
        } catch (EOFException | SocketException end) {
            return false;
        }
        if (RpcReply.decode(reply).outcome() == RpcReply.Outcome.SUCCESS && reply.remaining() > 0) {
            assertThat(Nfs4Status.of(reply.int32())).isNotEqualTo(Nfs4Status.SERVERFAULT);
            reply.slice(Nfs4Limits.TEXT);
            if (reply.int32() > 0 && OpCode.of(reply.int32()) == OpCode.SEQUENCE && reply.int32() == 0) {
                requests.sequenceTaken();
            }
        }
        return true;
    }

    private void requireService(int round) throws IOException {
        witness.ok41(kept.file(), write(kept.stateid(), 0, "round " + round));
        READ4.Ok read = witness.ok41(kept.file(), new READ4.Args(kept.stateid(), 0, 100))
                .last(READ4.Ok.class);
        assertThat(read.data().remaining()).isPositive();
    }

    /** After what nobody holds was given back. */
    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
