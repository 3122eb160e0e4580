package io.moorage.simulation;

import static io.moorage.simulation.Databases.SINGLE;
import static io.moorage.simulation.Databases.directory;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.StopTaskRequest;
import io.moorage.awsmodels.ecs.UpdateServiceRequest;
import io.moorage.ecs.decide.SingleWriters;
import io.moorage.model.Fence;
import io.moorage.model.WriterGuard;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ecs.Task;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.SharedTables;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever dies, is cut off, starts anew, is tagged, stopped or placed: while one writer was promised, file servers let at most one
 * machine write on which such a task's container runs, and no token is ever seen again. The judge knows only what file servers were
 * told and what containers run. More seeds: {@code -Dmoorage.seeds=N}.
 */
class WriterGuardPropertyTest {
    private static final List<String> MACHINES = List.of("i-a", "i-b", "i-c");
    private static final List<Integer> PAUSES = List.of(0, 250, 1_000, 4_000, 12_000);

    enum What {
        KILL,
        START_AGAIN,
        CUT,
        DISCONNECT,
        AGENT_RESTART,
        HEAL,
        CRASH,
        STOP,
        RESTART_CONTROL_PLANE,
        FILE_SERVERS_SILENT,
        FILE_SERVERS_ANSWER,
        DISKS_SLOW,
        DISKS_QUICK,
        CLOCK_FORWARD,
        CLOCK_BACK,
        NEW_DEPLOYMENT,
        SCALE_TO_NONE,
        SCALE_TO_ONE,
        SCALE_TWIN_TO_NONE,
        SCALE_TWIN_TO_ONE,
        RUN_ANOTHER,
        TAG,
        UNTAG
    }

