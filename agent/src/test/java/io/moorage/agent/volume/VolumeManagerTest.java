package io.moorage.agent.volume;

import static io.moorage.agent.TaskPayloads.efsVolume;
import static io.moorage.agent.TaskPayloads.hostVolume;
import static io.moorage.agent.TaskPayloads.mounting;
import static io.moorage.agent.TaskPayloads.task;
import static io.moorage.agent.TaskPayloads.withRole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.agent.volume.MountTable.Mount;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.agentwire.acs.VolumePayload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task never starts on a bare disk where a network file system belongs. */
class VolumeManagerTest {
    @TempDir
    Path scratch = Path.of("");

    private final FakeMounter mounter = new FakeMounter();

    private VolumeManager manager() {
        return new VolumeManager(mounter, scratch.resolve("efs"), id -> "us-east-1a." + id + ".efs.example");
    }

    private TaskPayload onHostPath(Path path) {
        return task("a", List.of(hostVolume("data", path.toString())), mounting("db", "data", "/var/lib/mysql"));
    }

    @Test
    void aLocalDirectoryIsMadeAndIsNotShared() {
        Path path = scratch.resolve("local/data");
        assertThat(manager().prepare(onHostPath(path))).isInstanceOfSatisfying(VolumeResult.Ready.class, ready -> {
            assertThat(ready.sources()).containsEntry("data", path.toString());
            assertThat(ready.sharedDirectories()).isEmpty();
        });
        assertThat(path).isDirectory();
    }

    @Test
    void waitsWhileTheMountThatFstabNamesIsNotThere() {
        Path mountPoint = scratch.resolve("mnt");
        mounter.configured.add(new Mount(mountPoint, "nfs", "host:/"));
        mounter.refusal = Optional.of("Connection timed out");
        VolumeManager manager = manager();
        assertThat(manager.prepare(onHostPath(mountPoint.resolve("mysql"))))
                .isInstanceOfSatisfying(VolumeResult.NotYet.class, notYet -> assertThat(notYet.waitsFor())
                        .contains("timed out"));
        assertThat(mountPoint.resolve("mysql")).doesNotExist();

        mounter.refusal = Optional.empty();
        assertThat(manager.prepare(onHostPath(mountPoint.resolve("mysql"))))
                .isInstanceOfSatisfying(VolumeResult.Ready.class, ready -> assertThat(ready.sharedDirectories())
                        .hasSize(1));
    }

    @Test
    void waitsWhenAMountThatWasOnceSeenIsGone() throws Exception {
        Path mountPoint = Files.createDirectory(scratch.resolve("mnt"));
        mounter.mounted.add(new Mount(mountPoint, "fuse.nfs4", "host:/"));
        VolumeManager manager = manager();
        assertThat(manager.prepare(onHostPath(mountPoint.resolve("mysql")))).isInstanceOf(VolumeResult.Ready.class);
        mounter.mounted.clear();
        assertThat(manager.prepare(onHostPath(mountPoint.resolve("mysql")))).isInstanceOf(VolumeResult.NotYet.class);
    }

    @Test
    void anEfsVolumeIsMountedOnceAndUnmountedAfterItsLastTask() {
        VolumeManager manager = manager();
        TaskPayload first = task("a", List.of(efsVolume("data", "fs-1")), mounting("db", "data", "/data"));
        TaskPayload second = task("b", List.of(efsVolume("data", "fs-1")), mounting("db", "data", "/data"));
        assertThat(manager.prepare(first)).isInstanceOf(VolumeResult.Ready.class);
        assertThat(manager.prepare(second)).isInstanceOf(VolumeResult.Ready.class);
        assertThat(mounter.mountCalls).isEqualTo(1);
        manager.release(first);
        assertThat(mounter.unmounted).isEmpty();
        manager.release(second);
        assertThat(mounter.unmounted).hasSize(1);
    }

    /** One mount for each distinct specification; what differs in access point or port is another. */
    @Test
    void volumesThatDifferAreMountedApart() {
        VolumeManager manager = manager();
        TaskPayload plain = task("a", List.of(efsVolume("data", "fs-1")), mounting("db", "data", "/data"));
        TaskPayload secured = task("b", List.of(secured("fsap-1", null)), mounting("db", "data", "/data"));
        TaskPayload alike = task("c", List.of(secured("fsap-1", null)), mounting("db", "data", "/data"));
        TaskPayload other = task("d", List.of(secured("fsap-2", 3049)), mounting("db", "data", "/data"));
        for (TaskPayload each : List.of(plain, secured, alike, other)) {
            assertThat(manager.prepare(each)).isInstanceOf(VolumeResult.Ready.class);
        }
        assertThat(mounter.mounted).hasSize(3).allSatisfy(mount -> assertThat(mount.source())
                .endsWith(":/"));
        assertThat(mounter.mountOptions)
                .containsExactly("", "tls,accesspoint=fsap-1", "tls,tlsport=3049,accesspoint=fsap-2");
        manager.release(secured);
        manager.release(other);
        assertThat(mounter.unmounted).hasSize(1);
        manager.release(alike);
        assertThat(mounter.unmounted).hasSize(2);
    }

