package io.moorage.cloudformation.types.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.moorage.cloudformation.types.autoscaling.RollingUpdate.Group;
import io.moorage.cloudformation.types.autoscaling.RollingUpdate.Next;
import io.moorage.model.cloudformation.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** CloudFormation template reference, "UpdatePolicy attribute", {@code AutoScalingRollingUpdate}. */
final class RollingUpdateTest {
    private static final String SIGNALS = ",\"WaitOnResourceSignals\":\"true\",\"PauseTime\":\"PT5M\"";

    private final List<String> log = new ArrayList<>();
    private final List<String> instances = new ArrayList<>();
    private final List<Signal> signals = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-28T00:00:00Z");
    private int desired;
    private int min;
    private int max;
    private int fewest;
    private int born;

    /** A group that follows at once, and whose new instances signal what {@code heard} says, one after the other. */
    private String roll(String policyJson, int size, int most, String heard) throws Exception {
        RollingPolicy policy = RollingPolicy.of(new JsonMapper().readTree("{" + policyJson + "}"));
        desired = size;
        min = 1;
        max = most;
        born = 0;
        instances.clear();
        signals.clear();
        for (int i = 0; i < size; i++) {
            instances.add("old" + i);
        }
        fewest = size;
        Next next = update(policy).begin("{}", List.copyOf(instances), size);
        Instant begun = now;
        for (int i = 0; i < 10_000; i++) {
            switch (next) {
                case Next.Step step -> {
                    log.addAll(step.told());
                    Rolling state = Rolling.of(step.state().note());
                    assertThat(state).as("what is noted is what was known").isEqualTo(step.state());
                    begun = now;
                    now = now.plusMillis(1);
                    follow(state, heard);
                    next = update(policy).next(state, signals, begun);
                    while (next instanceof Next.Wait) {
                        now = now.plusSeconds(1);
                        next = update(policy).next(state, signals, begun);
                    }
                }
                case Next.Wait wait -> throw new AssertionError("never begins: " + wait.what());
                case Next.Fail fail -> {
                    return fail.why();
                }
                case Next.Done done -> {
                    return "done";
                }
            }
        }
        throw new AssertionError("never done: " + log);
    }

    private RollingUpdate update(RollingPolicy policy) {
        return new RollingUpdate(policy, new Group(desired, min, max, instances, instances), now);
    }

    private void follow(Rolling state, String heard) {
        switch (state.kind()) {
            case GROW -> {
                min = state.raised();
                desired = state.raised();
                launch(state.fresh(), heard);
            }
            case BATCH -> {
                instances.removeAll(state.batch());
                desired -= state.batch().size() - state.fresh();
                fewest = Math.min(fewest, instances.size());
                launch(state.fresh(), heard);
            }
            case PAUSE -> {}
            case RESTORE -> {
                min = state.min();
                desired = state.desired();
                while (instances.size() > desired) {
                    instances.removeLast();
                }
            }
        }
    }

    private void launch(int count, String heard) {
        for (int i = 0; i < count; i++) {
            char signal = heard.charAt(born % heard.length());
            born++;
            instances.add("new" + born);
            if (signal != '-') {
                signals.add(new Signal(
                        "s", "Group", 1, "new" + born, signal == '+', Optional.empty(), Optional.empty(), now, false));
            }
        }
    }

    @Test
    void instancesAreReplacedOneByOne() throws Exception {
        assertThat(roll("", 2, 2, "-")).isEqualTo("done");
        assertThat(log)
                .containsExactly(
                        "Rolling update initiated. Terminating 2 obsolete instance(s) in batches of 1.",
                        "Terminating instance(s) [old0]; replacing with 1 new instance(s).",
                        "Successfully terminated instance(s) [old0] (Progress 50%).",
                        "Terminating instance(s) [old1]; replacing with 1 new instance(s).",
                        "Successfully terminated instance(s) [old1] (Progress 100%).");
        assertThat(instances).containsExactly("new1", "new2");
    }

