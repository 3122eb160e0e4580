package io.moorage.agent.volume;

import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.agentwire.acs.VolumePayload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Makes a task's volumes available, and never lets a task start on a bare disk where a network file system belongs.
 *
 * <p>A host directory belongs on a network file system when fstab says so, or when one was seen mounted there since the
 * agent first ran ({@code seen}). EFS volumes are mounted here, once for each distinct {@link EfsMount}, and unmounted when the
 * last task that uses them is gone. Safe for use by many threads: a task waits for what is mounted for
 * it, and for nobody else's.
 */
public final class VolumeManager {
    /** Below it EFS volumes are mounted. */
    public static final Path DIRECTORY = Path.of("/var/lib/ecs/volumes");

    /** mount(8): incorrect invocation. */
    private static final int USAGE = 1;

    private static final List<String> FINAL = List.of(
            "No such file or directory",
            "resolve",
            "access denied",
            "no secure connection",
            "security credentials",
            "Not a directory");

    private final Mounter mounter;
    private final Path efsDirectory;
    private final Function<String, String> fileSystemHost;
    private final EfsMounts efsMounts;
    private final Map<Path, MountPoint> configured = new ConcurrentHashMap<>();
    private final Set<Path> seen = ConcurrentHashMap.newKeySet();

    /** @param fileSystemHost the DNS name of a file system's mount target as seen from this instance */
    public VolumeManager(Mounter mounter, Path efsDirectory, Function<String, String> fileSystemHost) {
        this.mounter = mounter;
        this.efsMounts = new EfsMounts(mounter);
        this.efsDirectory = efsDirectory;
        this.fileSystemHost = fileSystemHost;
    }

    /** One attempt; does nothing that a second attempt would not find done. */
    public VolumeResult prepare(TaskPayload task) {
        Map<String, String> sources = new HashMap<>();
        List<String> shared = new ArrayList<>();
        for (VolumePayload volume : task.volumes()) {
            VolumeResult result = prepare(task, volume);
            switch (result) {
                case VolumeResult.Ready ready -> {
                    sources.putAll(ready.sources());
                    shared.addAll(ready.sharedDirectories());
                }
                case VolumeResult.NotYet _, VolumeResult.Failed _ -> {
                    return result;
                }
            }
        }
        return new VolumeResult.Ready(sources, shared);
    }

    private VolumeResult prepare(TaskPayload task, VolumePayload volume) {
        if (volume.efsVolumeConfiguration() != null) {
            return efs(task, volume.name(), volume.efsVolumeConfiguration());
        }
        VolumePayload.HostVolume host = volume.host();
        String sourcePath = host == null ? null : host.sourcePath();
        if (sourcePath == null || sourcePath.isEmpty()) {
            return ready(volume.name(), runtimeName(task, volume), List.of());
        }
        return hostDirectory(volume.name(), Path.of(sourcePath).normalize());
    }

    /** A volume that the runtime keeps: for the task's life, or a shared one, for whoever knows its name. */
    public static String runtimeName(TaskPayload task, VolumePayload volume) {
        return isShared(volume)
                ? volume.name()
                : "ecs-" + task.family() + "-" + task.version() + "-" + volume.name() + "-"
                        + task.arn().substring(task.arn().lastIndexOf('/') + 1);
    }

    public static boolean isShared(VolumePayload volume) {
        return volume.dockerVolumeConfiguration() != null
                && "shared".equals(volume.dockerVolumeConfiguration().scope());
    }

    /** Neither a directory of the instance nor of a file system. */
    public static boolean isOfRuntime(VolumePayload volume) {
        return volume.efsVolumeConfiguration() == null
                && (volume.host() == null
                        || volume.host().sourcePath() == null
                        || volume.host().sourcePath().isEmpty());
    }

    private VolumeResult hostDirectory(String name, Path path) {
        Optional<MountTable.Mount> mounted = mounter.mounted().networkMountOf(path);
        if (mounted.isEmpty()) {
            Optional<Path> belongs = belongsOnNetwork(path);
            if (belongs.isPresent()) {
                Optional<Mounter.Refusal> refusal = mountConfigured(belongs.get());
                if (refusal.isPresent()) {
                    return new VolumeResult.NotYet(
                            belongs.get() + " is not mounted: " + refusal.get().words());
                }
                mounted = mounter.mounted().networkMountOf(path);
                if (mounted.isEmpty()) {
                    return new VolumeResult.NotYet(belongs.get() + " is not mounted");
                }
            }
        }
        mounted.ifPresent(mount -> seen.add(mount.directory()));
        return mounted.isPresent() ? networkDirectory(name, path) : localDirectory(name, path);
    }

