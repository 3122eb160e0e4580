package io.moorage.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.bench.api.KeptAlive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Many agents of one cluster, each with a websocket of its own. A task that one is told to run runs at once, and is reported by one of a
 * few callers; what a control plane that died did not acknowledge is said again to the next.
 */
final class Fleet {
    private static final int CALLERS = 8;
    private static final int DIALERS = 32;
    /** Pauses between attempts to connect, as agents make them: soon at first, and not all at once. */
    private static final int FIRST_PAUSE_MILLIS = 250;

    private static final int LONGEST_PAUSE_MILLIS = 3_000;

    private record Report(String taskArn, String status) {}

    private final int port;
    private final Ledger ledger;
    private final List<Agent> agents = new ArrayList<>();
    private final AtomicInteger connected = new AtomicInteger();
    private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();

    Fleet(int port, Ledger ledger) {
        this.port = port;
        this.ledger = ledger;
    }

    private final class Agent {
        private final String arn;
        private final Set<String> running = ConcurrentHashMap.newKeySet();
        private @Nullable AgentSocket socket;
        private boolean off;

        Agent(String arn) {
            this.arn = arn;
        }

        synchronized AgentSocket connect() throws IOException {
            AgentSocket made = new AgentSocket(port, arn, this::told, () -> List.copyOf(running));
            if (off) {
                made.cut();
            }
            socket = made;
            return made;
        }

        private synchronized boolean isOff() {
            return off;
        }

        synchronized void powerOff() throws IOException {
            off = true;
            ledger.gone(running);
            running.clear();
            if (socket != null) {
                socket.cut();
            }
        }

        private void told(TaskPayload task) {
            if (task.stops()) {
                running.remove(task.arn());
                reports.add(new Report(task.arn(), "STOPPED"));
            } else if (running.add(task.arn())) {
                reports.add(new Report(task.arn(), "RUNNING"));
            }
        }

        /** Serves its connection, and connects again when that ends. */
        void live(AgentSocket first) {
            try {
                AgentSocket open = first;
                while (!isOff()) {
                    connected.incrementAndGet();
                    IOException end = open.serve();
                    connected.decrementAndGet();
                    if (String.valueOf(end.getMessage()).startsWith("sent away")) {
                        System.err.println("an agent was " + end.getMessage());
                    }
                    open = again(open);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private AgentSocket again(AgentSocket former) throws InterruptedException {
            for (int pause = FIRST_PAUSE_MILLIS; !isOff(); pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 3 / 2)) {
                TimeUnit.MILLISECONDS.sleep(
                        pause * 4L / 5 + ThreadLocalRandom.current().nextInt(pause * 2 / 5));
                try {
                    return connect();
                } catch (IOException e) {
                    // Nobody is there yet.
                }
            }
            return former;
        }
    }

    /** Each connects as soon as it is registered: one that does not for ten seconds would be held for lost. */
    void join(int instances) throws InterruptedException {
        Agent[] joined = new Agent[instances];
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < DIALERS; thread++) {
            int first = thread;
            threads.add(Thread.ofPlatform().start(() -> join(joined, first)));
        }
        for (Thread each : threads) {
            each.join();
        }
        agents.addAll(List.of(joined));
        for (int i = 0; i < CALLERS; i++) {
            Thread.ofPlatform().daemon().start(this::submit);
        }
    }

    private void join(Agent[] joined, int first) {
        try (KeptAlive connection = new KeptAlive(port)) {
            for (int i = first; i < joined.length; i += DIALERS) {
                JsonNode answer = EcsCalls.call(connection, "RegisterContainerInstance", registration(i));
                Agent agent = new Agent(answer.path("containerInstance")
                        .path("containerInstanceArn")
                        .asText());
                ledger.instance(agent.arn);
                AgentSocket socket = agent.connect();
                Thread.ofVirtual().start(() -> agent.live(socket));
                joined[i] = agent;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String registration(int number) {
        return """
                {"cluster":"bench","instanceIdentityDocument":"{\\"instanceId\\":\\"%s\\"}",
                "versionInfo":{"agentVersion":"1.0.0","agentHash":"0","dockerVersion":"DockerVersion: 20.10"},
                "totalResources":[{"name":"CPU","type":"INTEGER","integerValue":4096},
                {"name":"MEMORY","type":"INTEGER","integerValue":16000},
                {"name":"PORTS","type":"STRINGSET","stringSetValue":["22","2375","2376","51678","51679"]}],
                "attributes":[{"name":"moorage.capability.lease"},{"name":"ecs.capability.efs"},
                {"name":"ecs.os-type","value":"linux"}]}""".formatted(ControlPlane.machine(number));
    }

    /** The first so many lose power. */
    void powerOff(int count) throws IOException {
        for (Agent each : agents.subList(0, count)) {
            each.powerOff();
        }
    }

    int connected() {
        return connected.get();
    }

    /** Tasks that agents run. */
    int running() {
        return agents.stream().mapToInt(each -> each.running.size()).sum();
    }

    /** The server closes connections that were idle for long, so each pause ends with a new one. */
    private void submit() {
        @Nullable Report next = null;
        while (true) {
            try {
                next = next == null ? reports.take() : next;
                try (KeptAlive connection = new KeptAlive(port)) {
                    while (next != null) {
                        EcsCalls.call(connection, "SubmitTaskStateChange", json(next));
                        ledger.task(next.taskArn(), next.status());
                        next = reports.poll(1, TimeUnit.SECONDS);
                    }
                } catch (IOException e) {
                    // Not acknowledged: said again.
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static String json(Report report) {
        return """
                {"cluster":"bench","task":"%s","status":"%s","containers":[{"containerName":"web","status":"%s"}]}""".formatted(report.taskArn(), report.status(), report.status());
    }
}
