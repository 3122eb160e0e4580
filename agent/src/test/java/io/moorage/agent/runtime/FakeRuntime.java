package io.moorage.agent.runtime;

import io.moorage.agent.runtime.ContainerState.Details;
import io.moorage.agent.runtime.ContainerState.Health;
import io.moorage.agent.runtime.ContainerState.Phase;
import io.moorage.base.Execution;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Containers that are only written down; a container's id is its name. Thread-safe. */
public final class FakeRuntime implements ContainerRuntime {
    public static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");

    private final Map<String, ContainerSpec> specs = new LinkedHashMap<>();
    private final Map<String, ContainerState> states = new LinkedHashMap<>();
    private final Map<String, List<LogLine>> lines = new LinkedHashMap<>();
    private final Set<String> volumes = new TreeSet<>();
    private final List<String> happened = new ArrayList<>();
    private Runnable listener = () -> {};

    /** Images that are not here. */
    public final Set<String> absent = ConcurrentHashMap.newKeySet();

    /** Of each image that was asked for. */
    public final List<String> pulls = new CopyOnWriteArrayList<>();

    public volatile AtRegistry atRegistry = AtRegistry.SAME;
    public volatile boolean registryAnswers = true;

    /** Runs while a container is started, before it runs. */
    public volatile Runnable starting = () -> {};

    public synchronized ContainerSpec spec(String container) {
        return specs.entrySet().stream()
                .filter(each -> each.getKey().contains("-" + container + "-"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no container " + container + " in " + specs.keySet()));
    }

    /** What was asked, in order. */
    public synchronized List<String> happened() {
        return List.copyOf(happened);
    }

    public synchronized Set<String> volumes() {
        return Set.copyOf(volumes);
    }

    public synchronized Set<String> containers() {
        return Set.copyOf(states.keySet());
    }

    /** A container ends by itself, after it ran for so long. */
    public void exit(String container, int code, Duration ran) {
        Runnable told;
        synchronized (this) {
            String name = spec(container).name();
            ended(name, code, STARTED.plus(ran));
            told = listener;
        }
        told.run();
    }

    public synchronized void write(String container, LogLine line) {
        lines.computeIfAbsent(spec(container).name(), any -> new ArrayList<>()).add(line);
        notifyAll();
    }

    private void ended(String name, int code, Instant at) {
        ContainerState state = states.get(name);
        if (state != null && state.running()) {
            states.put(name, state(name, Phase.EXITED, OptionalInt.of(code), Optional.of(at)));
            notifyAll();
        }
    }

    private ContainerState state(String name, Phase phase, OptionalInt code, Optional<Instant> finished) {
        return new ContainerState(
                name,
                labels(name),
                phase,
                code,
                Health.NONE,
                false,
                List.of(),
                new Details(
                        Optional.of(STARTED),
                        phase == Phase.CREATED ? Optional.empty() : Optional.of(STARTED),
                        finished,
                        "sha256:0",
                        Map.of(),
                        List.of()));
    }

    @Override
    public String version() {
        return "0";
    }

    @Override
    public void pull(String image) throws RuntimeFailure {
        pulls.add(image);
        if (!registryAnswers) {
            throw new RuntimeFailure("CannotPullContainerError", "the registry refuses " + image);
        }
        absent.remove(image);
    }

    @Override
    public boolean hasImage(String image) {
        return !absent.contains(image);
    }

    @Override
    public AtRegistry atRegistry(String image) {
        return atRegistry;
    }

    @Override
    public synchronized String create(ContainerSpec spec) {
        specs.putIfAbsent(spec.name(), spec);
        if (!states.containsKey(spec.name())) {
            states.put(spec.name(), state(spec.name(), Phase.CREATED, OptionalInt.empty(), Optional.empty()));
        }
        return spec.name();
    }

    @Override
    public void start(String id) {
        starting.run();
        synchronized (this) {
            happened.add("start " + label(id));
            states.put(id, state(id, Phase.RUNNING, OptionalInt.empty(), Optional.empty()));
        }
    }

    private Map<String, String> labels(String id) {
        ContainerSpec spec = specs.get(id);
        return spec == null ? Map.of() : spec.labels();
    }

    private String label(String id) {
        return labels(id).getOrDefault(ContainerSpec.LABEL_CONTAINER, id);
    }

    @Override
    public synchronized void stop(String id, Duration grace) {
        happened.add("stop " + label(id) + " " + grace.toSeconds());
        ended(id, 137, STARTED.plusSeconds(1));
    }

    @Override
    public synchronized void kill(String id) {
        if (states.containsKey(id) && states.get(id).running()) {
            happened.add("kill " + label(id));
        }
        ended(id, 137, STARTED.plusSeconds(1));
    }

    @Override
    public synchronized void remove(String id) {
        if (states.remove(id) != null) {
            happened.add("remove " + label(id));
            notifyAll();
        }
    }

    @Override
    public synchronized Optional<ContainerState> inspect(String id) {
        return Optional.ofNullable(states.get(id));
    }

    @Override
    public synchronized OptionalInt pid(String id) {
        return states.containsKey(id) ? OptionalInt.of(1) : OptionalInt.empty();
    }

    @Override
    public synchronized List<ContainerState> list() {
        return List.copyOf(states.values());
    }

    @Override
    public void importImage(String image, InputStream tar) {}

    @Override
    public Optional<String> digest(String image) {
        return Optional.of("sha256:" + image.length());
    }

    @Override
    public synchronized void createVolume(
            String name, String driver, Map<String, String> options, Map<String, String> labels) {
        volumes.add(name);
    }

    @Override
    public synchronized boolean hasVolume(String name) {
        return volumes.contains(name);
    }

    @Override
    public synchronized void removeVolume(String name) {
        volumes.remove(name);
    }

    @Override
    public void follow(String id, Instant since, Consumer<LogLine> consumer) {
        int next = 0;
        boolean over = false;
        while (!over) {
            List<LogLine> fresh;
            synchronized (this) {
                List<LogLine> all = lines.getOrDefault(id, List.of());
                fresh = List.copyOf(all.subList(next, all.size()));
                ContainerState state = states.get(id);
                over = fresh.isEmpty() && (state == null || !state.running());
                if (fresh.isEmpty() && !over) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            }
            fresh.forEach(consumer);
            next += fresh.size();
        }
    }

    @Override
    public Execution execute(String id, List<String> command, boolean terminal, Execution.Output output) {
        throw new UnsupportedOperationException("execute");
    }

    @Override
    public synchronized Optional<String> stats(String id) {
        return states.containsKey(id) ? Optional.of("{\"name\":\"" + label(id) + "\"}") : Optional.empty();
    }

    @Override
    public void watch(Runnable told) {
        listener = told;
    }

    @Override
    public void close() {}
}
