package io.moorage.agent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** docs/agents.md: "An agent that is not read" keeps so much for a control plane, and no more. */
class SendQueueTest {
    private final List<String> begun = new ArrayList<>();
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();
    private final AtomicInteger overflows = new AtomicInteger();
    private final SendQueue queue = new SendQueue(this::begin, overflows::incrementAndGet);

    private CompletableFuture<?> begin(String frame) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        begun.add(frame);
        ends.add(end);
        return end;
    }

    private void through() {
        ends.removeFirst().complete(null);
    }

    @Test
    void oneFrameIsOnItsWayAtATimeAndInOrder() {
        queue.send("a");
        queue.send("b");
        queue.send("c");
        assertThat(begun).containsExactly("a");
        through();
        ends.removeFirst().completeExceptionally(new IOException("reset"));
        assertThat(begun).containsExactly("a", "b", "c");
    }

    @Test
    void soManyFramesWaitAndNoMore() {
        for (int i = 0; i < SendQueue.MOST_FRAMES; i++) {
            queue.send("x");
        }
        assertThat(overflows).hasValue(0);
        queue.send("y");
        queue.send("z");
        assertThat(overflows).as("the connection ends once").hasValue(1);
    }

    /** One frame alone is sent whatever its size, and what went is no longer counted. */
    @Test
    void soMuchWaitsAndNoMore() {
        String half = "x".repeat(SendQueue.MOST_CHARACTERS / 2);
        queue.send(half + half + half);
        assertThat(overflows).hasValue(0);
        through();
        queue.send(half);
        queue.send(half);
        assertThat(overflows).hasValue(0);
        queue.send("y");
        assertThat(overflows).hasValue(1);
    }

    private Thread writer(String frame) {
        return Thread.ofVirtual().start(() -> {
            try {
                queue.sendWhenRoom(frame);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void waits(Thread writer) {
        await().atMost(Duration.ofSeconds(10)).until(() -> writer.getState() == Thread.State.WAITING);
    }

    @Test
    void whoCanWaitWaitsForRoom() throws Exception {
        queue.send("x".repeat(SendQueue.ROOM + 1));
        Thread writer = writer("output");
        waits(writer);
        assertThat(begun).hasSize(1);
        through();
        assertThat(writer.join(Duration.ofSeconds(10))).isTrue();
        assertThat(begun).last().isEqualTo("output");
    }

    @Test
    void nobodyWaitsForAConnectionThatIsGone() throws Exception {
        queue.send("x".repeat(SendQueue.ROOM + 1));
        Thread writer = writer("output");
        waits(writer);
        queue.end();
        assertThat(writer.join(Duration.ofSeconds(10))).isTrue();
        through();
        assertThat(begun).as("what came too late is dropped").hasSize(1);
        assertThat(overflows).hasValue(0);
    }
}
