package io.moorage.ecs.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.ecs.loop.ServicesForTests;
import io.moorage.model.ecs.Balancing;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Resources;
import io.moorage.model.ecs.Scheduling;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskOverride;
import io.moorage.model.ecs.TaskReport;
import io.moorage.model.ecs.TaskStatus;
import io.moorage.model.elb.Attributes;
import io.moorage.model.elb.HealthCheck;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Registration;
import io.moorage.store.EcsTables;
import io.moorage.store.ElbTables;
import io.moorage.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ECS developer guide, "Service load balancing": who is in a service's load balancer, who waits for it, whom it holds for unhealthy. */
class BalancedTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** A check every 30 s, two failures: 90 s with one to spare. */
    private static final Duration STARTING = Duration.ofSeconds(90);

    @AutoClose
    private final MemoryStore store = new MemoryStore();

    private Service app = balanced("app");

    @BeforeEach
    void anInstanceInALoadBalancer() {
        store.transact(tx -> {
            tx.insert(
                    ElbTables.LOAD_BALANCERS,
                    new LoadBalancer(
                            "front",
                            "front.example",
                            "vpc-1",
                            LoadBalancer.Scheme.INTERNAL,
                            START,
                            List.of(),
                            List.of(),
                            List.of(),
                            HealthCheck.ofPort(80),
                            Attributes.DEFAULT,
                            List.of(),
                            List.of(),
                            Map.of()));
            tx.insert(
                    EcsTables.CONTAINER_INSTANCES,
                    ContainerInstance.registered(
                            "arn:i-a",
                            "default",
                            "i-a",
                            Set.of(),
                            Resources.NONE,
                            List.of(),
                            ContainerInstance.VersionInfo.UNKNOWN,
                            START,
                            Map.of()));
            tx.insert(EcsTables.SERVICES, app);
            return tx;
        });
        registered(START);
    }

    @Test
    void aTaskIsStoppedAtOnceWhereAnotherOfItsServiceNeedsTheRegistration() {
        Task going = running("1", app).stopRequested(Stop.byDeployment("ecs-svc/1"), START);
        put(going);
        assertThat(Balanced.awaitsDeregistration(store.view(), going, Set.of()))
                .as("alone on its instance")
                .isTrue();
        put(running("2", app));
        assertThat(Balanced.of(store.view(), app)).as("nobody ends it").isEmpty();
        assertThat(Balanced.awaitsDeregistration(store.view(), going, Set.of())).isFalse();
    }

    @Test
    void anInstanceStaysForAnotherServiceOfTheSameLoadBalancer() {
        Service other = balanced("other");
        put(other);
        Task going = running("1", app).stopRequested(Stop.byDeployment("ecs-svc/1"), START);
        put(going);
        Task its = running("2", other);
        put(its);
        assertThat(Balanced.of(store.view(), app)).isEmpty();
        assertThat(Balanced.awaitsDeregistration(store.view(), going, Set.of())).isFalse();

        put(its.gone(Stop.essentialContainerExited(), START.plusSeconds(60)));
        assertThat(deregistered()).as("nobody needs it").containsExactly("i-a");
    }

    @Test
    void aTaskThatEndedTakesItsOwnRegistrationAlongAndNoLaterOne() {
        put(running("1", app).gone(Stop.essentialContainerExited(), START.plusSeconds(60)));
        assertThat(deregistered()).containsExactly("i-a");
        registered(START.plusSeconds(120));
        assertThat(Balanced.of(store.view(), app))
                .as("an Auto Scaling group's, or by request")
                .isEmpty();
    }

    /** API_CreateService: "ignores unhealthy Elastic Load Balancing [...] health checks after a task has first started". */
    @Test
    void anInstanceOutOfServiceCountsAfterTheGracePeriod() {
        put(running("1", app));
        store.transact(tx -> {
            Registration sick = Registration.begun("front", "i-a", Optional.empty(), START)
                    .said(Registration.Health.OUT_OF_SERVICE, Optional.empty(), Optional.empty());
            tx.put(ElbTables.REGISTRATIONS, sick);
            return tx;
        });
        assertThat(unhealthyAfter(STARTING.minusMillis(1))).isEmpty();
        assertThat(unhealthyAfter(STARTING))
                .containsExactly(new Balanced.Unhealthy(running("1", app).arn(), "i-a", "front"));

        app = app.withBalancing(app.balancing().withGracePeriod(600));
        assertThat(unhealthyAfter(STARTING.plusSeconds(599))).isEmpty();
        assertThat(unhealthyAfter(STARTING.plusSeconds(600))).hasSize(1);
    }

    private List<Balanced.Unhealthy> unhealthyAfter(Duration running) {
        return Balanced.unhealthy(store.view(), app, START.plus(running));
    }

    private List<String> deregistered() {
        return Balanced.of(store.view(), app).stream()
                .flatMap(each -> each.deregister().stream())
                .toList();
    }

    private void registered(Instant at) {
        store.transact(tx -> {
            tx.put(ElbTables.REGISTRATIONS, Registration.begun("front", "i-a", Optional.empty(), at));
            return tx;
        });
    }

    private void put(Task task) {
        store.transact(tx -> {
            tx.put(EcsTables.TASKS, task);
            return tx;
        });
    }

    private void put(Service service) {
        store.transact(tx -> {
            tx.put(EcsTables.SERVICES, service);
            return tx;
        });
    }

    private static Service balanced(String name) {
        return ServicesForTests.service(name, "default", Service.Status.ACTIVE, "web:1", Scheduling.REPLICAS, List.of())
                .withBalancing(new Balancing(
                        List.of(new Balancing.LoadBalancer("front", "web", 80)), Optional.empty(), Optional.empty()));
    }

    /** On the one instance, since {@link #START}. */
    private static Task running(String id, Service service) {
        Task pending = new Task(
                "arn:aws:ecs:us-east-1:123456789012:task/default/" + id,
                "default",
                "web:1",
                "arn:web:1",
                "arn:i-a",
                "us-east-1a",
                service.group(),
                service.arn(),
                service.primary().id(),
                "",
                "",
                "credentials-" + id,
                "",
                TaskStatus.PENDING,
                TaskStatus.RUNNING,
                Resources.NONE,
                false,
                TaskOverride.NONE,
                List.of(),
                Task.Times.created(START, true),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                1,
                Map.of(),
                Optional.empty());
        return pending.reported(
                new TaskReport(
                        Optional.of(TaskStatus.RUNNING),
                        "",
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                START);
    }
}
