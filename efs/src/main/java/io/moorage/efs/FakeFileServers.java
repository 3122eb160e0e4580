package io.moorage.efs;

import io.moorage.model.Failover;
import io.moorage.model.Fence;
import io.moorage.model.WriterGuard;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * File servers that keep what they were told, and files where a simulation says so: for simulation, and for tests, which may
 * also make them unreachable or have them serve only some addresses.
 */
public final class FakeFileServers implements FileServers {
    private static final Declaration NOTHING = new Declaration(Set.of(), Set.of());

    private final Contents contents;
    private final Map<String, Metered> fileSystems = new HashMap<>();
    private final Map<String, Fence> fenced = new HashMap<>();
    private final Map<String, WriterGuard> guards = new HashMap<>();
    private final Map<String, Copied.Done> copies = new HashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final Map<String, List<Failover.CutOff>> held = new HashMap<>();
    private final Map<String, Traffic> traffic = new HashMap<>();
    private Declaration declared = NOTHING;
    private boolean reachable = true;

    /** The files of a simulated machine's file systems. */
    public interface Contents {
        long bytes(String fileSystemId);

        /** Returns the moment that the copy shows. */
        Instant snapshot(String recoveryPointId, String fileSystemId) throws IOException;

        void restore(String recoveryPointId, String fileSystemId, String directory) throws IOException;

        /** Returns the moment that the destination shows. */
        Instant replicate(String sourceFileSystemId, String destinationFileSystemId) throws IOException;

        void forget(String recoveryPointId);
    }

    /** File systems without a file. */
    private static final class NoFiles implements Contents {
        /** What every copy shows. */
        private static final Instant MOMENT = Instant.parse("2026-11-22T18:00:00Z");

        @Override
        public long bytes(String fileSystemId) {
            return 0;
        }

        @Override
        public Instant snapshot(String recoveryPointId, String fileSystemId) {
            return MOMENT;
        }

        @Override
        public void restore(String recoveryPointId, String fileSystemId, String directory) {
            // Nothing of nothing.
        }

        @Override
        public Instant replicate(String sourceFileSystemId, String destinationFileSystemId) {
            return MOMENT;
        }

        @Override
        public void forget(String recoveryPointId) {
            // There is nothing.
        }
    }

    /** Without files. */
    public FakeFileServers() {
        this(new NoFiles());
    }

    public FakeFileServers(Contents contents) {
        this.contents = contents;
    }

    @Override
    public synchronized void create(String fileSystemId) throws IOException {
        answer();
        fileSystems.putIfAbsent(fileSystemId, new Metered(6144, 0, 0));
    }

    @Override
    public synchronized void remove(String fileSystemId) throws IOException {
        answer();
        fileSystems.remove(fileSystemId);
    }

    @Override
    public synchronized Set<String> export(Declaration wanted) throws IOException {
        answer();
        declared = wanted;
        Set<String> answering = new HashSet<>();
        for (Export export : wanted.exports()) {
            if (!silent.contains(export.mountTargetId())) {
                answering.add(export.mountTargetId());
            }
        }
        return answering;
    }

    @Override
    public synchronized List<Failover.CutOff> fence(Fence fence) throws IOException {
        answer();
        fenced.merge(fence.instanceId(), fence, (old, asked) -> asked.epoch() >= old.epoch() ? asked : old);
        return held.getOrDefault(fence.instanceId(), List.of());
    }

    @Override
    public synchronized void lift(Fence fence) throws IOException {
        answer();
        fenced.computeIfPresent(fence.instanceId(), (id, old) -> old.epoch() > fence.epoch() ? old : null);
    }

    @Override
    public synchronized void guard(WriterGuard guard) throws IOException {
        answer();
        guards.merge(guard.key(), guard, (old, asked) -> asked.token() >= old.token() ? asked : old);
    }

    @Override
    public synchronized void release(WriterGuard guard) throws IOException {
        guard(guard);
    }

    @Override
    public synchronized Map<String, Metered> metered() throws IOException {
        answer();
        Map<String, Metered> all = new HashMap<>();
        fileSystems.keySet().forEach(id -> all.put(id, size(id)));
        return all;
    }

    private Metered size(String fileSystemId) {
        Metered told = fileSystems.getOrDefault(fileSystemId, new Metered(0, 0, 0));
        return new Metered(told.standardBytes() + contents.bytes(fileSystemId), told.iaBytes(), told.archiveBytes());
    }

