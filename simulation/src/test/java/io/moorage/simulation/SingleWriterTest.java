package io.moorage.simulation;

import static io.moorage.simulation.Databases.SINGLE;
import static io.moorage.simulation.Databases.accessPoint;
import static io.moorage.simulation.Databases.directory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.awsmodels.ecs.HostVolumeProperties;
import io.moorage.awsmodels.ecs.RunTaskResponse;
import io.moorage.awsmodels.ecs.StopTaskRequest;
import io.moorage.awsmodels.ecs.UpdateServiceRequest;
import io.moorage.awsmodels.ecs.Volume;
import io.moorage.model.WriterGuard;
import io.moorage.model.ecs.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tag {@code moorage:single-writer}: docs/efs.md, "One writer at a time". */
class SingleWriterTest {
    private static final Volume HOST_PATH = Volume.builder()
            .name("data")
            .host(new HostVolumeProperties("/mnt/efs/mysql"))
            .build();

    private final Simulation simulation = new Simulation(5);
    private final Databases databases = new Databases(simulation);

    @BeforeEach
    void launch() {
        simulation.launch("i-a", "us-east-1a", "t3.micro");
        simulation.launch("i-b", "us-east-1b", "t3.micro");
        simulation.advance(Duration.ofSeconds(1));
        databases.define("mysql", directory("/db"), false, List.of());
    }

    @AfterEach
    void close() {
        simulation.close();
    }

    private void pass(int seconds) {
        simulation.advance(Duration.ofSeconds(seconds));
    }

    private Task only() {
        assertThat(databases.live()).hasSize(1);
        return databases.live().getFirst();
    }

    @Test
    void aTaskStartsOnceFileServersLetOnlyItsMachineWrite() {
        simulation.fileServersAnswer(false);
        databases.service("db", "mysql", 1, SINGLE);
        pass(5);
        assertThat(only().running()).isFalse();
        assertThat(databases.guard("/db")).hasValueSatisfying(guard -> {
            assertThat(guard.state()).isEqualTo(WriterGuard.State.REQUESTED);
            assertThat(guard.token()).isEqualTo(1);
        });
        simulation.fileServersAnswer(true);
        pass(5);
        assertThat(only().running()).isTrue();
        assertThat(databases.guard("/db").orElseThrow().heldBy(only().arn())).isTrue();
    }

    /** Also when percentages say otherwise: 200 and 100 are the defaults. */
    @Test
    void aDeploymentStopsBeforeItStarts() {
        databases.service("db", "mysql", 1, SINGLE);
        pass(5);
        Set<Integer> runningAtOnce = new HashSet<>();
        List<Long> tokens = new ArrayList<>();
        simulation.afterEachRound(() -> {
            runningAtOnce.add((int) simulation.fleet().agents().stream()
                    .mapToLong(each -> each.running().size())
                    .sum());
            tokens.add(databases.guard("/db").orElseThrow().token());
        });
        databases.update("db", UpdateServiceRequest.builder().forceNewDeployment(true));
        pass(20);
        assertThat(runningAtOnce).containsExactlyInAnyOrder(0, 1);
        assertThat(tokens).isSorted().contains(1L, 2L);
        assertThat(only().running()).isTrue();
    }

    @Test
    void aLostMachinesSuccessorGetsTheNextToken() {
        databases.service("db", "mysql", 1, SINGLE);
        pass(5);
        String first = databases.guard("/db").orElseThrow().holder().instanceId();
        simulation.kill(first);
        pass(10);
        assertThat(databases.guard("/db")).hasValueSatisfying(guard -> {
            assertThat(guard.token()).isEqualTo(2);
            assertThat(guard.holder().instanceId()).isNotEqualTo(first);
            assertThat(guard.state()).isEqualTo(WriterGuard.State.CONFIRMED);
        });
        assertThat(only().running()).isTrue();
    }

