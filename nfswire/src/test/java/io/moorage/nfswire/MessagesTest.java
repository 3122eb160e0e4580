package io.moorage.nfswire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.nfswire.nfs4.Attribute;
import io.moorage.nfswire.nfs4.Bitmap4;
import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Exception;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.Compound4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.xdr.XdrException;
import io.moorage.nfswire.xdr.XdrReader;
import io.moorage.nfswire.xdr.XdrWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** RFC 7531 and RFC 5662: what one side writes the other reads, and hostile bytes are refused. */
class MessagesTest {
    @Test
    void everyArgumentSurvivesTheWire() throws IOException {
        Compound4.Args sent = new Compound4.Args("tag", 1, Samples.args());
        XdrReader in = new XdrReader(encoded(sent));
        assertThat(Compound4.Args.decode(in)).isEqualTo(sent);
        assertThat(in.remaining()).isZero();
    }

    @Test
    void everyResultSurvivesTheWire() throws IOException {
        Compound4.Result sent = new Compound4.Result(Nfs4Status.OK, "tag", Samples.results());
        XdrReader in = new XdrReader(encoded(sent));
        assertThat(Compound4.Result.decode(in)).isEqualTo(sent);
        assertThat(in.remaining()).isZero();
    }

    @Test
    void everyOperationOfTheTableHasASample() {
        for (OpCode op : OpCode.values()) {
            boolean sampled = Samples.args().stream().anyMatch(args -> args.op() == op);
            assertThat(sampled).as(op.name()).isEqualTo(op.implemented());
        }
    }

    @Test
    void attributesSurviveTheWire() throws IOException {
        assertThat(Samples.ATTRIBUTES.parse().toString()).isEqualTo(Samples.VALUES.toString());
        assertThat(Samples.ATTRIBUTES.parse().get(Attribute.SIZE)).isEqualTo(42L);
    }

    /** RFC 7530 section 5.1: an attribute the server does not support may not be set. */
    @Test
    void unknownAttributeIsNotSupported() {
        Fattr4 acl = new Fattr4(Bitmap4.EMPTY.with(12), ByteBuffer.allocate(4));
        assertThatThrownBy(acl::parse).isInstanceOfSatisfying(Nfs4Exception.class, e -> assertThat(e.status())
                .isEqualTo(Nfs4Status.ATTRNOTSUPP));
    }

    @Test
    void valuesThatDoNotMatchTheMaskAreBadXdr() {
        Fattr4 tooLong = new Fattr4(Bitmap4.of(Attribute.MODE), ByteBuffer.allocate(8));
        assertThatThrownBy(tooLong::parse).isInstanceOfSatisfying(Nfs4Exception.class, e -> assertThat(e.status())
                .isEqualTo(Nfs4Status.BADXDR));
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        for (ByteBuffer whole : new ByteBuffer[] {
            encoded(new Compound4.Args("tag", 1, Samples.args())),
        }) {
            for (int length = 0; length < whole.remaining(); length += 4) {
                ByteBuffer cut = whole.slice(0, length);
                assertThatThrownBy(() -> Compound4.Args.decode(new XdrReader(cut)))
                        .isInstanceOf(XdrException.class);
            }
        }
    }

    /** Whatever comes in, the only answers are a message or one of the two refusals: never another exception, never OOM. */
    @Test
    void damagedMessagesAreDecodedOrRefused() throws IOException {
        Random random = new Random(20261122);
        ByteBuffer args = encoded(new Compound4.Args("tag", 1, Samples.args()));
        ByteBuffer results = encoded(new Compound4.Result(Nfs4Status.OK, "tag", Samples.results()));
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            try {
                Compound4.Args.decode(new XdrReader(damaged(args, random)));
                Compound4.Result.decode(new XdrReader(damaged(results, random)));
            } catch (XdrException | Nfs4Exception e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void bitmapsKeepTheirMembers() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            Bitmap4 bitmap = new Bitmap4(random.nextLong(), random.nextLong() & 0xffffffffL);
            XdrWriter out = new XdrWriter(ByteBuffer.allocate(64));
            bitmap.encode(out);
            assertThat(Bitmap4.decode(new XdrReader(out.buffer().flip()))).isEqualTo(bitmap);
            int members = 0;
            for (int bit = bitmap.next(0); bit >= 0; bit = bitmap.next(bit + 1)) {
                assertThat(bitmap.has(bit)).isTrue();
                members++;
            }
            assertThat(members).isEqualTo(Long.bitCount(bitmap.low()) + Long.bitCount(bitmap.high()));
        }
    }

    private static ByteBuffer damaged(ByteBuffer whole, Random random) {
        ByteBuffer copy = ByteBuffer.allocate(whole.remaining());
        copy.put(whole.duplicate()).flip();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(copy.limit() / 4) * 4;
            copy.putInt(at, random.nextBoolean() ? random.nextInt() : random.nextInt(64));
        }
        return copy;
    }

    private static ByteBuffer encoded(Compound4.Args args) {
        XdrWriter out = new XdrWriter(ByteBuffer.allocate(64 << 10));
        args.encode(out);
        return out.buffer().flip();
    }

    private static ByteBuffer encoded(Compound4.Result result) throws IOException {
        XdrWriter out = new XdrWriter(ByteBuffer.allocate(64 << 10));
        result.encode(out);
        return out.buffer().flip();
    }
}
