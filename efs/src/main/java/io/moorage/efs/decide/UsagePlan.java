package io.moorage.efs.decide;

import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.FileSystem.Size;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which file systems are measured, and when a measurement is worth writing down. */
public final class UsagePlan {
    /** An unchanged size is written again this often, as AWS measures hourly. */
    private static final Duration REFRESH = Duration.ofHours(1);

    private UsagePlan() {}

    public static List<String> measured(ReadView view) {
        return view.all(EfsTables.FILE_SYSTEMS).stream()
                .filter(fileSystem -> fileSystem.state() == LifeCycleState.AVAILABLE)
                .map(FileSystem::id)
                .toList();
    }

    /** The size to write, or nothing when what stands there is good enough. */
    public static Optional<Size> newSize(Size known, long bytes, Instant now) {
        boolean recent =
                known.measured().filter(when -> when.plus(REFRESH).isAfter(now)).isPresent();
        return known.bytes() == bytes && recent ? Optional.empty() : Optional.of(new Size(bytes, Optional.of(now)));
    }
}
