package io.moorage.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.runtime.ContainerSpec;
import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.runtime.FakeRuntime;
import io.moorage.agent.runtime.LogLine;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agentwire.tcs.PublishMetricsRequest;
import io.moorage.agentwire.tcs.PublishMetricsRequest.StatsSet;
import io.moorage.base.Execution;
import io.moorage.base.cgroup.CgroupUsage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ECS agent (1.73.0, agent/stats) tells of containers: percent of a core and MiB, ten tasks a message. */
class TaskMeterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

    @TempDir
    private Path root;

    private final List<ContainerState> containers = new ArrayList<>();

    @Test
    void useIsToldFromTheSecondLookOn() throws Exception {
        container("task-1", 1, true);
        container("task-2", 2, false);
        TaskMeter meter = meter();
        counted(1, 1_000_000, 64 << 20);
        PublishMetricsRequest first = meter.measure("c", "arn:i", "id-1", NOW).getFirst();
        assertThat(first.metadata().idle()).isFalse();
        assertThat(first.metadata().fin()).isTrue();
        assertThat(first.taskMetrics()).singleElement().satisfies(task -> {
            assertThat(task.taskArn()).isEqualTo("task-1");
            assertThat(task.containerMetrics().getFirst().cpuStatsSet()).isNull();
        });
        counted(1, 11_000_000, 32 << 20);
        var second = meter.measure("c", "arn:i", "id-2", NOW.plusSeconds(20))
                .getFirst()
                .taskMetrics()
                .getFirst()
                .containerMetrics()
                .getFirst();
        assertThat(second.cpuStatsSet()).isEqualTo(new StatsSet(50, 50, 50, 1));
        assertThat(second.memoryStatsSet()).isEqualTo(new StatsSet(32, 32, 32, 1));
    }

    @Test
    void messagesHoldTenTasksAtMost() throws Exception {
        assertThat(meter().measure("c", "arn:i", "id", NOW)).singleElement().satisfies(message -> {
            assertThat(message.metadata().idle()).isTrue();
            assertThat(message.metadata().fin()).isTrue();
        });
        for (int i = 0; i < 21; i++) {
            container("task-" + i, i + 1, true);
        }
        List<PublishMetricsRequest> messages = meter().measure("c", "arn:i", "id", NOW);
        assertThat(messages).extracting(each -> each.taskMetrics().size()).containsExactly(10, 10, 1);
        assertThat(messages).extracting(each -> each.metadata().fin()).containsExactly(false, false, true);
    }

    private TaskMeter meter() {
        return new TaskMeter(new Listing(), new CgroupUsage(root.resolve("proc"), root.resolve("cgroup")));
    }

    private void container(String task, int pid, boolean running) {
        containers.add(new ContainerState(
                Integer.toString(pid),
                Map.of(ContainerSpec.LABEL_TASK, task, ContainerSpec.LABEL_CONTAINER, "main"),
                running ? ContainerState.Phase.RUNNING : ContainerState.Phase.EXITED,
                OptionalInt.empty(),
                ContainerState.Health.NONE,
                false,
                List.of()));
    }

    private void counted(int pid, long cpuMicros, long memoryBytes) throws IOException {
        write("proc/" + pid + "/cgroup", "0::/docker/c" + pid + "\n");
        write("cgroup/docker/c" + pid + "/cpu.stat", "usage_usec " + cpuMicros + "\n");
        write("cgroup/docker/c" + pid + "/memory.current", memoryBytes + "\n");
        write("cgroup/docker/c" + pid + "/memory.stat", "inactive_file 0\n");
    }

    private void write(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    /** Lists the containers, whose ids are their pids, and does nothing else. */
    private final class Listing implements ContainerRuntime {
        private final FakeRuntime rest = new FakeRuntime();

        @Override
        public List<ContainerState> list() {
            return List.copyOf(containers);
        }

        @Override
        public OptionalInt pid(String id) {
            return OptionalInt.of(Integer.parseInt(id));
        }

        @Override
        public String version() {
            return rest.version();
        }

        @Override
        public void pull(String image) throws RuntimeFailure {
            rest.pull(image);
        }

        @Override
        public boolean hasImage(String image) {
            return rest.hasImage(image);
        }

        @Override
        public AtRegistry atRegistry(String image) {
            return rest.atRegistry(image);
        }

        @Override
        public String create(ContainerSpec spec) {
            return rest.create(spec);
        }

        @Override
        public void start(String id) {
            rest.start(id);
        }

        @Override
        public void stop(String id, Duration grace) {
            rest.stop(id, grace);
        }

        @Override
        public void kill(String id) {
            rest.kill(id);
        }

        @Override
        public void remove(String id) {
            rest.remove(id);
        }

        @Override
        public Optional<ContainerState> inspect(String id) {
            return rest.inspect(id);
        }

        @Override
        public void importImage(String image, InputStream tar) {
            rest.importImage(image, tar);
        }

        @Override
        public Optional<String> digest(String image) {
            return rest.digest(image);
        }

        @Override
        public void createVolume(String name, String driver, Map<String, String> options, Map<String, String> labels) {
            rest.createVolume(name, driver, options, labels);
        }

        @Override
        public boolean hasVolume(String name) {
            return rest.hasVolume(name);
        }

        @Override
        public void removeVolume(String name) {
            rest.removeVolume(name);
        }

        @Override
        public void follow(String id, Instant since, Consumer<LogLine> lines) {
            rest.follow(id, since, lines);
        }

        @Override
        public Execution execute(String id, List<String> command, boolean terminal, Execution.Output output) {
            return rest.execute(id, command, terminal, output);
        }

        @Override
        public Optional<String> stats(String id) {
            return rest.stats(id);
        }

        @Override
        public void watch(Runnable listener) {
            rest.watch(listener);
        }

        @Override
        public void close() {
            rest.close();
        }
    }
}