    @Test
    void aGroupThatMustKeepItsSizeIsLargerMeanwhile() throws Exception {
        assertThat(roll("\"MinInstancesInService\":2" + SIGNALS, 2, 3, "+")).isEqualTo("done");
        assertThat(log)
                .containsExactly(
                        "Rolling update initiated. Terminating 2 obsolete instance(s) in batches of 1, while keeping at"
                                + " least 2 instance(s) in service. Waiting on resource signals with a timeout of PT5M"
                                + " when new instances are added to the autoscaling group.",
                        "Temporarily setting autoscaling group MinSize and DesiredCapacity to 3.",
                        "New instance(s) added to autoscaling group - Waiting on 1 resource signal(s) with a timeout of PT5M.",
                        "Terminating instance(s) [old0]; replacing with 1 new instance(s).",
                        "Successfully terminated instance(s) [old0] (Progress 50%).",
                        "New instance(s) added to autoscaling group - Waiting on 1 resource signal(s) with a timeout of PT5M.",
                        "Terminating instance(s) [old1]; replacing with 0 new instance(s).",
                        "Successfully terminated instance(s) [old1] (Progress 100%).");
        assertThat(instances).containsExactly("new1", "new2");
        assertThat(min).isEqualTo(1);
    }

    @Test
    void betweenBatchesItPauses() throws Exception {
        Instant begun = now;
        assertThat(roll("\"MaxBatchSize\":\"2\",\"PauseTime\":\"PT2M\"", 4, 4, "-"))
                .isEqualTo("done");
        assertThat(Duration.between(begun, now))
                .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(4).plusSeconds(2));
    }

    @Test
    void aSignalThatFailsOrIsMissingFailsTheUpdate() throws Exception {
        assertThat(roll(SIGNALS.substring(1), 2, 2, "+x"))
                .isEqualTo("Received 1 FAILURE signal(s) out of 1.  Unable to satisfy 100%"
                        + " MinSuccessfulInstancesPercent requirement");
        Instant begun = now;
        assertThat(roll("\"MaxBatchSize\":2" + SIGNALS, 2, 2, "+-"))
                .isEqualTo("Received 1 SUCCESS signal(s) out of 2.  Unable to satisfy 100%"
                        + " MinSuccessfulInstancesPercent requirement");
        assertThat(Duration.between(begun, now))
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(5).plusSeconds(2));
    }

    /** "If you update five instances with a minimum successful percentage of 50, three instances must signal success." */
    @Test
    void soManyMustSucceedAsThePolicySays() throws Exception {
        assertThat(roll("\"MinSuccessfulInstancesPercent\":50" + SIGNALS, 5, 5, "+x+x+"))
                .isEqualTo("done");
        assertThat(roll("\"MinSuccessfulInstancesPercent\":50" + SIGNALS, 5, 5, "x"))
                .startsWith("Received 1 FAILURE signal(s)");
    }

    @Test
    void policiesThatNobodyCanFollowAreRefused() throws Exception {
        assertThat(roll("\"MinInstancesInService\":2", 2, 2, "-"))
                .isEqualTo("MinInstancesInService must be less than the autoscaling group's MaxSize");
        for (String bad : List.of(
                "\"PauseTime\":\"5 minutes\"",
                "\"PauseTime\":\"PT2H\"",
                "\"MaxBatchSize\":0",
                "\"MinSuccessfulInstancesPercent\":101",
                "\"WaitOnResourceSignals\":\"perhaps\"",
                "\"Unknown\":1")) {
            assertThatThrownBy(() -> roll(bad, 1, 1, "-")).as(bad).hasMessageMatching(".+");
        }
    }

    /** For any policy: enough stay in service, and in the end the group has its size again, of new instances only. */
    @Test
    void enoughStayInServiceWhateverThePolicy() throws Exception {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(8);
            int most = size + random.nextInt(4);
            int kept = random.nextInt(most);
            String policy = "\"MaxBatchSize\":" + (1 + random.nextInt(5)) + ",\"MinInstancesInService\":" + kept;
            assertThat(roll(policy, size, most, "-")).as("seed %d", seed).isEqualTo("done");
            assertThat(fewest).as("seed %d: %s", seed, log).isGreaterThanOrEqualTo(Math.min(kept, size));
            assertThat(instances).as("seed %d", seed).hasSize(size).allSatisfy(each -> assertThat(each)
                    .startsWith("new"));
            log.clear();
        }
    }
}
