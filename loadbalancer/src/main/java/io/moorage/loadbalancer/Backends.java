package io.moorage.loadbalancer;

import io.moorage.loadbalancer.control.InstanceTerms;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The instances of one load balancer. Choosing is for any thread, telling for one at a time. */
public final class Backends {
    private final AtomicLong turns = new AtomicLong();
    private volatile List<Backend> registered = List.of();
    private final InstantSource clock;
    private volatile boolean crossZone;

    Backends(InstantSource clock) {
        this.clock = clock;
    }

    /** Who is told no more, or at another address, is cut off before this returns. */
    void tell(List<InstanceTerms> instances, boolean acrossZones) {
        crossZone = acrossZones;
        Map<String, Backend> known = new HashMap<>();
        registered.forEach(backend -> known.put(key(backend.terms()), backend));
        List<Backend> now = new ArrayList<>();
        for (InstanceTerms terms : instances) {
            Backend backend = known.remove(key(terms));
            if (backend == null) {
                backend = new Backend(terms, clock);
            } else {
                backend.retell(terms);
            }
            now.add(backend);
        }
        registered = List.copyOf(now);
        known.values().forEach(Backend::cut);
    }

    private static String key(InstanceTerms terms) {
        return terms.instanceId() + " " + terms.address();
    }

    List<Backend> registered() {
        return registered;
    }

    /** Whom to try, best first, in a list of the caller's own; empty when nothing is registered that takes new connections. */
    public List<Backend> choose() {
        List<Backend> some = registered;
        List<Chooser.Candidate<Backend>> candidates = new ArrayList<>(some.size());
        for (Backend each : some) {
            candidates.add(each.candidate());
        }
        return Chooser.order(candidates, crossZone, turns.getAndIncrement());
    }
}
