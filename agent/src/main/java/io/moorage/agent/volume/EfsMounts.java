package io.moorage.agent.volume;

import io.moorage.agent.volume.Mounter.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Mounts that several tasks may share, unmounted when the last task that uses them is gone. Safe for use by many threads; none waits
 * for another one's mount.
 *
 * <p>Invariant: a task is among the users of a directory before it looks whether something is mounted there, and a directory is
 * unmounted only while it has no user.
 */
final class EfsMounts {
    private final Mounter mounter;
    /** Guarded by this, which is held over no call of the mounter. */
    private final Map<Path, Use> uses = new HashMap<>();

    private static final class Use {
        private final Set<String> tasks = new HashSet<>();
        private final MountPoint point;

        Use(MountPoint point) {
            this.point = point;
        }
    }

    EfsMounts(Mounter mounter) {
        this.mounter = mounter;
    }

    /** Empty when it is mounted, and stays so until the task is released. */
    Optional<Refusal> mount(Path directory, String taskArn, Supplier<Optional<Refusal>> attempt) {
        return used(directory, taskArn).point.mount(attempt);
    }

    /** The task uses what is mounted there, if anything is. */
    void adopt(Path directory, String taskArn) {
        if (isMounted(directory)) {
            used(directory, taskArn);
        }
    }

    private boolean isMounted(Path directory) {
        return mounter.mounted().networkMountOf(directory).isPresent();
    }

    private synchronized Use use(Path directory) {
        return uses.computeIfAbsent(directory, any -> new Use(new MountPoint(() -> isMounted(any))));
    }

    private synchronized Use used(Path directory, String taskArn) {
        Use use = use(directory);
        use.tasks.add(taskArn);
        return use;
    }

    /** Unmounts what nobody else uses. */
    void release(String taskArn) {
        left(taskArn).forEach(this::unmountUnused);
    }

    private synchronized List<Path> left(String taskArn) {
        List<Path> unused = new ArrayList<>();
        uses.forEach((directory, use) -> {
            if (use.tasks.remove(taskArn) && use.tasks.isEmpty()) {
                unused.add(directory);
            }
        });
        return unused;
    }

    /** Unmounts it unless some task uses it. */
    void unmountUnused(Path directory) {
        Use use = use(directory);
        use.point.unmount(() -> {
            if (isUnused(directory, use) && isMounted(directory)) {
                mounter.unmount(directory);
            }
            forgetUnused(directory, use);
        });
    }

    private synchronized boolean isUnused(Path directory, Use use) {
        return uses.get(directory) == use && use.tasks.isEmpty();
    }

    private synchronized void forgetUnused(Path directory, Use use) {
        if (use.tasks.isEmpty()) {
            uses.remove(directory, use);
        }
    }
}