    /** With IAM the mount is the task's, since the credentials are. */
    @Test
    void withIamEachTaskHasItsOwnMount() {
        VolumeManager manager = manager();
        for (String id : List.of("a", "b")) {
            TaskPayload task = withRole(task(
                    id,
                    List.of(efsVolume("data", "fs-1", new VolumePayload.AuthorizationConfig(null, "ENABLED"), null)),
                    mounting("db", "data", "/data")));
            assertThat(manager.prepare(task)).isInstanceOf(VolumeResult.Ready.class);
        }
        assertThat(mounter.mountOptions)
                .containsExactly("tls,iam,awscredsuri=/v2/credentials/a", "tls,iam,awscredsuri=/v2/credentials/b");
    }

    /** ECS developer guide, "Amazon EFS volume considerations": the task is stopped with ECS's words. */
    @Test
    void aDeniedMountFailsTheTaskInEcsWords() {
        TaskPayload task = task("a", List.of(secured("fsap-1", null)), mounting("db", "data", "/data"));
        mounter.refusal = Optional.of("mount.efs: access denied by server while mounting fs-1:/");
        assertThat(manager().prepare(task))
                .isEqualTo(new VolumeResult.Failed("ResourceInitializationError: failed to invoke EFS utils commands to"
                        + " set up EFS volumes: stderr: mount.efs: access denied by server while mounting fs-1:/ :"
                        + " unsuccessful EFS utils command execution; code: 32"));
    }

    /** A mount lives as long as its tasks, whichever agent made it. */
    @Test
    void anotherAgentKeepsWhatTasksHaveAndUnmountsTheRest() {
        TaskPayload stays = task("a", List.of(secured("fsap-1", null)), mounting("db", "data", "/data"));
        TaskPayload gone = task("b", List.of(secured("fsap-2", null)), mounting("db", "data", "/data"));
        VolumeManager earlier = manager();
        assertThat(earlier.prepare(stays)).isInstanceOf(VolumeResult.Ready.class);
        assertThat(earlier.prepare(gone)).isInstanceOf(VolumeResult.Ready.class);

        VolumeManager later = manager();
        later.adopt(stays);
        later.sweep();
        assertThat(mounter.unmounted).hasSize(1);
        assertThat(mounter.mounted).hasSize(1);
        later.release(stays);
        assertThat(mounter.mounted).isEmpty();
    }

    private static VolumePayload secured(String accessPoint, @Nullable Integer port) {
        return efsVolume("data", "fs-1", new VolumePayload.AuthorizationConfig(accessPoint, "DISABLED"), port);
    }

    @Test
    void anUnknownFileSystemFailsTheTaskAndAnUnreachableOneMakesItWait() {
        TaskPayload task = task("a", List.of(efsVolume("data", "fs-404")), mounting("db", "data", "/data"));
        mounter.refusal = Optional.of("mount.nfs4: Failed to resolve server us-east-1a.fs-404.efs.example");
        assertThat(manager().prepare(task))
                .isInstanceOfSatisfying(VolumeResult.Failed.class, failed -> assertThat(failed.reason())
                        .startsWith("ResourceInitializationError:"));
        mounter.refusal = Optional.of("mount.nfs4: Connection timed out");
        assertThat(manager().prepare(task)).isInstanceOf(VolumeResult.NotYet.class);
    }

    /** An outage costs a task one attempt, however many wait for the same file system. */
    @Test
    void whoWaitedForAnAttemptHasItsAnswer() throws Exception {
        VolumeManager manager = manager();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch away = new CountDownLatch(1);
        mounter.refusal = Optional.of("mount.nfs4: Connection timed out");
        mounter.mounting = any -> {
            begun.countDown();
            try {
                away.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        Map<String, VolumeResult> results = new ConcurrentHashMap<>();
        Thread first = preparing(manager, "a", results);
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        Thread second = preparing(manager, "b", results);
        await().until(() -> second.getState() == Thread.State.WAITING);
        away.countDown();
        first.join();
        second.join();
        assertThat(results).hasSize(2).allSatisfy((id, result) -> assertThat(result)
                .isInstanceOf(VolumeResult.NotYet.class));
        assertThat(mounter.mountCalls).isOne();
        assertThat(manager.prepare(onEfs("a"))).isInstanceOf(VolumeResult.NotYet.class);
        assertThat(mounter.mountCalls).as("a new attempt").isEqualTo(2);
    }

    @Test
    void aTaskWaitsForAServerThatDoesNotAnswerAnyMore() {
        VolumeManager manager = manager();
        assertThat(manager.prepare(onEfs("a"))).isInstanceOf(VolumeResult.Ready.class);
        mounter.answering = false;
        assertThat(manager.prepare(onEfs("b"))).isInstanceOf(VolumeResult.NotYet.class);
        mounter.answering = true;
        assertThat(manager.prepare(onEfs("b"))).isInstanceOf(VolumeResult.Ready.class);
    }

    private static Thread preparing(VolumeManager manager, String id, Map<String, VolumeResult> results) {
        return Thread.ofPlatform().daemon().start(() -> results.put(id, manager.prepare(onEfs(id))));
    }

    private static TaskPayload onEfs(String id) {
        return task(id, List.of(efsVolume("data", "fs-1")), mounting("db", "data", "/data"));
    }
}
