package io.moorage.loadbalancer;

import io.moorage.loadbalancer.control.BalancerTerms;
import io.moorage.loadbalancer.control.Response;
import io.moorage.loadbalancer.control.Response.BalancerStatus;
import io.moorage.loadbalancer.log.AccessLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** Every load balancer of this process, as last told. Those in one network namespace share its threads. Thread-safe. */
public final class LoadBalancers implements AutoCloseable {
    private static final Duration LOGS_WRITTEN = Duration.ofMillis(500);

    private final Loops loops;
    private final Encryption encryption;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Map<String, Running> running = new HashMap<>();
    private final ScheduledExecutorService logs = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("access logs").factory());

    private record Running(Loops.Namespace namespace, Balancer balancer) {}

    /**
     * Carries nothing yet.
     *
     * @param random tells the files of access logs apart
     */
    public LoadBalancers(int threadsPerNamespace, InstantSource clock, RandomGenerator random) throws SSLException {
        this.loops = new Loops(threadsPerNamespace);
        this.encryption = new Encryption();
        this.clock = clock;
        this.random = random;
        var _ = logs.scheduleWithFixedDelay(
                this::writeLogs, LOGS_WRITTEN.toMillis(), LOGS_WRITTEN.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What is told meanwhile waits for no disk. */
    private void writeLogs() {
        List<Running> now;
        synchronized (this) {
            now = List.copyOf(running.values());
        }
        now.forEach(each -> each.balancer().writeLog());
    }

    /** These load balancers and no others: the connections of one that is told no more are cut. */
    public synchronized Response.Declared declare(List<BalancerTerms> told) throws InterruptedException {
        Map<String, BalancerTerms> wanted =
                told.stream().collect(Collectors.toMap(BalancerTerms::name, Function.identity()));
        for (String name : List.copyOf(running.keySet())) {
            if (!wanted.containsKey(name)) {
                close(name);
            }
        }
        Map<String, String> failing = new TreeMap<>();
        for (BalancerTerms terms : told) {
            List<String> reasons = tell(terms);
            if (!reasons.isEmpty()) {
                failing.put(terms.name(), String.join("; ", reasons));
            }
        }
        loops.keepOnly(running.values().stream().map(Running::namespace).collect(Collectors.toSet()));
        return new Response.Declared(failing);
    }

    private List<String> tell(BalancerTerms terms) throws InterruptedException {
        Loops.Namespace namespace;
        try {
            namespace = loops.find(terms.netns());
        } catch (IOException e) {
            close(terms.name());
            return List.of(String.valueOf(e.getMessage()));
        }
        Running present = running.get(terms.name());
        if (present != null && !present.namespace().equals(namespace)) {
            close(terms.name());
            present = null;
        }
        if (present == null) {
            present = new Running(
                    namespace,
                    new Balancer(loops.of(namespace), encryption, new AccessLog(clock, random), clock, terms));
            running.put(terms.name(), present);
        }
        present.balancer().tell(terms);
        return present.balancer().failing();
    }

    private void close(String name) {
        Running gone = running.remove(name);
        if (gone != null) {
            gone.balancer().close();
            // By then the connections that are cut have been told.
            var _ = logs.schedule(gone.balancer()::writeLog, LOGS_WRITTEN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** What is known of each. */
    public synchronized Map<String, BalancerStatus> status() {
        return running.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().balancer().status()));
    }

    /** What the checks of one load balancer say, by instance id; empty when it was not told. */
    public synchronized Map<String, Health> health(String name) {
        Running found = running.get(name);
        return found == null ? Map.of() : found.balancer().health();
    }

    /** Where a listener listens; another port than was told when 0 was. */
    public synchronized Optional<InetSocketAddress> address(String name, int port) {
        return Optional.ofNullable(running.get(name))
                .flatMap(each -> each.balancer().address(port));
    }

    @Override
    public synchronized void close() {
        List.copyOf(running.keySet()).forEach(this::close);
        loops.close();
        logs.close();
    }
}
