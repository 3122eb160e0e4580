package io.moorage.loadbalancer;

import io.moorage.loadbalancer.control.BalancerTerms;
import io.moorage.loadbalancer.control.Response;
import io.moorage.loadbalancer.control.Response.BalancerStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** Every load balancer of this process, as last told. Those in one network namespace share its threads. Thread-safe. */
public final class LoadBalancers implements AutoCloseable {
    private final Loops loops;
    private final Encryption encryption;
    private final Map<String, Running> running = new HashMap<>();

    private record Running(Loops.Namespace namespace, Balancer balancer) {}

    public LoadBalancers(int threadsPerNamespace) throws SSLException {
        this.loops = new Loops(threadsPerNamespace);
        this.encryption = new Encryption();
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
            present = new Running(namespace, new Balancer(loops.of(namespace), encryption, terms));
            running.put(terms.name(), present);
        }
        present.balancer().tell(terms);
        return present.balancer().failing();
    }

    private void close(String name) {
        Running gone = running.remove(name);
        if (gone != null) {
            gone.balancer().close();
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
    }
}
