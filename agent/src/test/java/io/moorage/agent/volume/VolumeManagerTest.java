package io.moorage.agent.volume;

import static io.moorage.agent.TaskPayloads.efsVolume;
import static io.moorage.agent.TaskPayloads.hostVolume;
import static io.moorage.agent.TaskPayloads.mounting;
import static io.moorage.agent.TaskPayloads.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.agent.volume.MountTable.Mount;
import io.moorage.agentwire.acs.TaskPayload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
}
