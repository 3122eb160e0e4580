package io.moorage.agent.task;

import static io.moorage.agent.TaskPayloads.container;
import static io.moorage.agent.TaskPayloads.efsVolume;
import static io.moorage.agent.TaskPayloads.mounting;
import static io.moorage.agent.TaskPayloads.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.runtime.FakeRuntime;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agent.volume.FakeMounter;
import io.moorage.agentwire.acs.TaskPayload;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@link io.moorage.agentwire.acs.StopConfirmation}: "nothing on the instance holds a shared directory from before the fence", wherever
 * a task is on its way when it is killed.
 */
final class KillTest {
    private static final String REASON = "The instance was lost";

    private final FakeRuntime runtime = new FakeRuntime();
    private final FakeMounter mounter = new FakeMounter();
    private final Reports reports = new Reports();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final TaskPayload task = task("a", List.of(efsVolume("data", "fs-1")), mounting("db", "data", "/data"));
    private TaskEngine engine;

    @TempDir
    Path home = Path.of("");

    @BeforeEach
    void start() {
        engine = new TaskEngine(TestTools.of(runtime, mounter, reports, home), new TaskCredentials());
        engine.start();
    }

    @AfterEach
    void stop() {
        goOn.countDown();
        engine.close();
    }

    private void holdUp() {
        arrived.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitArrival() throws InterruptedException {
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private void kill() {
        try {
            engine.killAndAwait(List.of(task.arn()), REASON);
        } catch (RuntimeFailure e) {
            throw new AssertionError(e);
        }
    }

    /** It looks at its mounts for the last time when the order comes, and goes on after the confirmation. */
    @Test
    void nothingStartsAfterAKill() throws Exception {
        mounter.look = () -> {
            if (!runtime.containers().isEmpty()) {
                holdUp();
            }
        };
        engine.accept(task);
        awaitArrival();
        kill();
        goOn.countDown();
        TaskStateChange stopped = reports.next();
        assertThat(stopped.status()).isEqualTo("STOPPED");
        assertThat(stopped.reason()).isEqualTo(REASON);
        await().until(() -> engine.running().isEmpty());
        assertThat(runtime.happened()).containsExactly("remove db");
    }

    /** A start that is under way is waited for: what it started is killed, and has no time to end in order beside its successor. */
    @Test
    void whatIsBeingStartedIsKilled() throws Exception {
        runtime.starting = this::holdUp;
        engine.accept(task);
        awaitArrival();
        Thread killing = Thread.ofPlatform().start(this::kill);
        await().until(() -> killing.getState() != Thread.State.NEW && killing.getState() != Thread.State.RUNNABLE);
        goOn.countDown();
        killing.join();
        assertThat(runtime.happened()).startsWith("start db", "kill db").doesNotContain("stop db 30");
    }

    /** docs/agents.md: the agent "stops what shares directories when it was cut off from everything", also one that was started again. */
    @Test
    void anotherAgentKnowsWhatHoldsSharedDirectoriesAtOnce() throws Exception {
        engine.accept(task);
        assertThat(reports.next().status()).isEqualTo("RUNNING");
        engine.close();
        mounter.mounted.clear();
        mounter.mounting = any -> holdUp();
        start();
        awaitArrival();
        assertThat(engine.running()).singleElement().satisfies(each -> assertThat(each.sharedDirectories())
                .hasSize(1));
        assertThat(engine.killHoldersOfSharedDirectories(REASON)).isOne();
        assertThat(runtime.happened()).startsWith("start db", "kill db");
        assertThat(engine.killHoldersOfSharedDirectories(REASON))
                .as("nothing of it runs any more")
                .isZero();
    }

    /** An agent that is started while it is cut off waits for its registration, and runs no tasks till then. */
    @Test
    void holdersAreKilledBeforeTasksAreRunAgain() throws Exception {
        TaskPayload alone = task("b", List.of(), container("web", true));
        engine.accept(task);
        assertThat(reports.next().status()).isEqualTo("RUNNING");
        engine.accept(alone);
        assertThat(reports.next().status()).isEqualTo("RUNNING");
        engine.close();
        JournalledTasks earlier = new JournalledTasks(new TaskJournal(home.resolve("tasks")), runtime);
        assertThat(earlier.killHoldersOfSharedDirectories(REASON)).isOne();
        assertThat(earlier.killHoldersOfSharedDirectories("again")).isZero();
        assertThat(runtime.happened()).startsWith("start db", "start web", "kill db");
        start();
        TaskStateChange stopped = reports.next();
        assertThat(stopped.taskArn()).isEqualTo(task.arn());
        assertThat(stopped.reason()).isEqualTo(REASON);
    }
}
