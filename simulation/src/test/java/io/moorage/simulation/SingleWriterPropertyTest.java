package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.awsmodels.ecs.ContainerDefinition;
import io.moorage.awsmodels.ecs.CreateServiceRequest;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.HostVolumeProperties;
import io.moorage.awsmodels.ecs.MountPoint;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.UpdateServiceRequest;
import io.moorage.awsmodels.ecs.Volume;
import io.moorage.model.Fence;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.StopCode;
import io.moorage.model.ecs.Task;
import io.moorage.store.Ec2Tables;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.SharedTables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fence before failover: a replacement for a task with a shared directory exists only if the former is known to be stopped or its
 * instance is fenced; and when all is well again, one task runs.
 */
class SingleWriterPropertyTest {
    private static final List<String> MACHINES = List.of("i-a", "i-b", "i-c");
    private static final List<Integer> PAUSES = List.of(0, 250, 1_000, 4_000, 12_000);

    enum What {
        KILL,
        START_AGAIN,
        CUT,
        DISCONNECT,
        AGENT_RESTART,
        HEAL,
        FREEZE,
        THAW,
        CRASH,
        RESTART_CONTROL_PLANE,
        FILE_SERVERS_SILENT,
        FILE_SERVERS_ANSWER,
        DISKS_SLOW,
        DISKS_QUICK,
        CLOCK_FORWARD,
        CLOCK_BACK,
        NEW_DEPLOYMENT,
        SCALE_TO_NONE,
        SCALE_TO_ONE
    }

    record Blow(What what, int machine, int thenMillis) {}

    static IntStream seeds() {
        return IntStream.rangeClosed(1, Integer.getInteger("moorage.seeds", 150));
    }

