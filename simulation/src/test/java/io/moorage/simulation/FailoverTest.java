package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.model.Failover;
import io.moorage.model.Failover.Moved;
import io.moorage.model.Failover.Replacement;
import io.moorage.model.ecs.NetworkBinding;
import io.moorage.model.ecs.Task;
import io.moorage.model.elb.Attributes;
import io.moorage.model.elb.HealthCheck;
import io.moorage.model.elb.Listener;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Protocol;
import io.moorage.model.elb.Registration;
import io.moorage.store.EcsTables;
import io.moorage.store.ElbTables;
import io.moorage.store.SharedTables;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The story of a lost instance, step by step (design.md, section 6; docs/agents.md, "Events"). */
class FailoverTest {
    private final Simulation simulation = new Simulation(4);
    private final Databases databases = new Databases(simulation);

    @AfterEach
    void close() {
        simulation.close();
    }

    private List<Failover> failovers() {
        return simulation.store().view().all(SharedTables.FAILOVERS).stream()
                .sorted(Comparator.comparing(Failover::noticed))
                .toList();
    }

    private String instanceOf(Task task) {
        return simulation
                .store()
                .view()
                .find(EcsTables.CONTAINER_INSTANCES, task.containerInstanceArn())
                .orElseThrow()
                .ec2InstanceId();
    }

    private Task onlyTask() {
        assertThat(databases.live()).hasSize(1);
        return databases.live().getFirst();
    }

    private String database(int desired) {
        for (String id : List.of("i-a", "i-b", "i-c")) {
            simulation.launch(id, "us-east-1a", "t3.micro");
        }
        simulation.settle();
        databases.define("db", Databases.directory("/db"), false, List.of());
        databases.service("db", "db", desired, List.of());
        simulation.advance(Duration.ofSeconds(10));
        return instanceOf(databases.live().getFirst());
    }

    @Test
    void eachStepIsWrittenDownInOrder() {
        String lost = database(1);
        Task before = onlyTask();
        Instant killed = simulation.now();
        simulation.kill(lost);
        simulation.advance(Duration.ofSeconds(10));

        Failover failover = failovers().getFirst();
        assertThat(failover.instanceId()).isEqualTo(lost);
        assertThat(failover.sign()).isEqualTo(Failover.Sign.STOPPED);
        assertThat(failover.killed()).contains(killed);
        assertThat(failover.lastHeard().orElseThrow()).isBeforeOrEqualTo(killed);
        assertThat(failover.noticed()).isAfterOrEqualTo(killed);
        assertThat(failover.fenced().orElseThrow()).isAfterOrEqualTo(failover.noticed());
        Moved moved = failover.tasks().getFirst();
        assertThat(moved.taskArn()).isEqualTo(before.arn());
        assertThat(moved.sharesDirectories()).isTrue();
        assertThat(moved.reason()).startsWith("Host EC2 (instance " + lost);
        assertThat(moved.stopped().orElseThrow())
                .isAfterOrEqualTo(failover.fenced().orElseThrow());
        Replacement replacement = moved.replacement().orElseThrow();
        assertThat(replacement.taskArn()).isEqualTo(onlyTask().arn());
        assertThat(replacement.instanceId()).isEqualTo(instanceOf(onlyTask())).isNotEqualTo(lost);
        assertThat(replacement.placed().orElseThrow())
                .isAfterOrEqualTo(moved.stopped().orElseThrow());
        assertThat(replacement.mounted().orElseThrow())
                .isAfterOrEqualTo(replacement.placed().orElseThrow());
        assertThat(replacement.started().orElseThrow())
                .isAfterOrEqualTo(replacement.mounted().orElseThrow());
        assertThat(replacement.firstQuery()).as("nothing balances it").isEmpty();
    }

    /** Its network is cut: nobody sees it die, and the last word of its agent is all that is known. */
    @Test
    void aSilentInstanceHasNoDeathToTell() {
        String lost = database(1);
        Instant cut = simulation.now();
        simulation.cut(lost);
        simulation.advance(Duration.ofMinutes(2));
        Failover failover = failovers().getFirst();
        assertThat(failover.sign()).isEqualTo(Failover.Sign.SILENT);
        assertThat(failover.killed()).isEmpty();
        assertThat(failover.lastHeard().orElseThrow()).isBeforeOrEqualTo(cut);
    }

