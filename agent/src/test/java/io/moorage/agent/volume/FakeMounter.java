package io.moorage.agent.volume;

import io.moorage.agent.volume.MountTable.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Mounts in memory; each field says how the next call behaves. Thread-safe but for its counts. */
public final class FakeMounter implements Mounter {
    public final List<Mount> mounted = new CopyOnWriteArrayList<>();
    public final List<Mount> configured = new CopyOnWriteArrayList<>();
    public final List<Path> unmounted = new CopyOnWriteArrayList<>();

    /** Of each mount that came about. */
    public final List<String> mountOptions = new CopyOnWriteArrayList<>();

    /** Runs whenever somebody looks what is mounted. */
    public volatile Runnable look = () -> {};

    /** Runs during each attempt to mount, with the source or the configured directory. */
    public volatile Consumer<String> mounting = any -> {};

    /** Of file systems that are mounted. */
    public volatile boolean answering = true;

    public volatile Optional<String> refusal = Optional.empty();
    public boolean reachable = true;
    public boolean noted;
    public int aborts;
    public int mountCalls;

    @Override
    public MountTable mounted() {
        look.run();
        return new MountTable(mounted);
    }

    @Override
    public MountTable configured() {
        return new MountTable(configured);
    }

    @Override
    public Optional<Refusal> mountConfigured(Path directory) {
        mountCalls++;
        mounting.accept(directory.toString());
        if (refusal.isEmpty()) {
            configured.stream()
                    .filter(mount -> mount.directory().equals(directory))
                    .forEach(mounted::add);
        }
        return refusal.map(words -> new Refusal(32, words));
    }

    @Override
    public Optional<Refusal> mount(String source, Path directory) {
        return mount(source, "", directory);
    }

    @Override
    public Optional<Refusal> mountEfs(String source, String options, Path directory) {
        return mount(source, options, directory);
    }

    private Optional<Refusal> mount(String source, String options, Path directory) {
        mountCalls++;
        mounting.accept(source);
        if (refusal.isEmpty()) {
            mounted.add(new Mount(directory, "fuse.nfs4", source));
            mountOptions.add(options);
        }
        return refusal.map(words -> new Refusal(32, words));
    }

    @Override
    public void unmount(Path directory) {
        unmounted.add(directory);
        mounted.removeIf(mount -> mount.directory().equals(directory));
    }

    @Override
    public Optional<String> makeDirectory(Path directory) {
        if (!answering) {
            return Optional.of("its file system does not answer");
        }
        try {
            Files.createDirectories(directory);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void abortNetworkFileSystems() {
        aborts++;
    }

    @Override
    public void remountNetworkFileSystems() {
        mounted.clear();
        mounted.addAll(configured);
    }

    @Override
    public void noteAddresses() {
        noted = true;
    }

    @Override
    public boolean reachable(Mount mount) {
        return reachable;
    }
}
