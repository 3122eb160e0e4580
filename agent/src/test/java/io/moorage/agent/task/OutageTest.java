package io.moorage.agent.task;

import static io.moorage.agent.TaskPayloads.container;
import static io.moorage.agent.TaskPayloads.efsVolume;
import static io.moorage.agent.TaskPayloads.mounting;
import static io.moorage.agent.TaskPayloads.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.runtime.FakeRuntime;
import io.moorage.agent.volume.FakeMounter;
import io.moorage.agentwire.acs.InstanceStateReport.RunningTask;
import io.moorage.agentwire.acs.TaskPayload;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "An EFS outage makes tasks wait, not die, and never wedges the instance." */
final class OutageTest {
    private final FakeRuntime runtime = new FakeRuntime();
    private final FakeMounter mounter = new FakeMounter();
    private final Reports reports = new Reports();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private TaskEngine engine;

    @BeforeEach
    void start(@TempDir Path home) {
        engine = new TaskEngine(TestTools.of(runtime, mounter, reports, home), new TaskCredentials());
        engine.start();
    }

    @AfterEach
    void stop() {
        answer.countDown();
        engine.close();
    }

    private void hangs(String source) {
        if (source.startsWith("fs-dead")) {
            arrived.countDown();
            try {
                answer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void runs(TaskPayload task) throws InterruptedException {
        engine.accept(task);
        assertThat(reports.next())
                .extracting(TaskStateChange::taskArn, TaskStateChange::status)
                .containsExactly(task.arn(), "RUNNING");
    }

    @Test
    void tasksStartAndEndBesideAMountThatHangs() throws Exception {
        mounter.mounting = this::hangs;
        TaskPayload waits = task("a", List.of(efsVolume("data", "fs-dead")), mounting("db", "data", "/data"));
        engine.accept(waits);
        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        runs(task("b", List.of(), container("web", true)));
        TaskPayload other = task("c", List.of(efsVolume("data", "fs-1")), mounting("side", "data", "/data"));
        runs(other);
        engine.accept(TaskPayload.stop(other.arn(), "c"));
        assertThat(reports.next().status()).isEqualTo("STOPPED");
        await().until(() -> engine.running().size() == 2);
        assertThat(mounter.unmounted).hasSize(1);
        assertThat(engine.running())
                .extracting(RunningTask::taskArn)
                .as("it waits, and is not given up")
                .contains(waits.arn());

        answer.countDown();
        assertThat(reports.next())
                .extracting(TaskStateChange::taskArn, TaskStateChange::status)
                .containsExactly(waits.arn(), "RUNNING");
    }
}