    /** TerminateInstances: the agent falls silent while its machine shuts down, and nobody need wonder why. */
    @Test
    void oneThatIsSilentSinceItsEndWasAskedForWasTerminated() {
        String lost = database(1);
        simulation.shutDown(lost);
        simulation.cut(lost);
        simulation.advance(Duration.ofSeconds(30));
        Failover failover = failovers().getFirst();
        assertThat(failover.sign()).isEqualTo(Failover.Sign.TERMINATED);
        assertThat(failover.tasks().getFirst().reason()).isEqualTo("Host EC2 (instance " + lost + ") terminated.");
    }

    @Test
    void eachTaskHasASuccessorOfItsOwn() {
        database(9);
        Map<String, List<Task>> byInstance = databases.live().stream().collect(Collectors.groupingBy(this::instanceOf));
        List<String> lost = byInstance.keySet().stream().sorted().limit(2).toList();
        lost.forEach(simulation::kill);
        simulation.advance(Duration.ofSeconds(20));
        List<Moved> moved =
                failovers().stream().flatMap(each -> each.tasks().stream()).toList();
        assertThat(moved)
                .extracting(Moved::taskArn)
                .containsExactlyInAnyOrderElementsOf(lost.stream()
                        .flatMap(each -> byInstance.getOrDefault(each, List.of()).stream())
                        .map(Task::arn)
                        .toList());
        assertThat(moved.stream()
                        .flatMap(each -> each.replacement().stream())
                        .map(Replacement::taskArn)
                        .toList())
                .hasSameSizeAs(moved)
                .doesNotHaveDuplicates();
    }

    /** The second loss of the same service is a story of its own, and the first one keeps what it knew. */
    @Test
    void aSuccessorThatIsLostTooIsAnotherStory() {
        String first = database(1);
        simulation.kill(first);
        simulation.advance(Duration.ofSeconds(10));
        Failover told = failovers().getFirst();
        String second = instanceOf(onlyTask());
        simulation.kill(second);
        simulation.advance(Duration.ofSeconds(10));
        assertThat(failovers()).hasSize(2).first().isEqualTo(told);
        assertThat(failovers().getLast().instanceId()).isEqualTo(second);
        assertThat(failovers().getLast().tasks().getFirst().taskArn())
                .isEqualTo(told.tasks().getFirst().replacement().orElseThrow().taskArn());
    }

    /** A load balancer that leads to a port of the task tells when it was healthy and when it served a client. */
    @Test
    void aLoadBalancersWordIsTheTasks() {
        String lost = database(1);
        simulation.kill(lost);
        simulation.advance(Duration.ofSeconds(5));
        Instant healthy = simulation.now();
        Instant answered = healthy.plusMillis(700);
        balanced(instanceOf(onlyTask()), healthy, answered);
        simulation.advance(Duration.ofSeconds(1));
        Replacement replacement =
                failovers().getFirst().tasks().getFirst().replacement().orElseThrow();
        assertThat(replacement.healthy()).contains(healthy);
        assertThat(replacement.firstQuery()).contains(answered);
    }

    private void balanced(String instance, Instant healthy, Instant answered) {
        Task task = onlyTask();
        NetworkBinding binding = new NetworkBinding("0.0.0.0", 3306, 3306, "tcp", Optional.empty(), Optional.empty());
        simulation.store().transact(tx -> {
            tx.update(
                    EcsTables.TASKS,
                    task.withContainers(task.containers().stream()
                            .map(each -> each.reported(new io.moorage.model.ecs.ContainerReport(
                                    each.name(),
                                    each.lastStatus(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of(binding))))
                            .toList()));
            tx.put(
                    ElbTables.LOAD_BALANCERS,
                    new LoadBalancer(
                            "lb",
                            "lb.example",
                            "vpc-1",
                            LoadBalancer.Scheme.INTERNAL,
                            simulation.now(),
                            List.of("subnet-1"),
                            List.of("sg-1"),
                            List.of(new Listener(Protocol.TCP, 3306, Protocol.TCP, 3306, Optional.empty(), List.of())),
                            HealthCheck.ofPort(3306),
                            Attributes.DEFAULT,
                            List.of(),
                            List.of(),
                            Map.of()));
            tx.put(
                    ElbTables.REGISTRATIONS,
                    Registration.begun("lb", instance, Optional.empty(), simulation.now())
                            .said(Registration.Health.IN_SERVICE, Optional.of(healthy), Optional.of(answered)));
            return tx;
        });
    }
}
