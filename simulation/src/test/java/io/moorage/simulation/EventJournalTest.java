package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.awsmodels.ecs.ContainerDefinition;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionRequest;
import io.moorage.ecs.events.EventDocuments;
import io.moorage.ecs.events.EventJournal;
import io.moorage.ecs.events.StateChanges;
import io.moorage.ecs.events.StateChanges.Noted;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.EventBatch;
import io.moorage.store.EcsTables;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** docs/agents.md: "The newest 10,000 changes are remembered, also over restarts of the server". */
class EventJournalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Simulation simulation = new Simulation(1);
    private final EventDocuments documents = new EventDocuments(new EcsArns("us-east-1", "123456789012"));

    @AfterEach
    void close() {
        simulation.close();
    }

    private StateChanges server(long startedAtMillis) {
        return new StateChanges(simulation.store(), InstantSource.fixed(Instant.ofEpochMilli(startedAtMillis)));
    }

    private List<Noted> launched(StateChanges changes, String instance, int atLeast) {
        simulation.launch(instance, "us-east-1a", "t3.micro");
        simulation.advance(Duration.ofSeconds(1));
        return await().atMost(PATIENCE).until(() -> changes.after(""), all -> all.size() >= atLeast);
    }

    private List<String> told(List<Noted> all) {
        return all.stream()
                .map(each -> documents
                        .of(each.id(), each.change(), simulation.store().view())
                        .toString())
                .toList();
    }

    @Test
    void whoFollowsTheFeedGoesOnAfterARestart() {
        List<Noted> before;
        List<String> words;
        try (StateChanges first = server(1)) {
            EventJournal journal = new EventJournal(simulation.store(), first, documents);
            journal.start();
            before = launched(first, "i-a", 1);
            journal.close();
            before = first.after("");
            words = told(before);
        }
        String last = before.getLast().id();
        String lost = last.substring(0, last.lastIndexOf('-') + 1) + "999999";
        try (StateChanges second = server(2)) {
            assertThat(told(second.after(""))).isEqualTo(words);
            assertThat(second.after(before.getFirst().id()).stream().map(Noted::id))
                    .isEqualTo(before.stream().skip(1).map(Noted::id).toList());
            assertThat(second.after(lost)).isEmpty();
            List<Noted> all = launched(second, "i-b", before.size() + 1);
            assertThat(second.after(lost)).isEqualTo(second.after(last)).isNotEmpty();
            assertThat(all.stream().map(Noted::number)).isSorted().doesNotHaveDuplicates();
        }
    }

    /** docs/agents.md: "after kill -9 the next server tells what became of whatever that second changed". */
    @Test
    void whatAServerDidNotLiveToTellIsTold() {
        SchedulingOrders orders = new SchedulingOrders(simulation);
        try (StateChanges first = server(1)) {
            EventJournal journal = new EventJournal(simulation.store(), first, documents);
            journal.start();
            launched(first, "i-a", 1);
            define();
            orders.service("app", "web", 1, Map.of());
            simulation.advance(Duration.ofSeconds(10));
            await().atMost(PATIENCE)
                    .until(() -> told(first.after("")), all -> all.toString().contains("STEADY_STATE"));
            journal.close();
        }
        // Nobody tells what happens now.
        simulation.terminate("i-a");
        simulation.advance(Duration.ofSeconds(5));
        orders.service("late", "web", 0, Map.of());
        simulation.advance(Duration.ofSeconds(5));
        try (StateChanges second = server(2)) {
            EventJournal journal = new EventJournal(simulation.store(), second, documents);
            List<String> now = told(second.after("").stream()
                    .filter(each -> each.id().startsWith("2-"))
                    .toList());
            assertThat(now)
                    .as("the outcomes, each once")
                    .hasSize(6)
                    .anyMatch(each -> each.contains("ECS Task State Change")
                            && each.contains("\"lastStatus\":\"STOPPED\",\"launchType\""))
                    .anyMatch(each -> each.contains("ECS Container Instance State Change") && each.contains("INACTIVE"))
                    .anyMatch(each -> each.contains("SERVICE_TASK_PLACEMENT_FAILURE"))
                    .anyMatch(each -> each.contains("SERVICE_STEADY_STATE") && each.contains("service late"))
                    .anyMatch(each -> each.contains("ECS Deployment State Change")
                            && each.contains("SERVICE_DEPLOYMENT_COMPLETED")
                            && each.contains("service/default/late"))
                    .anyMatch(each -> each.contains("ECS Service Action")
                            && each.contains("SERVICE_DEPLOYMENT_COMPLETED")
                            && each.contains("service/default/late"));
            journal.start();
            journal.close();
        }
        try (StateChanges third = server(3)) {
            assertThat(third.after("").stream().map(Noted::id)).noneMatch(each -> each.startsWith("3-"));
        }
    }

    private void define() {
        simulation
                .api()
                .call(
                        EcsOperations.REGISTER_TASK_DEFINITION,
                        RegisterTaskDefinitionRequest.builder()
                                .family("web")
                                .containerDefinitions(List.of(ContainerDefinition.builder()
                                        .name("a")
                                        .image("b")
                                        .memory(64)
                                        .build()))
                                .build());
    }

    @Test
    void theOldestAreForgotten() {
        simulation.store().transact(tx -> {
            for (long first = 1; first < 12_000; first += 1_000) {
                tx.insert(
                        EcsTables.EVENTS,
                        EventBatch.of(LongStream.range(first, first + 1_000)
                                .mapToObj(EventJournalTest::event)
                                .toList()));
            }
            return tx;
        });
        try (StateChanges changes = server(1)) {
            assertThat(changes.after("")).hasSize(10_000);
            EventJournal journal = new EventJournal(simulation.store(), changes, documents);
            journal.start();
            launched(changes, "i-a", 10_000);
            await().atMost(PATIENCE).until(() -> changes.after("0-12000"), all -> !all.isEmpty());
            journal.close();
            assertThat(changes.after("")).hasSize(10_000);
        }
        assertThat(simulation.store().view().all(EcsTables.EVENTS).stream().map(EventBatch::last))
                .doesNotContain(1_000L, 2_000L)
                .contains(3_000L, 12_000L)
                .anyMatch(last -> last > 12_000);
    }

    private static EventBatch.Event event(long number) {
        return new EventBatch.Event("0-" + number, number, "", List.of(), "default", Instant.EPOCH, "{}");
    }
}
