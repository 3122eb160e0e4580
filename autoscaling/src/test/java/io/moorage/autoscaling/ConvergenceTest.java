package io.moorage.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsapi.Calls;
import io.moorage.awsapi.Principal;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.SetDesiredCapacityType;
import io.moorage.awsmodels.autoscaling.TerminateInstanceInAutoScalingGroupType;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LifecycleState;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import io.moorage.store.Table;
import io.moorage.store.Transaction;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens, and wherever between two steps Auto Scaling is killed, groups come to the size they want, in balance, with
 * no instance leaked or doubled. {@code -Dautoscaling.lives=N} plays more lives.
 */
class ConvergenceTest {
    private static final int LIVES = Integer.getInteger("autoscaling.lives", 150);
    private static final int EVENTS = 25;
    private static final int MAX = 6;

    @Test
    void killsBetweenAnyTwoStepsConverge() {
        for (int seed = 0; seed < LIVES; seed++) {
            new Life(seed).play();
        }
    }

    /** The process is gone. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** One group and its misfortunes. */
    private static final class Life {
        private final int seed;
        private final AutoScalingWorld world;
        private final Random chance;
        private int deathsLeft = 15;

        Life(int seed) {
            this.seed = seed;
            this.world = new AutoScalingWorld(seed);
            this.chance = new Random(seed);
        }

        void play() {
            world.launchConfiguration("lc");
            world.create(world.group("web", 0, MAX, chance.nextInt(MAX + 1))
                    .vpcZoneIdentifier(world.subnet("a") + "," + world.subnet("b") + "," + world.subnet("c")));
            for (int event = 0; event < EVENTS; event++) {
                happen();
                run();
                check();
            }
            deathsLeft = 0;
            world.use(world.loop(world.store, world.calls()));
            for (int round = 0; round < 5; round++) {
                world.now = world.now.plusSeconds(400);
                world.settle();
            }
            arrived();
        }

        private void happen() {
            List<Instance> running = instances(InstanceState.RUNNING);
            switch (chance.nextInt(6)) {
                case 0, 1 ->
                    world.call(
                            AutoscalingOperations.SET_DESIRED_CAPACITY,
                            SetDesiredCapacityType.builder()
                                    .autoScalingGroupName("web")
                                    .desiredCapacity(chance.nextInt(MAX + 1))
                                    .build());
                case 2, 3 -> {
                    if (!running.isEmpty()) {
                        world.kill(running.get(chance.nextInt(running.size())).id());
                    }
                }
                case 4 -> terminateOne();
                default -> world.now = world.now.plusSeconds(chance.nextInt(200));
            }
        }

        private void terminateOne() {
            world.members("web").stream()
                    .filter(each ->
                            each.instanceId().isPresent() && !each.state().isEnding())
                    .findAny()
                    .ifPresent(each -> world.call(
                            AutoscalingOperations.TERMINATE_INSTANCE_IN_AUTO_SCALING_GROUP,
                            TerminateInstanceInAutoScalingGroupType.builder()
                                    .instanceId(each.instanceId().orElseThrow())
                                    .shouldDecrementDesiredCapacity(false)
                                    .build()));
        }

        /** Some steps of a loop that dies at times, before or after what it does. */
        private void run() {
            for (int step = chance.nextInt(4); step >= 0; step--) {
                world.use(world.loop(new DyingStore(), new DyingCalls()));
                try {
                    world.step();
                } catch (Killed e) {
                    check();
                }
                if (chance.nextBoolean()) {
                    world.machines();
                }
            }
        }

        private void check() {
            long capacity = world.members("web").stream()
                    .filter(each -> each.state().isCapacity() && !each.rebalancing())
                    .count();
            long rebalancing = world.members("web").stream()
                    .filter(GroupInstance::rebalancing)
                    .count();
            assertThat(capacity + rebalancing)
                    .as("seed " + seed + ": no more than max, and one to rebalance")
                    .isLessThanOrEqualTo(MAX + 1);
            assertThat(capacity).as("seed " + seed).isLessThanOrEqualTo(MAX + 1);
            Map<String, Long> launches = instances(InstanceState.values()).stream()
                    .collect(Collectors.groupingBy(each -> each.launch().clientToken(), Collectors.counting()));
            assertThat(launches.values())
                    .as("seed " + seed + ": launches are not doubled")
                    .allMatch(each -> each == 1);
            Set<String> known = new HashSet<>();
            world.members("web").forEach(each -> known.add(each.key()));
            assertThat(instances(InstanceState.PENDING, InstanceState.RUNNING, InstanceState.STOPPED))
                    .as("seed " + seed + ": nothing is leaked")
                    .allMatch(each -> known.contains(each.launch().clientToken()));
        }

        private void arrived() {
            check();
            AutoScalingGroup group = world.row("web");
            List<GroupInstance> members = world.members("web");
            assertThat(members).as("seed " + seed).hasSize(group.desired());
            assertThat(members).allMatch(each -> each.state() == LifecycleState.IN_SERVICE && each.healthy());
            assertThat(instances(InstanceState.RUNNING).stream().map(Instance::id))
                    .as("seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(members.stream()
                            .map(each -> each.instanceId().orElseThrow())
                            .toList());
            Map<String, Long> zones =
                    members.stream().collect(Collectors.groupingBy(GroupInstance::zone, Collectors.counting()));
            long most = zones.values().stream().max(Comparator.naturalOrder()).orElse(0L);
            long least = zones.size() < 3
                    ? 0
                    : zones.values().stream().min(Comparator.naturalOrder()).orElse(0L);
            assertThat(most - least).as("seed " + seed + ": balanced, " + zones).isLessThanOrEqualTo(1);
            assertThat(world.activities())
                    .as("seed " + seed + ": every activity ended")
                    .allMatch(each -> each.ended().isPresent());
        }

        private List<Instance> instances(InstanceState... states) {
            return world.store.view().all(Ec2Tables.INSTANCES).stream()
                    .filter(each -> List.of(states).contains(each.state()))
                    .toList();
        }

        private void die() {
            if (deathsLeft > 0 && chance.nextInt(4) == 0) {
                deathsLeft--;
                throw new Killed();
            }
        }

        private final class DyingStore implements Store {
            @Override
            public ReadView view() {
                return world.store.view();
            }

            @Override
            public <R> R transact(Function<Transaction, R> body) {
                die();
                R result = world.store.transact(body);
                die();
                return result;
            }

            @Override
            public Store.Subscription watch(Set<Table<?>> tables, Consumer<Store.Changes> listener) {
                return world.store.watch(tables, listener);
            }

            @Override
            public void close() {
                // It is the world's.
            }
        }

        private final class DyingCalls implements Calls {
            @Override
            public <I, O> O call(Operation<I, O> operation, I input, Principal principal) {
                die();
                O output = world.calls().call(operation, input, principal);
                die();
                return output;
            }
        }
    }
}