    private Optional<Mounter.Refusal> mountConfigured(Path mountPoint) {
        return configured
                .computeIfAbsent(
                        mountPoint,
                        any -> new MountPoint(
                                () -> mounter.mounted().networkMountOf(any).isPresent()))
                .mount(() -> mounter.mountConfigured(mountPoint));
    }

    /** There, and answering: the runtime would wait for a server that is away, and then give the container up. */
    private VolumeResult networkDirectory(String name, Path path) {
        Optional<String> refusal = mounter.makeDirectory(path);
        return refusal.isPresent()
                ? new VolumeResult.NotYet(path + ": " + refusal.get())
                : ready(name, path.toString(), List.of(path.toString()));
    }

    private static VolumeResult localDirectory(String name, Path path) {
        try {
            Files.createDirectories(path);
            return ready(name, path.toString(), List.of());
        } catch (IOException e) {
            return new VolumeResult.Failed(path + ": " + e.getMessage());
        }
    }

    private Optional<Path> belongsOnNetwork(Path path) {
        Optional<Path> configured = mounter.configured().networkMountOf(path).map(MountTable.Mount::directory);
        return configured.isPresent()
                ? configured
                : seen.stream().filter(path::startsWith).findFirst();
    }

    private VolumeResult efs(TaskPayload task, String name, VolumePayload.EfsVolumeConfiguration configuration) {
        EfsMount efs = EfsMount.of(task, configuration);
        Path directory = efsDirectory.resolve(efs.directoryName());
        Optional<Mounter.Refusal> refusal;
        try {
            refusal = efsMounts.mount(directory, task.arn(), () -> mount(efs, directory));
        } catch (UncheckedIOException e) {
            return new VolumeResult.Failed("ResourceInitializationError: " + e.getMessage());
        }
        if (refusal.isPresent()) {
            return isFinal(refusal.get())
                    ? new VolumeResult.Failed(reason(refusal.get()))
                    : new VolumeResult.NotYet(
                            efs.fileSystemId() + ": " + refusal.get().words());
        }
        return networkDirectory(name, directory);
    }

    private Optional<Mounter.Refusal> mount(EfsMount efs, Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(directory + ": " + e.getMessage(), e);
        }
        return efs.encrypted()
                ? mounter.mountEfs(efs.fileSystemId() + ":" + efs.rootDirectory(), efs.options(), directory)
                : mounter.mount(fileSystemHost.apply(efs.fileSystemId()) + ":" + efs.rootDirectory(), directory);
    }

    /** As ECS shows it. */
    private static String reason(Mounter.Refusal refusal) {
        return "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: "
                + refusal.words() + " : unsuccessful EFS utils command execution; code: " + refusal.status();
    }

    /** What no waiting mends: the name, the directory or the permission is wrong, not the network. */
    private static boolean isFinal(Mounter.Refusal refusal) {
        return refusal.status() == USAGE
                || FINAL.stream().anyMatch(words -> refusal.words().contains(words));
    }

    /** A task of an earlier run of the agent, which may have volumes mounted. Before any task is prepared. */
    public void adopt(TaskPayload task) {
        for (VolumePayload volume : task.volumes()) {
            if (volume.efsVolumeConfiguration() != null) {
                EfsMount efs = EfsMount.of(task, volume.efsVolumeConfiguration());
                efsMounts.adopt(efsDirectory.resolve(efs.directoryName()), task.arn());
            }
        }
    }

    /** Unmounts what an earlier run mounted for tasks that are gone; after those that are not were adopted. */
    public void sweep() {
        mounter.mounted().network().stream()
                .map(MountTable.Mount::directory)
                .filter(directory -> directory.startsWith(efsDirectory))
                .forEach(efsMounts::unmountUnused);
    }

    private static VolumeResult ready(String name, String source, List<String> shared) {
        return new VolumeResult.Ready(Map.of(name, source), shared);
    }

    /** The task's containers are gone: unmounts what nobody else uses. */
    public void release(TaskPayload task) {
        efsMounts.release(task.arn());
    }
}
