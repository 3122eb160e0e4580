package io.moorage.autoscaling.loop;

import io.moorage.autoscaling.AutoScalingConfig;
import io.moorage.autoscaling.LoadBalancers;
import io.moorage.autoscaling.decide.Decision;
import io.moorage.autoscaling.decide.GroupDecider;
import io.moorage.autoscaling.decide.GroupView;
import io.moorage.autoscaling.decide.Step;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Calls;
import io.moorage.awsmodels.ec2.AttributeBooleanValue;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.ModifyInstanceAttributeRequest;
import io.moorage.awsmodels.ec2.RunInstancesRequest;
import io.moorage.awsmodels.ec2.TerminateInstancesRequest;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.ScalingActivity;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/**
 * Takes every group's next steps until there is nothing left to do but wait. It remembers nothing: whenever it is killed, the
 * next one goes on from what is written. Steps are taken by one thread.
 */
public final class GroupLoop {
    private static final Logger LOG = System.getLogger(GroupLoop.class.getName());
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    /** "Scaling activities for the past six weeks" (DescribeScalingActivities). */
    private static final Duration ACTIVITIES_KEPT = Duration.ofDays(42);

    private static final int SERVER_ERROR = 500;

    private final Store store;
    private final Calls calls;
    private final AutoScalingConfig config;
    private final GroupViews views;
    private final Schedules schedules;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random makes ids; unpredictable outside of tests */
    public GroupLoop(
            Store store,
            Calls calls,
            AutoScalingConfig config,
            LoadBalancers loadBalancers,
            InstantSource clock,
            RandomGenerator random) {
        this.store = store;
        this.calls = calls;
        this.config = config;
        this.views = new GroupViews(loadBalancers);
        this.schedules = new Schedules(store);
        this.clock = clock;
        this.random = random;
    }

    /** Returns when to look again even if nothing changes. */
    public Duration step() {
        Instant now = clock.instant();
        Instant next = schedules.run(now).filter(now.plus(IDLE)::isAfter).orElse(now.plus(IDLE));
        List<String> names = store.view().all(AutoScalingTables.GROUPS).stream()
                .map(AutoScalingGroup::name)
                .toList();
        for (String name : names) {
            Instant due = advance(name, now);
            next = due.isBefore(next) ? due : next;
        }
        forgetOld(now);
        return Duration.between(now, next);
    }

    /** Activities are there in the order in which they began. */
    private void forgetOld(Instant now) {
        Instant kept = now.minus(ACTIVITIES_KEPT);
        List<String> old = new ArrayList<>();
        for (ScalingActivity each : store.view().all(AutoScalingTables.ACTIVITIES)) {
            if (!each.started().isBefore(kept)) {
                break;
            }
            if (each.ended().isPresent()) {
                old.add(each.key());
            }
        }
        if (!old.isEmpty()) {
            store.transact(tx -> {
                old.forEach(key -> tx.delete(AutoScalingTables.ACTIVITIES, key));
                return old;
            });
        }
    }

    /** Returns when that group is to be looked at again. */
    private Instant advance(String name, Instant now) {
        Set<Step.Call> made = new HashSet<>();
        boolean failed = false;
        while (true) {
            Optional<Decision> decision = decide(store.view(), name, now);
            if (decision.isEmpty()) {
                return now.plus(IDLE);
            }
            if (!decision.get().writes().isEmpty()) {
                write(name, now);
                continue;
            }
            boolean more = false;
            for (Step.Call call : decision.get().calls()) {
                if (made.add(call)) {
                    failed |= !perform(call, now);
                    more = true;
                }
            }
            if (!more) {
                return failed ? now.plus(AFTER_FAILURE) : decision.get().next().orElse(now.plus(IDLE));
            }
        }
    }

    private Optional<Decision> decide(ReadView view, String name, Instant now) {
        return view.find(AutoScalingTables.GROUPS, name).map(group -> GroupDecider.decide(views.of(view, group), now));
    }

    /** Decides once more, on what nobody can change meanwhile. */
    private void write(String name, Instant now) {
        store.transact(tx -> {
            tx.find(AutoScalingTables.GROUPS, name).ifPresent(group -> {
                GroupView view = views.of(tx, group);
                new GroupChanges(tx, view, now, random)
                        .apply(GroupDecider.decide(view, now).writes());
            });
            return name;
        });
    }

    /** False when it is to be tried again soon. */
    private boolean perform(Step.Call call, Instant now) {
        try {
            switch (call) {
                case Step.Run run -> run(run.member(), now);
                case Step.End end -> end(end.member().instanceId().orElseThrow());
            }
            return true;
        } catch (AwsException e) {
            if (call instanceof Step.Run run && e.httpStatus() < SERVER_ERROR) {
                afterCall(
                        run.member(),
                        now,
                        (changes, member) -> changes.refused(member, String.valueOf(e.getMessage())));
                return true;
            }
            LOG.log(Level.WARNING, "{0} of {1}: {2}", call.getClass().getSimpleName(), call.member(), e.getMessage());
            return false;
        }
    }

    private void run(GroupInstance member, Instant now) {
        ReadView view = store.view();
        Optional<RunInstancesRequest> request = view.find(AutoScalingTables.GROUPS, member.groupName())
                .flatMap(group -> Launches.request(view, group, member));
        if (request.isEmpty()) {
            afterCall(
                    member,
                    now,
                    (changes, present) -> changes.refused(present, "What it was to be launched from does not exist."));
            return;
        }
        String id = calls.call(Ec2Operations.RUN_INSTANCES, request.get(), config.principal())
                .instances()
                .getFirst()
                .instanceId();
        afterCall(member, now, (changes, present) -> changes.launched(present, String.valueOf(id)));
    }

    private void afterCall(GroupInstance member, Instant now, BiConsumer<GroupChanges, GroupInstance> change) {
        store.transact((Transaction tx) -> {
            tx.find(AutoScalingTables.GROUPS, member.groupName())
                    .ifPresent(group -> tx.find(AutoScalingTables.INSTANCES, member.key())
                            .ifPresent(present ->
                                    change.accept(new GroupChanges(tx, views.of(tx, group), now, random), present)));
            return member;
        });
    }

    /** Also one that is protected from termination by users ("Use instance scale-in protection"). */
    private void end(String id) {
        var request =
                TerminateInstancesRequest.builder().instanceIds(List.of(id)).build();
        try {
            calls.call(Ec2Operations.TERMINATE_INSTANCES, request, config.principal());
        } catch (AwsException e) {
            if (!e.code().equals("OperationNotPermitted")) {
                throw e;
            }
            calls.call(
                    Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE,
                    ModifyInstanceAttributeRequest.builder()
                            .instanceId(id)
                            .disableApiTermination(
                                    AttributeBooleanValue.builder().value(false).build())
                            .build(),
                    config.principal());
            calls.call(Ec2Operations.TERMINATE_INSTANCES, request, config.principal());
        }
    }
}
