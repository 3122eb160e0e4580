package io.moorage.nfswire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.nfswire.rpc.BufferPool;
import io.moorage.nfswire.rpc.Credential;
import io.moorage.nfswire.rpc.RecordReader;
import io.moorage.nfswire.rpc.RpcCall;
import io.moorage.nfswire.rpc.RpcReply;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** RFC 5531: headers, credentials, record marking. */
class RpcTest {
    private static final int MAX = 100_000;

    private final BufferPool pool = new BufferPool(MAX + 4096, 4);

    @Test
    void headersSurviveTheWire() throws IOException {
        RpcCall call = RpcCall.nfs(5, RpcCall.COMPOUND, new Credential.Sys(1, "host", 1000, 100, new int[] {4, 24}));
        XdrWriter out = new XdrWriter(ByteBuffer.allocate(512));
        call.encode(out);
        assertThat(RpcCall.decode(new XdrReader(out.buffer().flip()))).isEqualTo(call);
        for (RpcReply.Outcome outcome : RpcReply.Outcome.values()) {
            XdrWriter reply = new XdrWriter(ByteBuffer.allocate(64));
            new RpcReply(9, outcome).encode(reply);
            assertThat(RpcReply.decode(new XdrReader(reply.buffer().flip()))).isEqualTo(new RpcReply(9, outcome));
        }
    }

    /** Appendix A: at most 16 groups; section 8.2: at most 400 bytes. */
    @Test
    void oversizeCredentialsAreRefused() {
        XdrWriter out = new XdrWriter(ByteBuffer.allocate(1024));
        out.int32(Credential.AUTH_SYS)
                .int32(20 + 17 * 4)
                .int32(0)
                .int32(0)
                .int32(0)
                .int32(0)
                .int32(17);
        out.fixed(new byte[17 * 4]);
        assertThatThrownBy(() -> Credential.decode(new XdrReader(out.buffer().flip())))
                .isInstanceOf(XdrException.class);
        XdrWriter large = new XdrWriter(ByteBuffer.allocate(1024));
        large.int32(99).bytes(new byte[404]);
        assertThatThrownBy(() -> Credential.decode(new XdrReader(large.buffer().flip())))
                .isInstanceOf(XdrException.class);
    }

    /** Section 11: records of any fragments, cut anywhere by the network, come out whole and in order. */
    @Test
    void recordsAreJoinedFromFragments() throws IOException {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            List<byte[]> records = new ArrayList<>();
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            for (int i = random.nextInt(20); i >= 0; i--) {
                byte[] record = new byte[random.nextInt(10) == 0 ? random.nextInt(MAX) : random.nextInt(300)];
                random.nextBytes(record);
                records.add(record);
                fragment(record, random, new DataOutputStream(stream));
            }
            assertThat(readAll(stream.toByteArray(), random, random.nextInt(3) == 0))
                    .usingElementComparator((a, b) -> Arrays.compare(a, b))
                    .containsExactlyElementsOf(records);
        }
    }

    @Test
    void tooLongARecordEndsTheStream() {
        byte[] header = ByteBuffer.allocate(4).putInt(0x80000000 | (MAX + 1)).array();
        assertThatThrownBy(() -> readAll(header, new Random(1), false)).isInstanceOf(XdrException.class);
    }

    /** A claim of 100 kB that never comes costs no more than what did come. */
    @Test
    void memoryFollowsBytesNotClaims() throws IOException {
        BufferPool none = new BufferPool(MAX + 4096, 0);
        try (RecordReader reader = new RecordReader(none, MAX)) {
            byte[] header = ByteBuffer.allocate(4).putInt(0x80000000 | MAX).array();
            reader.fill(channel(header, 4));
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void writersGrowToTheirBoundAndNoFurther() {
        XdrWriter out = new XdrWriter(pool, pool.take(100), MAX);
        out.fixed(new byte[60_000]).fixed(new byte[30_000]);
        assertThat(out.position()).isEqualTo(90_000);
        assertThatThrownBy(() -> out.fixed(new byte[20_000])).isInstanceOf(BufferOverflowException.class);
        assertThat(out.position()).isEqualTo(90_000);
    }

    private List<byte[]> readAll(byte[] stream, Random random, boolean splitting) throws IOException {
        List<byte[]> records = new ArrayList<>();
        ReadableByteChannel channel = channel(stream, 1 + random.nextInt(40_000));
        RecordReader reader = new RecordReader(pool, MAX);
        try {
            while (reader.fill(channel) >= 0) {
                for (ByteBuffer record = reader.next(); record != null; record = reader.next()) {
                    byte[] bytes = new byte[record.remaining()];
                    record.get(bytes);
                    records.add(bytes);
                    if (splitting && random.nextBoolean()) {
                        RecordReader rest = reader.split();
                        reader.close();
                        reader = rest;
                    }
                }
            }
            return records;
        } finally {
            reader.close();
        }
    }

    private static ReadableByteChannel channel(byte[] stream, int step) {
        ByteArrayInputStream in = new ByteArrayInputStream(stream);
        return new ReadableByteChannel() {
            @Override
            public int read(ByteBuffer target) {
                byte[] bytes = new byte[Math.min(step, target.remaining())];
                int read = in.read(bytes, 0, bytes.length);
                target.put(bytes, 0, Math.max(read, 0));
                return read;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {}
        };
    }

    private static void fragment(byte[] record, Random random, DataOutputStream out) throws IOException {
        int at = 0;
        while (random.nextInt(3) == 0) {
            int length = random.nextInt(record.length - at + 1);
            out.writeInt(length);
            out.write(record, at, length);
            at += length;
        }
        out.writeInt(0x80000000 | (record.length - at));
        out.write(record, at, record.length - at);
    }
}