    @Test
    void aSecondTaskIsRefusedWithWhoHoldsIt() {
        databases.define("single", directory("/db/"), false, SINGLE);
        RunTaskResponse both = databases.run("single", 2);
        assertThat(both.tasks()).hasSize(1);
        String holder = String.valueOf(both.tasks().getFirst().taskArn());
        assertThat(both.failures()).singleElement().satisfies(failure -> assertBlamed(failure, holder));
        // Nor is one that asks for no single writer.
        assertThat(databases.run("mysql", 1).failures()).singleElement().satisfies(each -> assertBlamed(each, holder));
        assertThat(databases.startOn("single", both.tasks().getFirst().containerInstanceArn()))
                .singleElement()
                .satisfies(each -> assertBlamed(each, holder));
        simulation
                .api()
                .call(
                        EcsOperations.STOP_TASK,
                        StopTaskRequest.builder().task(holder).build());
        pass(5);
        assertThat(databases.run("mysql", 1).failures()).isEmpty();
    }

    private static void assertBlamed(Failure failure, String holder) {
        assertThat(failure.reason()).isEqualTo("SINGLE_WRITER");
        assertThat(failure.detail()).contains(holder, Databases.FILE_SYSTEM + ":/db", "moorage:single-writer");
    }

    @Test
    void aDaemonPromisesMoreThanOneWriter() {
        assertThatThrownBy(() -> databases.daemon("db", "mysql", SINGLE))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining(
                        "Use the REPLICA scheduling strategy with a desiredCount of 1, or remove the tag");
        databases.daemon("db", "mysql", List.of());
        assertThatThrownBy(() -> databases.tagService("db", true)).hasMessageContaining("DAEMON");
        pass(5);
        assertThat(databases.live()).hasSize(2).allMatch(Task::running);
        assertThat(databases.events("db")).noneMatch(each -> each.contains("is a DAEMON service"));
    }

    /** A tag that is not the service's own may come after the service: it takes effect, and an event warns. */
    @Test
    void aDaemonsTaggedDirectoryRaisesAWarning() {
        databases.define("single", directory("/db"), false, SINGLE);
        databases.daemon("db", "single", List.of());
        pass(5);
        assertThat(databases.live().stream().filter(Task::running)).hasSize(1);
        assertThat(databases.events("db"))
                .filteredOn(each -> each.contains("is a DAEMON service"))
                .singleElement()
                .asString()
                .contains("moorage:single-writer=true", "the others wait", "REPLICA");
        // Its own update is not refused for a count that nobody gave.
        databases.update("db", UpdateServiceRequest.builder().forceNewDeployment(true));
    }

    @Test
    void twoTasksOfOneServiceWouldWaitForEver() {
        assertThatThrownBy(() -> databases.service("db", "mysql", 2, SINGLE))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("desiredCount must not be more than 1");
        databases.service("db", "mysql", 1, SINGLE);
        assertThatThrownBy(() ->
                        databases.update("db", UpdateServiceRequest.builder().desiredCount(2)))
                .hasMessageContaining("Set desiredCount to 1, or remove the tag");
    }

    @Test
    void aSecondWriterWithoutTheTagIsWarnedOfOnce() {
        databases.service("one", "mysql", 1, List.of());
        databases.define("reader", directory("/db"), true, List.of());
        databases.service("reads", "reader", 1, List.of());
        databases.define("elsewhere", directory("/db2"), false, List.of());
        databases.service("beside", "elsewhere", 1, List.of());
        pass(5);
        databases.service("two", "mysql", 2, List.of());
        pass(5);
        databases.update("two", UpdateServiceRequest.builder().forceNewDeployment(true));
        pass(20);
        assertThat(databases.events("two"))
                .filteredOn(event -> event.contains("may write in"))
                .allSatisfy(event -> assertThat(event)
                        .contains(
                                Databases.FILE_SYSTEM + ":/db",
                                "A database would be destroyed",
                                "moorage:single-writer"))
                .doesNotHaveDuplicates()
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(2);
        assertThat(databases.events("reads")).noneMatch(event -> event.contains("may write in"));
        assertThat(databases.events("beside")).noneMatch(event -> event.contains("may write in"));
    }

    @Test
    void aTaggedServiceWaitsForAnUntaggedWriter() {
        assertThat(databases.run("mysql", 1).failures()).isEmpty();
        pass(5);
        Task rival = only();
        databases.service("db", "mysql", 1, SINGLE);
        pass(5);
        assertThat(databases.events("db"))
                .anyMatch(event -> event.contains("waits to be started") && event.contains(rival.id()));
        assertThat(databases.live()).filteredOn(Task::running).containsExactly(rival);
        simulation.crash(rival.arn());
        pass(5);
        assertThat(only().running()).isTrue();
    }

