package io.moorage.agent.task;

import io.moorage.agent.config.ImagePullBehavior;
import io.moorage.agent.runtime.FakeRuntime;
import io.moorage.agent.volume.FakeMounter;
import io.moorage.agent.volume.VolumeManager;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** What tasks are run with where a test looks at their containers, mounts and reports only. */
final class TestTools {
    private TestTools() {}

    static TaskTools of(FakeRuntime runtime, FakeMounter mounter, StateReporter reporter, Path home) {
        return new TaskTools(
                runtime,
                new Images(runtime, ImagePullBehavior.DEFAULT, new PulledImages(home.resolve("pulled-images"))),
                new VolumeManager(mounter, home.resolve("efs"), id -> id),
                new NoNetwork(),
                any -> Map.of(),
                any -> Map.of(),
                new NoLogs(),
                reporter,
                new TaskJournal(home.resolve("tasks")),
                InstantSource.system(),
                Duration.ofSeconds(30));
    }
}
