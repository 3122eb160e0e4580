package io.moorage.elb.loop;

import io.moorage.base.Backoff;
import io.moorage.elb.Balancers;
import io.moorage.elb.Balancers.InstanceStatus;
import io.moorage.elb.Balancers.Status;
import io.moorage.elb.Balancers.Target;
import io.moorage.elb.Certificates;
import io.moorage.elb.decide.BalancerPlan;
import io.moorage.elb.decide.Deregistration;
import io.moorage.elb.decide.GroupMembers;
import io.moorage.model.elb.Registration;
import io.moorage.store.ElbTables;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells the load balancers what they are, and writes down what they say of their instances. Tells them again now and then, so
 * that one that was started anew learns it anew. Steps are taken by one thread.
 */
public final class BalancerLoop {
    private static final Logger LOG = System.getLogger(BalancerLoop.class.getName());

    /** How soon a change of an instance's health is noticed. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));

    private final Store store;
    private final Balancers balancers;
    private final Certificates certificates;
    private final InstantSource clock;
    private volatile List<String> waitingFor = List.of();
    private volatile Map<String, Status> last = Map.of();
    private int failures;

    public BalancerLoop(Store store, Balancers balancers, Certificates certificates, InstantSource clock) {
        this.store = store;
        this.balancers = balancers;
        this.certificates = certificates;
        this.clock = clock;
    }

    public Duration step() throws InterruptedException {
        Instant now = clock.instant();
        if (!GroupMembers.of(store.view()).isSettled()) {
            settleGroups(now);
        }
        BalancerPlan plan = BalancerPlan.of(store.view(), certificates, now);
        if (!plan.over().isEmpty()) {
            forget(plan.over(), now);
            plan = BalancerPlan.of(store.view(), certificates, now);
        }
        List<String> open = new ArrayList<>();
        try {
            balancers.declare(plan.wanted()).forEach((name, what) -> open.add("load balancer " + name + ": " + what));
            if (!plan.wanted().isEmpty()) {
                last = balancers.status();
                observe(last, draining(plan));
            }
        } catch (IOException e) {
            open.add("load balancers to answer: " + e.getMessage());
        }
        return endOfStep(open, plan.wanted().isEmpty());
    }

    private Duration endOfStep(List<String> open, boolean idle) {
        if (failures == 0 && !open.isEmpty()) {
            LOG.log(Level.INFO, "elb waits for {0}", open);
        }
        failures = open.isEmpty() ? 0 : failures + 1;
        waitingFor = List.copyOf(open);
        return failures > 0 ? BACKOFF.after(failures) : idle ? IDLE : LOOK;
    }

    private void settleGroups(Instant now) {
        store.transact(tx -> {
            GroupMembers members = GroupMembers.of(tx);
            members.missing()
                    .forEach(each -> tx.put(
                            ElbTables.REGISTRATIONS,
                            Registration.begun(
                                    each.loadBalancer(), each.instanceId(), Optional.of(each.group()), now)));
            members.over().forEach(each -> tx.find(ElbTables.LOAD_BALANCERS, each.loadBalancerName())
                    .ifPresent(loadBalancer -> Deregistration.begin(tx, loadBalancer, each, now)));
            return members;
        });
    }

    private void forget(List<Registration> over, Instant now) {
        store.transact(tx -> {
            BalancerPlan.of(tx, certificates, now).over().stream()
                    .filter(over::contains)
                    .forEach(each -> tx.delete(ElbTables.REGISTRATIONS, each.key()));
            return over;
        });
    }

    /** The keys of the registrations to which no new connections are made from now on. */
    private static Set<String> draining(BalancerPlan plan) {
        return plan.wanted().stream()
                .flatMap(each -> each.targets().stream()
                        .filter(Target::draining)
                        .map(target -> Registration.key(each.loadBalancer().name(), target.instanceId())))
                .collect(Collectors.toSet());
    }

    /** Writes only what is another than before. */
    private void observe(Map<String, Status> status, Set<String> drainingKeys) {
        boolean news = store.view().all(ElbTables.REGISTRATIONS).stream()
                .anyMatch(each -> news(status, each, drainingKeys).isPresent());
        if (news) {
            store.transact(tx -> {
                List.copyOf(tx.all(ElbTables.REGISTRATIONS))
                        .forEach(each -> news(status, each, drainingKeys).ifPresent(said -> write(tx, each, said)));
                return status;
            });
        }
    }

    private static Optional<InstanceStatus> news(
            Map<String, Status> status, Registration registration, Set<String> drainingKeys) {
        return said(status, registration)
                .filter(said -> registration.isDraining()
                        ? said.underWay() == 0 && drainingKeys.contains(registration.key())
                        : !heard(registration, said).equals(registration));
    }

    private static Registration heard(Registration registration, InstanceStatus said) {
        return registration.said(said.health(), said.inServiceSince(), said.firstAnswer());
    }

    private static void write(Transaction tx, Registration registration, InstanceStatus said) {
        if (registration.isDraining()) {
            tx.delete(ElbTables.REGISTRATIONS, registration.key());
        } else {
            tx.update(ElbTables.REGISTRATIONS, heard(registration, said));
        }
    }

    private static Optional<InstanceStatus> said(Map<String, Status> status, Registration registration) {
        return Optional.ofNullable(status.get(registration.loadBalancerName()))
                .map(each -> each.instances().get(registration.instanceId()));
    }

    /** What the load balancers said last, by name; for any thread. */
    public Map<String, Status> last() {
        return last;
    }

    /** What the last step left undone; for any thread. */
    public List<String> waitingFor() {
        return waitingFor;
    }
}