    /** Up to 25 blows with pauses between them; the seed names a failing history. */
    private static List<Blow> blows(int seed) {
        Random random = new Random(seed);
        List<Blow> blows = new ArrayList<>();
        int count = 1 + random.nextInt(25);
        for (int i = 0; i < count; i++) {
            What what = What.values()[random.nextInt(What.values().length)];
            blows.add(new Blow(what, random.nextInt(MACHINES.size()), PAUSES.get(random.nextInt(PAUSES.size()))));
        }
        return blows;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverTwoWriters(int seed) {
        List<Blow> blows = blows(seed);
        try (Simulation simulation = new Simulation(7)) {
            prepare(simulation);
            if (seed % 2 == 0) {
                simulation.trustWakeUps();
            }
            Set<String> writtenOff = new HashSet<>();
            simulation.afterEachRound(() -> check(simulation, writtenOff));
            for (Blow blow : blows) {
                strike(simulation, blow);
                simulation.advance(Duration.ofMillis(blow.thenMillis()));
            }
            recover(simulation);
            assertThat(writers(simulation)).hasSize(1);
            assertThat(simulation.missedSomething())
                    .as("a change that woke nobody")
                    .isFalse();
        }
    }

    private static void prepare(Simulation simulation) {
        for (int i = 0; i < MACHINES.size(); i++) {
            simulation.launch(MACHINES.get(i), "us-east-1" + (char) ('a' + i), "t3.micro");
        }
        simulation.advance(Duration.ofSeconds(1));
        simulation
                .api()
                .call(
                        EcsOperations.REGISTER_TASK_DEFINITION,
                        RegisterTaskDefinitionRequest.builder()
                                .family("mysql")
                                .containerDefinitions(List.of(ContainerDefinition.builder()
                                        .name("mysql")
                                        .image("mysql")
                                        .memory(128)
                                        .mountPoints(List.of(new MountPoint("efs", "/var/lib/mysql", false)))
                                        .build()))
                                .volumes(List.of(Volume.builder()
                                        .name("efs")
                                        .host(new HostVolumeProperties("/mnt/efs/mysql"))
                                        .build()))
                                .build());
        simulation
                .api()
                .call(
                        EcsOperations.CREATE_SERVICE,
                        CreateServiceRequest.builder()
                                .serviceName("db")
                                .taskDefinition("mysql")
                                .desiredCount(1)
                                .build());
        simulation.advance(Duration.ofSeconds(2));
    }

    private static void strike(Simulation simulation, Blow blow) {
        String machine = MACHINES.get(blow.machine());
        InstanceState state = simulation
                .store()
                .view()
                .find(Ec2Tables.INSTANCES, machine)
                .orElseThrow()
                .state();
        switch (blow.what()) {
            case KILL -> {
                if (state == InstanceState.RUNNING) {
                    simulation.kill(machine);
                }
            }
            case START_AGAIN -> {
                if (state == InstanceState.STOPPED) {
                    simulation.startAgain(machine);
                }
            }
            case CUT -> simulation.cut(machine);
            case DISCONNECT -> simulation.disconnect(machine);
            case AGENT_RESTART -> simulation.restartAgent(machine);
            case HEAL -> simulation.heal(machine);
            case FREEZE -> simulation.freeze(machine);
            case THAW -> simulation.thaw(machine);
            case CRASH -> List.copyOf(running(simulation)).forEach(each -> simulation.crash(each.arn()));
            case RESTART_CONTROL_PLANE -> simulation.restartControlPlane();
            case FILE_SERVERS_SILENT -> simulation.fileServersAnswer(false);
            case FILE_SERVERS_ANSWER -> simulation.fileServersAnswer(true);
            case DISKS_SLOW -> simulation.fileServersTake(Duration.ofSeconds(7));
            case DISKS_QUICK -> simulation.fileServersTake(Duration.ZERO);
            case CLOCK_FORWARD -> simulation.setClock(Duration.ofMinutes(7));
            case CLOCK_BACK -> simulation.setClock(Duration.ofMinutes(-11));
            case NEW_DEPLOYMENT ->
                update(simulation, UpdateServiceRequest.builder().forceNewDeployment(true));
            case SCALE_TO_NONE ->
                update(simulation, UpdateServiceRequest.builder().desiredCount(0));
            case SCALE_TO_ONE ->
                update(simulation, UpdateServiceRequest.builder().desiredCount(1));
        }
    }

    private static void update(Simulation simulation, UpdateServiceRequest.Builder request) {
        simulation
                .api()
                .call(EcsOperations.UPDATE_SERVICE, request.service("db").build());
    }

    private static void recover(Simulation simulation) {
        simulation.fileServersAnswer(true);
        simulation.fileServersTake(Duration.ZERO);
        update(simulation, UpdateServiceRequest.builder().desiredCount(1));
        for (int i = 0; i < MACHINES.size(); i++) {
            strike(simulation, new Blow(What.HEAL, i, 0));
            strike(simulation, new Blow(What.THAW, i, 0));
            strike(simulation, new Blow(What.START_AGAIN, i, 0));
        }
        simulation.advance(Duration.ofSeconds(60));
    }

    /** The API's account and the machines' must both have one writer at most. */
    private static void check(Simulation simulation, Set<String> writtenOff) {
        assertThat(writers(simulation)).as("containers that can write").hasSizeLessThanOrEqualTo(1);
        ReadView view = simulation.store().view();
        for (Task task : view.all(EcsTables.TASKS)) {
            if (task.stopped() && writtenOff.add(task.arn()) && lostUnfenced(view, task)) {
                throw new AssertionError("written off before its fence was confirmed: " + task.stop());
            }
        }
        List<Task> live = view.all(EcsTables.TASKS).stream()
                .filter(each -> !each.stopped())
                .filter(each -> !fenced(view, each.containerInstanceArn()))
                .toList();
        assertThat(live).as("tasks not stopped on instances not fenced").hasSizeLessThanOrEqualTo(1);
    }

    private static List<TaskPayload> running(Simulation simulation) {
        return simulation.fleet().agents().stream()
                .flatMap(each -> each.running().stream())
                .toList();
    }

    /** Containers that really run, on machines that file servers let in. */
    private static List<String> writers(Simulation simulation) {
        ReadView view = simulation.store().view();
        List<String> writers = new ArrayList<>();
        for (String machine : MACHINES) {
            boolean up = view.find(Ec2Tables.INSTANCES, machine).orElseThrow().state() == InstanceState.RUNNING;
            boolean fenced = view.find(SharedTables.FENCES, machine)
                    .filter(each -> each.state() == Fence.State.CONFIRMED)
                    .isPresent();
            if (up && !fenced) {
                simulation.fleet().agent(machine).ifPresent(agent -> agent.running()
                        .forEach(each -> writers.add(each.arn())));
            }
        }
        return writers;
    }

    /** Its end was not reported: the host was said to be gone, while file servers may still serve it. */
    private static boolean lostUnfenced(ReadView view, Task task) {
        boolean reported = task.stop()
                .filter(each -> each.code() == StopCode.TerminationNotice)
                .isEmpty();
        return !reported
                && view.find(EcsTables.CONTAINER_INSTANCES, task.containerInstanceArn())
                        .filter(ContainerInstance::lost)
                        .flatMap(each -> view.find(SharedTables.FENCES, each.ec2InstanceId()))
                        .filter(each -> each.state() == Fence.State.REQUESTED)
                        .isPresent();
    }

    private static boolean fenced(ReadView view, String instanceArn) {
        return view.find(EcsTables.CONTAINER_INSTANCES, instanceArn)
                .map(ContainerInstance::ec2InstanceId)
                .flatMap(id -> view.find(SharedTables.FENCES, id))
                .filter(Fence::shutsOut)
                .isPresent();
    }
}