    static IntStream seeds() {
        return IntStream.rangeClosed(1, Integer.getInteger("moorage.seeds", 60));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverTwoWriters(int seed) {
        Random random = new Random(seed);
        try (Simulation simulation = new Simulation(seed)) {
            History history = new History(simulation, random);
            if (seed % 2 == 0) {
                simulation.trustWakeUps();
            }
            int blows = 1 + random.nextInt(30);
            for (int i = 0; i < blows; i++) {
                history.strike(What.values()[random.nextInt(What.values().length)]);
                simulation.advance(Duration.ofMillis(PAUSES.get(random.nextInt(PAUSES.size()))));
            }
            history.recover();
            assertThat(simulation.missedSomething())
                    .as("a change that woke nobody")
                    .isFalse();
        }
    }

    /** One history, and the judge of it. */
    private static final class History {
        private final Simulation simulation;
        private final Databases databases;
        private final Random random;

        private final Map<String, WriterGuard> tokens = new HashMap<>();
        private boolean promised;
        private boolean tagged;

        History(Simulation simulation, Random random) {
            this.simulation = simulation;
            this.random = random;
            this.databases = new Databases(simulation);
            for (int i = 0; i < MACHINES.size(); i++) {
                simulation.launch(MACHINES.get(i), "us-east-1" + (char) ('a' + i), "t3.micro");
            }
            simulation.advance(Duration.ofSeconds(1));
            databases.define("mysql", directory("/db"), false, SINGLE);
            databases.define("backup", directory("/db"), false, SINGLE);
            databases.service("db", "mysql", 1, List.of());
            databases.service("twin", "mysql", 0, List.of());
            simulation.afterEachRound(this::judge);
            simulation.advance(Duration.ofSeconds(2));
        }

        void strike(What what) {
            String machine = MACHINES.get(random.nextInt(MACHINES.size()));
            switch (what) {
                case KILL -> {
                    if (is(machine, InstanceState.RUNNING)) {
                        simulation.kill(machine);
                    }
                }
                case START_AGAIN -> {
                    if (is(machine, InstanceState.STOPPED)) {
                        simulation.startAgain(machine);
                    }
                }
                case CUT -> simulation.cut(machine);
                case DISCONNECT -> simulation.disconnect(machine);
                case AGENT_RESTART -> simulation.restartAgent(machine);
                case HEAL -> simulation.heal(machine);
                case CRASH -> anyLive().ifPresent(task -> simulation.crash(task.arn()));
                case STOP -> anyLive().ifPresent(this::stop);
                case RESTART_CONTROL_PLANE -> simulation.restartControlPlane();
                case FILE_SERVERS_SILENT -> simulation.fileServersAnswer(false);
                case FILE_SERVERS_ANSWER -> simulation.fileServersAnswer(true);
                case DISKS_SLOW -> simulation.fileServersTake(Duration.ofSeconds(7));
                case DISKS_QUICK -> simulation.fileServersTake(Duration.ZERO);
                case CLOCK_FORWARD -> simulation.setClock(Duration.ofMinutes(7));
                case CLOCK_BACK -> simulation.setClock(Duration.ofMinutes(-11));
                case NEW_DEPLOYMENT ->
                    databases.update("db", UpdateServiceRequest.builder().forceNewDeployment(true));
                case SCALE_TO_NONE ->
                    databases.update("db", UpdateServiceRequest.builder().desiredCount(0));
                case SCALE_TO_ONE ->
                    databases.update("db", UpdateServiceRequest.builder().desiredCount(1));
                case SCALE_TWIN_TO_NONE ->
                    databases.update("twin", UpdateServiceRequest.builder().desiredCount(0));
                case SCALE_TWIN_TO_ONE ->
                    databases.update("twin", UpdateServiceRequest.builder().desiredCount(1));
                case RUN_ANOTHER -> runAnother();
                case TAG -> tag(true);
                case UNTAG -> tag(false);
            }
        }

        /** Of the file system; that of the definitions is there all the time, and asks for less. */
        private void tag(boolean on) {
            databases.tagFileSystem(on);
            // Guards of one directory give way to those of another: nothing is promised meanwhile.
            promised = false;
            tagged = on;
        }

        private Optional<Task> anyLive() {
            List<Task> live = databases.live();
            return live.isEmpty() ? Optional.empty() : Optional.of(live.get(random.nextInt(live.size())));
        }

        private void runAnother() {
            try {
                databases.run("backup", 1);
            } catch (AwsException refused) {
                assertThat(refused).hasMessageContaining("No Container Instances were found");
            }
        }

        private void stop(Task task) {
            simulation
                    .api()
                    .call(
                            EcsOperations.STOP_TASK,
                            StopTaskRequest.builder().task(task.arn()).build());
        }

        /** When all is well again one task of the service runs, and it is the one writer. */
        void recover() {
            simulation.fileServersAnswer(true);
            simulation.fileServersTake(Duration.ZERO);
            databases.update("db", UpdateServiceRequest.builder().desiredCount(1));
            databases.update("twin", UpdateServiceRequest.builder().desiredCount(0));
            for (String machine : MACHINES) {
                simulation.heal(machine);
                if (is(machine, InstanceState.STOPPED)) {
                    simulation.startAgain(machine);
                }
            }
            databases.live().stream()
                    .filter(task -> task.serviceArn().isEmpty())
                    .forEach(this::stop);
            simulation.advance(Duration.ofSeconds(60));
            databases.live().stream()
                    .filter(task -> task.serviceArn().isEmpty())
                    .forEach(this::stop);
            simulation.advance(Duration.ofSeconds(60));
            assertThat(databases.live()).singleElement().satisfies(task -> {
                assertThat(task.running()).isTrue();
                assertThat(databases.guard(tagged ? "/" : "/db").orElseThrow()).satisfies(guard -> {
                    assertThat(guard.heldBy(task.arn())).isTrue();
                    assertThat(guard.state()).isEqualTo(WriterGuard.State.CONFIRMED);
                });
            });
        }

        private void judge() {
            ReadView view = simulation.store().view();
            assertThat(SingleWriters.wanting(view))
                    .as("found by tags, as by looking at every writer")
                    .containsExactlyInAnyOrderElementsOf(view.all(EcsTables.WRITERS).stream()
                            .filter(each -> !SingleWriters.wanted(view, each).isEmpty())
                            .toList());
            for (WriterGuard guard : view.all(SharedTables.GUARDS)) {
                WriterGuard before = tokens.put(guard.key(), guard);
                if (before != null) {
                    assertThat(guard.token()).as(guard.key()).isGreaterThanOrEqualTo(before.token());
                    assertThat(guard.token() > before.token() || guard.holder().equals(before.holder()))
                            .as("one holder for one token of %s", guard.key())
                            .isTrue();
                }
            }
            Set<String> writers = writers(view);
            promised |= writers.size() <= 1;
            if (promised) {
                assertThat(writers).as("machines that write").hasSizeLessThanOrEqualTo(1);
            }
        }

        /** Machines on which such a task's container really runs, and which every file server lets in and write. */
        private Set<String> writers(ReadView view) {
            Set<String> writers = new TreeSet<>();
            for (String machine : MACHINES) {
                boolean fenced = view.find(SharedTables.FENCES, machine)
                        .filter(each -> each.state() == Fence.State.CONFIRMED)
                        .isPresent();
                if (is(machine, InstanceState.RUNNING) && !fenced && admitted(view, machine) && runs(machine)) {
                    writers.add(machine);
                }
            }
            return writers;
        }

        /** Nothing that file servers have not confirmed counts. */
        private static boolean admitted(ReadView view, String machine) {
            return view.all(SharedTables.GUARDS).stream()
                    .filter(guard -> guard.state() == WriterGuard.State.CONFIRMED)
                    .allMatch(guard -> guard.holder().instanceId().equals(machine));
        }

        private boolean runs(String machine) {
            List<TaskPayload> running = simulation
                    .fleet()
                    .agent(machine)
                    .map(SimulatedAgent::running)
                    .orElse(List.of());
            return !running.isEmpty();
        }

        private boolean is(String machine, InstanceState state) {
            return simulation
                            .store()
                            .view()
                            .find(Ec2Tables.INSTANCES, machine)
                            .orElseThrow()
                            .state()
                    == state;
        }
    }
}
