package io.moorage.ecs.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.agentwire.Decoded;
import io.moorage.agentwire.EnvelopeCodec;
import io.moorage.agentwire.acs.AckRequest;
import io.moorage.agentwire.acs.AcsMessage;
import io.moorage.awsapi.WebSocketConnection;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTest {
    private static final EnvelopeCodec<AcsMessage> CODEC = AcsMessage.codec();

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    /** Takes messages at once, later, or never. */
    private static final class Connection implements WebSocketConnection {
        private final List<String> taken = new ArrayList<>();
        private final Queue<Sent> pending = new ArrayDeque<>();
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile boolean aborted;
        private boolean slow;

        @Override
        public void send(String text, Sent sent) {
            taken.add(text);
            if (slow) {
                pending.add(sent);
            } else {
                sent.ended(null);
            }
        }

        @Override
        public void send(String text) {
            throw new UnsupportedOperationException("an outbox waits for nobody");
        }

        @Override
        public void close(int code, String reason) {
            ended.countDown();
        }

        @Override
        public void abort() {
            aborted = true;
            ended.countDown();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public String remoteAddress() {
            return "127.0.0.1";
        }
    }

    private final Connection connection = new Connection();
    private final Outbox outbox = new Outbox(CODEC, connection, () -> now);

    private static AckRequest message(int number) {
        return new AckRequest("c", "i", "m-" + number);
    }

    private List<String> taken() {
        return connection.taken.stream()
                .map(text -> CODEC.decode(text) instanceof Decoded.Message<AcsMessage>(AckRequest ack)
                        ? ack.messageId()
                        : "something else")
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsSentArrivesInOrder(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            connection.slow = random.nextInt(3) == 0;
            outbox.send(message(i));
            if (random.nextBoolean() && !connection.pending.isEmpty()) {
                connection.pending.remove().ended(null);
            }
        }
        connection.slow = false;
        while (!connection.pending.isEmpty()) {
            connection.pending.remove().ended(null);
        }
        assertThat(taken())
                .isEqualTo(IntStream.range(0, 300).mapToObj(each -> "m-" + each).toList());
    }

    @Test
    void oneMessageIsOnItsWayAtATime() {
        connection.slow = true;
        outbox.send(message(0));
        outbox.send(message(1));
        assertThat(taken()).containsExactly("m-0");
        connection.pending.remove().ended(null);
        assertThat(taken()).containsExactly("m-0", "m-1");
    }

    @Test
    void anAgentThatReadsNothingIsCutOff() throws InterruptedException {
        connection.slow = true;
        outbox.send(message(0));
        now = now.plusSeconds(30);
        outbox.send(message(1));
        assertThat(connection.aborted).isFalse();
        now = now.plusSeconds(1);
        outbox.send(message(2));
        assertThat(connection.ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(connection.aborted).isTrue();
    }

    private void sendUntilCutOff(AcsMessage message, int most) throws InterruptedException {
        for (int i = 0; i < most && !connection.aborted; i++) {
            outbox.send(message);
        }
        assertThat(connection.ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(connection.aborted).isTrue();
    }

    /** docs/agents.md: "or 10,000 messages"; what waited is not sent after all when the connection takes messages again. */
    @Test
    void soManyMessagesWaitAndNoMore() throws InterruptedException {
        connection.slow = true;
        for (int i = 0; i <= Outbox.MOST_WAITING; i++) {
            outbox.send(message(i));
        }
        assertThat(connection.ended.getCount())
                .as("one is on its way, and the most that may wait")
                .isOne();
        sendUntilCutOff(message(-1), 1);
        connection.pending.remove().ended(null);
        outbox.send(message(-2));
        assertThat(taken()).containsExactly("m-0");
    }

    /** docs/agents.md: "or 32 MiB"; one message alone is sent whatever its size. */
    @Test
    void soMuchWaitsAndNoMore() throws InterruptedException {
        AcsMessage large = new AckRequest("c", "i", "x".repeat(Outbox.MOST_CHARACTERS / 4));
        AcsMessage largest = new AckRequest("c", "i", "x".repeat(Outbox.MOST_CHARACTERS));
        outbox.send(largest);
        connection.slow = true;
        outbox.send(largest);
        assertThat(connection.taken).hasSize(2);
        for (int i = 0; i < 3; i++) {
            outbox.send(large);
        }
        assertThat(connection.ended.getCount()).isOne();
        sendUntilCutOff(large, 1);
    }

    /** What went is no longer counted: an agent that reads, however much, is not cut off. */
    @Test
    void anAgentThatKeepsUpIsToldAnyAmount() {
        AcsMessage large = new AckRequest("c", "i", "x".repeat(Outbox.MOST_CHARACTERS / 4));
        connection.slow = true;
        for (int i = 0; i < 12; i++) {
            outbox.send(large);
            outbox.send(large);
            connection.pending.remove().ended(null);
            connection.pending.remove().ended(null);
            connection.taken.clear();
        }
        assertThat(connection.ended.getCount()).isOne();
    }

    @Test
    void afterAFailureNothingMoreIsSent() throws InterruptedException {
        connection.slow = true;
        outbox.send(message(0));
        outbox.send(message(1));
        connection.pending.remove().ended(new IOException("reset"));
        assertThat(connection.ended.await(10, TimeUnit.SECONDS)).isTrue();
        outbox.send(message(2));
        assertThat(taken()).containsExactly("m-0");
    }
}
