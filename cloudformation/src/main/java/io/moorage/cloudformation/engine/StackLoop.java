package io.moorage.cloudformation.engine;

import io.moorage.base.Backoff;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.model.cloudformation.StackResource.Stage;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Does what {@link StackDecider} decides: writes it, then makes the calls, side by side, and brings what came of them into the
 * next decision. Steps are taken by one thread. What it remembers besides the store is only which calls are under way and which
 * shall wait; without that, calls are made again.
 */
public final class StackLoop {
    private static final Logger LOG = System.getLogger(StackLoop.class.getName());
    private static final Backoff BETWEEN_LOOKS = new Backoff(Duration.ofMillis(20), Duration.ofSeconds(1));
    private static final Duration IDLE = Duration.ofMinutes(1);

    /** AWS waits for most resources about as long before it holds that they never stabilize. */
    private static final Duration STABILIZES_WITHIN = Duration.ofMinutes(30);

    private static final Duration AFTER_DEFECT = Duration.ofSeconds(5);
    private static final Duration GONE_WITHIN = Duration.ofMinutes(10);
    private static final int ROUNDS = 1_000;

    private final Store store;
    private final StackDecider decider;
    private final Templates templates;
    private final ResourceCalls calls;
    private final InstantSource clock;
    private final Executor executor;
    private final Runnable wake;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Set<String> underWay = new HashSet<>();
    private final Map<String, Wait> waits = new HashMap<>();

    /** @param stage in which the call was made: its answer means nothing to any other */
    private record Answer(String stackId, String key, Stage stage, Outcome outcome) {}

    private record Wait(int times, Instant until) {}

    /** What was decided, and on what. */
    private record Round(StackView view, Decision decision, boolean wrote) {}

    /**
     * @param executor makes the calls
     * @param wake has the loop take a step soon
     */
    public StackLoop(
            Store store,
            StackDecider decider,
            Templates templates,
            ResourceCalls calls,
            InstantSource clock,
            Executor executor,
            Runnable wake) {
        this.store = store;
        this.decider = decider;
        this.templates = templates;
        this.calls = calls;
        this.clock = clock;
        this.executor = executor;
        this.wake = wake;
    }

    /** Takes every step there is to take; returns when to look again. */
    public Duration step() {
        Map<String, List<Answer>> byStack = drain();
        Duration next = IDLE;
        for (Stack each : List.copyOf(store.view()
                .by(CloudFormationTables.STACKS, CloudFormationTables.STACKS_BY_ACTIVITY, Boolean.toString(true)))) {
            Duration own = guarded(each, byStack.getOrDefault(each.id(), List.of()));
            next = own.compareTo(next) < 0 ? own : next;
        }
        return next;
    }

    /** One stack's defect holds up no other. What was answered is asked again. */
    private Duration guarded(Stack stack, List<Answer> news) {
        try {
            return advance(stack.id(), news);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the stack " + stack.name() + " met a defect; it is tried again", e);
            return AFTER_DEFECT;
        }
    }

    private Map<String, List<Answer>> drain() {
        Map<String, List<Answer>> byStack = new HashMap<>();
        for (Answer each = answers.poll(); each != null; each = answers.poll()) {
            underWay.remove(each.key());
            if (each.outcome() instanceof Outcome.Waiting) {
                int times =
                        waits.containsKey(each.key()) ? waits.get(each.key()).times() + 1 : 1;
                waits.put(each.key(), new Wait(times, clock.instant().plus(BETWEEN_LOOKS.after(times))));
            } else {
                waits.remove(each.key());
            }
            byStack.computeIfAbsent(each.stackId(), id -> new ArrayList<>()).add(each);
        }
        return byStack;
    }

    private Duration advance(String stackId, List<Answer> news) {
        List<Answer> fresh = news;
        for (int i = 0; i < ROUNDS; i++) {
            Instant now = clock.instant();
            List<Answer> told = fresh;
            Optional<Round> round = store.transact(tx -> round(tx, stackId, told, now));
            if (round.isEmpty()) {
                return IDLE;
            }
            Duration next = make(round.get(), now);
            boolean moved = round.get().decision().stack().phase()
                    != round.get().view().stack().phase();
            if (!moved) {
                return next;
            }
            fresh = List.of();
        }
        throw new IllegalStateException("the stack " + stackId + " changes its status without end");
    }

    /** Brings in the answers, decides, and writes. */
    private Optional<Round> round(Transaction tx, String stackId, List<Answer> news, Instant now) {
        Optional<Stack> stack = tx.find(CloudFormationTables.STACKS, stackId)
                .filter(each -> each.status().inProgress());
        if (stack.isEmpty()) {
            return Optional.empty();
        }
        List<Decision.Event> events = new ArrayList<>();
        for (Answer each : news) {
            tx.find(CloudFormationTables.RESOURCES, each.key())
                    .filter(row -> row.stage() == each.stage())
                    .ifPresent(row -> {
                        StackResource after = Answers.apply(row, each.outcome(), now, bound(row));
                        if (!after.equals(row)) {
                            tx.update(CloudFormationTables.RESOURCES, after);
                            events.addAll(told(after, each.outcome()));
                            if (after.status() != row.status()
                                    || !after.reason().equals(row.reason())) {
                                events.add(Decision.Event.of(after));
                            }
                        }
                    });
        }
        StackEvents.write(tx, stack.get(), events, now);
        StackView view = StackView.of(tx, stack.get(), Set.copyOf(underWay));
        Decision decision =
                decider.decide(view, templates.accepted(stack.get().goal().templateBody()), now);
        boolean writes = decision.writes(stack.get());
        if (writes) {
            decision.dropped().forEach(key -> tx.delete(CloudFormationTables.RESOURCES, key));
            decision.resources().forEach(row -> tx.put(CloudFormationTables.RESOURCES, row));
            decision.signals().forEach(signal -> tx.put(CloudFormationTables.SIGNALS, signal));
            if (!decision.stack().exists()) {
                view.signals().forEach(signal -> tx.delete(CloudFormationTables.SIGNALS, signal.key()));
            }
            if (!decision.stack().equals(stack.get())) {
                tx.update(CloudFormationTables.STACKS, decision.stack());
            }
            StackEvents.write(tx, stack.get(), decision.events(), now);
        }
        return Optional.of(new Round(view, decision, writes));
    }

    private static List<Decision.Event> told(StackResource row, Outcome outcome) {
        return outcome instanceof Outcome.Stepped stepped
                ? stepped.told().stream()
                        .map(each -> Decision.Event.of(row, each))
                        .toList()
                : List.of();
    }

    private static Duration bound(StackResource row) {
        return row.stage() == Stage.REMOVE ? GONE_WITHIN : STABILIZES_WITHIN;
    }

    /** Makes the calls that are due; returns when to look again. */
    private Duration make(Round round, Instant now) {
        Duration next =
                round.decision().wakeAfterMillis().map(Duration::ofMillis).orElse(IDLE);
        for (Call call : round.decision().calls()) {
            String key = call.resource().key();
            Wait wait = waits.get(key);
            if (wait != null && wait.until().isAfter(now)) {
                Duration left = Duration.between(now, wait.until());
                next = left.compareTo(next) < 0 ? left : next;
                continue;
            }
            underWay.add(key);
            ResourceCalls.Situation situation = ResourceCalls.Situation.of(round.view(), call.resource(), now);
            executor.execute(() -> {
                answers.add(new Answer(
                        call.resource().stackId(), key, call.resource().stage(), calls.run(call, situation)));
                wake.run();
            });
        }
        return next;
    }
}
