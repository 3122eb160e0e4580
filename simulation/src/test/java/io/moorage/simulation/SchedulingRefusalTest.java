package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** ECS API reference: what CreateService, RunTask, task sets and capacity providers do not take, and what they say. */
class SchedulingRefusalTest {
    private static final String WORLD = """
            > launch i-a us-east-1a
            > define web web
            > group fleet
            > provider fits fleet
            """;

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("service s nothing 1", "ClientException: TaskDefinition not found."),
                Arguments.of("service s web -1", "desiredCount must not be negative."),
                Arguments.of("service s web 1 strategy=SOMETIMES", "Invalid scheduling strategy: SOMETIMES"),
                Arguments.of(
                        "service s web strategy=DAEMON place=binpack/cpu", "does not support placement strategies"),
                Arguments.of("service s web strategy=DAEMON providers=fits:1", "does not support capacity provider"),
                Arguments.of("service s web strategy=DAEMON max=200", "requires a maximumPercent of 100"),
                Arguments.of("service s web 1 controller=CODE_DEPLOY", "CODE_DEPLOY is not supported by Moorage yet."),
                Arguments.of("service s web 1 controller=NOBODY", "Invalid deployment controller type: NOBODY"),
                Arguments.of(
                        "service s 1 controller=EXTERNAL breaker=on",
                        "only supported for services that use the rolling"),
                Arguments.of("service s web 1 min=100 max=100", "cannot both be 100"),
                Arguments.of("service s web 1 min=80 max=50", "cannot both be 100"),
                Arguments.of("service s web 1 min=100 max=100", "this will block deployments"),
                Arguments.of("service s web 1 min=101 max=200", "minimumHealthyPercent must be between 0 and 100."),
                Arguments.of("service s web 2 rebalancing=ENABLED min=50 max=100", "Availability Zone rebalancing"),
                Arguments.of("service s web 2 rebalancing=MAYBE", "Invalid availabilityZoneRebalancing: MAYBE"),
                Arguments.of(
                        "service s web 1 place=binpack/disk", "Invalid placement strategy: type binpack, field disk."),
                Arguments.of(
                        "service s web 1 place=spread/rack", "Invalid placement strategy: type spread, field rack."),
                Arguments.of(
                        "service s web 1 place=random,random,random,random,random,random",
                        "At most 5 placement strategies"),
                Arguments.of("service s web 1 constraint=attribute:", "Invalid expression: attribute:"),
                Arguments.of("run web providers=fits:0", "must have a weight greater than zero"),
                Arguments.of("run web providers=fits:1,fits:2", "duplicate capacity providers"),
                Arguments.of("run web providers=fits:5000", "outside of 0 to 1,000"),
                Arguments.of("run web providers=FARGATE:1", "FARGATE is not supported by Moorage yet."),
                Arguments.of("run web providers=gone:1", "The specified capacity provider 'gone' was not found."),
                Arguments.of("run web count=11", "count must be between 1 and 10."),
                Arguments.of("provider aws-mine fleet", "The capacity provider name is invalid"),
                Arguments.of("provider other nowhere", "The specified Auto Scaling group ARN is not valid"),
                Arguments.of("provider other fleet", "is used by another capacity provider."),
                Arguments.of(
                        "cluster-providers providers=gone:1", "The specified capacity provider 'gone' was not found."),
                Arguments.of("task-set t s web 10", "ServiceNotFoundException: Service not found."));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefused(String order, String words) {
        String played = Scenario.play(WORLD + "> " + order + "\n");
        assertThat(played.substring(played.indexOf("> " + order)))
                .contains("Exception: ")
                .contains(words);
    }

    @ParameterizedTest
    @MethodSource("ofTaskSets")
    void ofTaskSetsIsRefused(String order, String words) {
        String played = Scenario.play(
                WORLD + "> service ext 1 controller=EXTERNAL\n> service own web 1\n> task-set t ext web 100\n> " + order
                        + "\n");
        assertThat(played.substring(played.indexOf("> " + order)))
                .contains("Exception: ")
                .contains(words);
    }

    static Stream<Arguments> ofTaskSets() {
        return Stream.of(
                Arguments.of("task-set u own web 10", "UnsupportedFeatureException"),
                Arguments.of("task-set u ext web 101", "The scale must be a percentage between 0 and 100."),
                Arguments.of("scale-set ext t -1", "The scale must be a percentage between 0 and 100."),
                Arguments.of("scale-set own t 10", "UnsupportedFeatureException"),
                Arguments.of("update ext task=web", "Unable to update task definition"));
    }
}