    /** There is no saying who should lose while two of them run. */
    @Test
    void aTagThatComesLaterHoldsOnceOneIsLeft() {
        databases.service("db", "mysql", 2, List.of());
        pass(5);
        databases.tagFileSystem(true);
        pass(5);
        assertThat(databases.guard("/")).isEmpty();
        databases.update("db", UpdateServiceRequest.builder().desiredCount(1));
        pass(10);
        assertThat(databases.guard("/").orElseThrow().heldBy(only().arn())).isTrue();
        databases.tagFileSystem(false);
        pass(3);
        assertThat(databases.guard("/").orElseThrow().state()).isEqualTo(WriterGuard.State.RELEASED);
        databases.tagFileSystem(true);
        pass(3);
        assertThat(databases.guard("/").orElseThrow().token()).isEqualTo(2);
    }

    @Test
    void aServicesTagMayComeAndGo() {
        databases.service("db", "mysql", 1, List.of());
        pass(5);
        databases.tagService("db", true);
        pass(3);
        assertThat(databases.guard("/db").orElseThrow().heldBy(only().arn())).isTrue();
        databases.tagService("db", false);
        pass(3);
        assertThat(databases.guard("/db").orElseThrow().state()).isEqualTo(WriterGuard.State.RELEASED);
        assertThat(databases.run("mysql", 1).failures()).isEmpty();
        assertThat(databases.events("db")).anyMatch(event -> event.contains("one of (task family mysql)"));
    }

    /** What an earlier version of the control plane placed. */
    @Test
    void tasksThatWereThereBeforeAreGuardedToo() {
        databases.service("db", "mysql", 1, SINGLE);
        pass(5);
        databases.forgetWriters();
        simulation.restartControlPlane();
        pass(5);
        assertThat(databases.guard("/db").orElseThrow().heldBy(only().arn())).isTrue();
    }

    @Test
    void anAccessPointsTagGuardsItsDirectory() {
        databases.tagAccessPoint();
        databases.define("app", accessPoint(), false, List.of());
        databases.service("app", "app", 1, List.of());
        pass(5);
        assertThat(databases.guard("/apps/db").orElseThrow().heldBy(only().arn()))
                .isTrue();
        // By another way, and from above.
        databases.define("around", directory("/apps"), false, List.of());
        assertThat(databases.run("around", 1).failures()).hasSize(1);
        assertThat(databases.run("mysql", 1).failures()).isEmpty();
    }

    @Test
    void aHostPathOfWhichNobodyKnowsIsNotGuardedAndItSaysSo() {
        databases.define("host", HOST_PATH, false, List.of());
        databases.service("db", "host", 1, SINGLE);
        pass(5);
        assertThat(databases.events("db")).anyMatch(event -> event.contains("that is not guarded"));
        assertThat(only().running()).isTrue();
    }

    /** The agent tells what is mounted: by the file system's name, a mount target's address, or through an access point. */
    @ParameterizedTest
    @CsvSource({
        "fs-0123456789abcdef0.efs.us-east-1.amazonaws.com:/, /mysql",
        "us-east-1a.fs-0123456789abcdef0.efs.us-east-1.amazonaws.com:/deep/er, /deep/er/mysql",
        "10.0.0.7:/, /mysql",
        "fsap-0123456789abcdef0@fs-0123456789abcdef0.efs.us-east-1.amazonaws.com:/, /apps/db/mysql",
    })
    void aHostPathOnAFileSystemIsGuardedThere(String source, String directory) {
        databases.define("host", HOST_PATH, false, List.of());
        databases.mountTarget("10.0.0.7");
        databases.mounted("/mnt/efs", source);
        databases.service("db", "host", 1, SINGLE);
        pass(5);
        assertThat(databases.guard(directory).orElseThrow().heldBy(only().arn()))
                .isTrue();
        assertThat(databases.events("db")).noneMatch(event -> event.contains("not guarded"));
        // Something else covers it by now.
        databases.mounted("/mnt/efs/mysql", "fs-00000000000000000.efs.us-east-1.amazonaws.com:/");
        databases.update("db", UpdateServiceRequest.builder().forceNewDeployment(true));
        pass(10);
        assertThat(databases.guard(directory).orElseThrow().held()).isFalse();
        assertThat(only().running()).isTrue();
    }
}