    @Override
    public synchronized Map<String, Traffic> traffic() throws IOException {
        answer();
        return Map.copyOf(traffic);
    }

    @Override
    public synchronized Copied snapshot(String recoveryPointId, String fileSystemId, Optional<String> reference)
            throws IOException {
        answer();
        if (!fileSystems.containsKey(fileSystemId)) {
            return new Copied.Failed("there is no file system " + fileSystemId);
        }
        Copied.Done begun = copies.get(recoveryPointId);
        if (begun == null) {
            Instant moment = contents.snapshot(recoveryPointId, fileSystemId);
            copies.put(
                    recoveryPointId, new Copied.Done(moment, size(fileSystemId).standardBytes()));
            return new Copied.Running();
        }
        return begun;
    }

    @Override
    public synchronized Copied restore(String recoveryPointId, String fileSystemId, String directory)
            throws IOException {
        answer();
        Copied.Done copy = copies.get(recoveryPointId);
        if (copy == null || !fileSystems.containsKey(fileSystemId)) {
            return new Copied.Failed(
                    copy == null ? "there is no copy " + recoveryPointId : "there is no file system " + fileSystemId);
        }
        contents.restore(recoveryPointId, fileSystemId, directory);
        return copy;
    }

    @Override
    public synchronized Copied replicate(String sourceFileSystemId, String destinationFileSystemId) throws IOException {
        answer();
        Metered told = fileSystems.get(sourceFileSystemId);
        if (told == null || !fileSystems.containsKey(destinationFileSystemId)) {
            return new Copied.Failed(
                    "there is no file system " + (told == null ? sourceFileSystemId : destinationFileSystemId));
        }
        fileSystems.put(destinationFileSystemId, told);
        Instant moment = contents.replicate(sourceFileSystemId, destinationFileSystemId);
        return new Copied.Done(moment, size(destinationFileSystemId).standardBytes());
    }

    @Override
    public synchronized Copied endReplication(String destinationFileSystemId) throws IOException {
        answer();
        return new Copied.Done(Instant.EPOCH, 0);
    }

    @Override
    public synchronized void forget(String recoveryPointId) throws IOException {
        answer();
        copies.remove(recoveryPointId);
        contents.forget(recoveryPointId);
    }

    public synchronized Set<String> copies() {
        return Set.copyOf(copies.keySet());
    }

    /** Forgets everything it was told. */
    public synchronized void reset() {
        fileSystems.clear();
        fenced.clear();
        guards.clear();
        copies.clear();
        held.clear();
        traffic.clear();
        silent.clear();
        declared = NOTHING;
        reachable = true;
    }

    /** What an instance's clients hold, and a fence ends. */
    public synchronized void setHeld(String instanceId, List<Failover.CutOff> clients) {
        held.put(instanceId, List.copyOf(clients));
    }

    public synchronized void setReachable(boolean reachable) {
        this.reachable = reachable;
    }

    /** Whether a mount target answers once it is exported; it does unless told otherwise. */
    public synchronized void setAnswering(String mountTargetId, boolean answers) {
        if (answers) {
            silent.remove(mountTargetId);
        } else {
            silent.add(mountTargetId);
        }
    }

    public synchronized void setMetered(String fileSystemId, long standardBytes, long iaBytes, long archiveBytes) {
        fileSystems.put(fileSystemId, new Metered(standardBytes, iaBytes, archiveBytes));
    }

    public synchronized void setTraffic(String fileSystemId, Traffic counted) {
        traffic.put(fileSystemId, counted);
    }

    public synchronized Set<String> fileSystems() {
        return Set.copyOf(fileSystems.keySet());
    }

    public synchronized Set<Export> exports() {
        return declared.exports();
    }

    /** On what terms a file system is served; empty when nothing was said of it. */
    public synchronized Optional<Terms> terms(String fileSystemId) {
        return declared.fileSystems().stream()
                .filter(terms -> terms.fileSystemId().equals(fileSystemId))
                .findFirst();
    }

    public synchronized Set<Fence> fenced() {
        return Set.copyOf(fenced.values());
    }

    /** The newest order about each directory that had one. */
    public synchronized Set<WriterGuard> guards() {
        return Set.copyOf(guards.values());
    }

    private void answer() throws IOException {
        if (!reachable) {
            throw new IOException("the file server does not answer");
        }
    }
}
