package io.moorage.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskOverride;
import io.moorage.store.EcsTables;
import io.moorage.store.StoreException;
import io.moorage.store.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RowCodecTest {
    sealed interface Cargo permits Crates, Livestock, Empty {}

    record Crates(int count, String type) implements Cargo {}

    sealed interface Livestock extends Cargo permits Sheep {}

    record Sheep(List<String> names) implements Livestock {}

    record Empty() implements Cargo {}

    enum Flag {
        FERRY,
        FREIGHTER
    }

    record Tonnes(long value) {
        boolean isHeavy() {
            return value > 1000;
        }

        String getWords() {
            return value + " t";
        }
    }

    record Ship(
            String id,
            Tonnes weight,
            Flag flag,
            Cargo cargo,
            List<Cargo> spare,
            Optional<String> captain,
            Optional<Tonnes> ballast,
            @Nullable String nickname,
            Instant launched,
            Duration turnaround,
            byte[] key,
            Set<String> ports,
            Map<String, String> tags,
            Map<Flag, List<Integer>> log) {
        Ship {
            spare = List.copyOf(spare);
            ports = Set.copyOf(ports);
            tags = Map.copyOf(tags);
            log = Map.copyOf(log);
        }
    }

    private static final Table<Ship> SHIPS = new Table<>("ship", Ship.class, Ship::id, List.of());
    private static final Table<Cargo> CARGO = new Table<>("cargo", Cargo.class, Object::toString, List.of());

    private final RowCodec codec = new RowCodec();

    @Test
    void everyKindOfMemberComesBackAsItWas() {
        Ship ship = new Ship(
                "s1",
                new Tonnes(4000),
                Flag.FERRY,
                new Crates(3, "oak"),
                List.of(new Sheep(List.of("Dolly")), new Empty()),
                Optional.of("Ahab"),
                Optional.empty(),
                null,
                Instant.parse("2026-11-22T10:11:12.123456789Z"),
                Duration.ofMillis(1500),
                new byte[] {0, -1, 7},
                Set.of("Ystad", "Świnoujście"),
                Map.of("Name", "a\u0000b"),
                Map.of(Flag.FREIGHTER, List.of(1, 2)));

        String body = codec.encode(SHIPS, ship);

        assertThat(codec.decode(SHIPS, "s1", body)).usingRecursiveComparison().isEqualTo(ship);
        assertThat(body)
                .contains("\"@type\":\"Crates\"", "\"type\":\"oak\"", "\"@type\":\"Sheep\"", "\"2026-11-22T10:11:12")
                .doesNotContain("heavy", "words", "ballast", "nickname");
    }

    @Test
    void aRowMayItselfBeOfASealedType() {
        for (Cargo cargo : List.of(new Empty(), new Crates(1, "elm"), new Sheep(List.of()))) {
            assertThat(codec.decode(CARGO, "k", codec.encode(CARGO, cargo))).isEqualTo(cargo);
        }
    }

    @Test
    void anOlderBodyIsReadWithEmptyCollectionsAndOptionals() {
        String body = """
                {"id":"s1","weight":{"value":1},"flag":"FERRY","cargo":{"@type":"Empty"},
                 "launched":"2026-11-22T10:11:12Z","turnaround":"PT1S","key":"","gone":{"deep":[1]}}""";

        Ship ship = codec.decode(SHIPS, "s1", body);

        assertThat(ship.spare()).isEmpty();
        assertThat(ship.captain()).isEmpty();
        assertThat(ship.ports()).isEmpty();
        assertThat(ship.log()).isEmpty();
        assertThat(ship.nickname()).isNull();
    }

    /** Rows of before tasks had interfaces, protection, secrets, restart policies and port ranges. */
    @Test
    void olderTasksAndDefinitionsAreRead() {
        TaskDefinition definition = codec.decode(EcsTables.TASK_DEFINITIONS, "web:1", """
                {"arn":"a","family":"web","revision":1,"status":"ACTIVE","networkMode":"bridge","networkModeGiven":false,
                "containerDefinitions":[{"name":"a","image":"b","cpu":0,"memory":64,"essential":true,
                "portMappings":[{"containerPort":80,"hostPort":0,"protocol":"tcp"}],"docker":{"disableNetworking":false,
                "privileged":false,"readonlyRootFilesystem":false,"interactive":false,"pseudoTerminal":false,
                "logConfiguration":{"logDriver":"json-file"}}}],
                "registeredAt":"2026-01-01T00:00:00Z","registeredBy":"x"}""");
        assertThat(definition.pidMode()).isEmpty();
        assertThat(definition.containerDefinitions().getFirst().secrets()).isEmpty();
        assertThat(definition.containerDefinitions().getFirst().restartPolicy()).isEmpty();
        assertThat(definition.demand(TaskOverride.NONE).memory()).isEqualTo(64);
        Task task = codec.decode(EcsTables.TASKS, "t", """
                {"arn":"t","clusterName":"c","taskDefinition":"web:1","credentialsId":"id","lastStatus":"RUNNING",
                "desiredStatus":"RUNNING","containers":[{"containerArn":"x","name":"a","image":"b","essential":true,
                "lastStatus":"RUNNING","healthStatus":"UNKNOWN",
                "networkBindings":[{"bindIp":"0.0.0.0","containerPort":80,"hostPort":32768,"protocol":"tcp"}]}],
                "version":1}""");
        assertThat(task.networkInterface()).isEmpty();
        assertThat(task.isProtected(Instant.EPOCH)).isFalse();
        assertThat(task.executionCredentialsId()).isEqualTo("execution-id");
        assertThat(task.containers().getFirst().networkBindings().getFirst().containerPortRange())
                .isEmpty();
    }

    @Test
    void aBodyThatCannotBeReadNamesItsRow() {
        for (String body : List.of("{", "[]", "{\"flag\":\"SUBMARINE\"}", "{\"cargo\":{\"@type\":\"Oil\"}}")) {
            assertThatThrownBy(() -> codec.decode(SHIPS, "s1", body))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("ship s1");
        }
    }
}
