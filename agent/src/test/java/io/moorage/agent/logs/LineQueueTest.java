package io.moorage.agent.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.agent.runtime.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What containers write faster than it is sent waits in the runtime, not in the agent. */
final class LineQueueTest {
    private static final LogLine LINE = new LogLine(Instant.EPOCH, "x".repeat(16_384));

    private final LineQueue queue = new LineQueue();
    private final AtomicInteger put = new AtomicInteger();
    private final Thread writer = Thread.ofPlatform().daemon().start(() -> {
        try {
            while (!queue.isOver()) {
                queue.put(LINE);
                put.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    });

    private void awaitFull() {
        await().until(() -> writer.getState() == Thread.State.WAITING);
    }

    @Test
    void whoWritesMoreThanIsReadWaits() throws Exception {
        awaitFull();
        int most = LineQueue.ROOM / LINE.text().length() + 1;
        assertThat(put.get()).isEqualTo(most);
        assertThat(queue.poll(Duration.ofSeconds(20))).contains(LINE);
        await().until(() -> put.get() == most + 1);
        queue.end();
        writer.interrupt();
    }

    @Test
    void whoWaitsForRoomGoesOnAtTheEnd() throws Exception {
        awaitFull();
        int full = put.get();
        queue.end();
        for (int taken = 0; taken < full; taken++) {
            assertThat(queue.isOver()).isFalse();
            assertThat(queue.poll(Duration.ofSeconds(20))).contains(LINE);
        }
        assertThat(queue.poll(Duration.ofSeconds(20))).isEmpty();
        assertThat(queue.isOver()).isTrue();
        writer.join();
    }
}
