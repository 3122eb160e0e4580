package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.ecs.placement.Expression;
import io.moorage.ecs.placement.Node;
import io.moorage.model.ecs.Attribute;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.InvalidDefinitionException;
import io.moorage.model.ecs.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ECS guide, "Cluster query language": every subject with every operator it has. */
class ClusterQueryTest {
    private static final Node NODE = new Node(
            ContainerInstance.registered(
                            "arn:aws:ecs:us-east-1:1:container-instance/default/a",
                            "default",
                            "i-abcd1234",
                            Set.of(),
                            Resources.NONE,
                            List.of(
                                    Attribute.of("ecs.instance-type", "g2.xlarge"),
                                    Attribute.of("ecs.availability-zone", "us-east-1a"),
                                    Attribute.of("stack", "prod"),
                                    Attribute.of("slots", "12"),
                                    new Attribute("ecs.capability.efs", Optional.empty())),
                            new ContainerInstance.VersionInfo("1.14.5", "", ""),
                            Instant.parse("2018-06-18T22:28:28Z"),
                            Map.of())
                    .connected(true, Instant.EPOCH),
            Resources.NONE,
            Map.of("service:production", 2),
            2,
            1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attribute:ecs.instance-type == g2.xlarge",
                "attribute:ecs.instance-type equals 'g2.xlarge'",
                "attribute:ecs.instance-type != t2.small",
                "attribute:ecs.instance-type not_equals \"t2.small\"",
                "attribute:ecs.availability-zone in [us-east-1a, us-east-1b]",
                "attribute:ecs.availability-zone !in [us-east-1b]",
                "attribute:ecs.availability-zone not_in [us-east-1b,us-east-1c]",
                "attribute:ecs.instance-type =~ g2.* and attribute:ecs.availability-zone != us-east-1d",
                "attribute:ecs.instance-type matches g2.*",
                "attribute:ecs.instance-type !~ t2.*",
                "attribute:ecs.instance-type not_matches t2.*",
                "attribute:ecs.capability.efs exists",
                "attribute:gpu !exists",
                "attribute:gpu not_exists",
                "attribute:slots > 9",
                "attribute:slots greater_than_equal 12",
                "attribute:slots less_than 100",
                "attribute:slots <= 12.0",
                "task:group == service:production",
                "not(task:group == database)",
                "task:group exists",
                "runningTasksCount == 1",
                "runningTasksCount < 2",
                "agentVersion < 1.15",
                "agentVersion >= 1.14.5",
                "agentVersion > 1.9.9",
                "agentVersion > 1.9",
                "agentVersion == 1.14.5",
                "registeredAt < 2018-06-19",
                "registeredAt > 2018-06-18",
                "registeredAt == 2018-06-18T22:28:28+00:00",
                "registeredAt == 2018-06-18T22:28:28",
                "registeredAt <= 2018-06-18T22:28:28Z",
                "agentConnected == true",
                "agentConnected in [true]",
                "ec2InstanceId in ['i-abcd1234', 'i-wxyx7890']",
                "ec2InstanceId =~ i-abcd.*",
                "(attribute:stack == test or attribute:stack == prod) and !(agentConnected == false)",
                "attribute:stack == test && attribute:gpu exists || runningTasksCount >= 1",
            })
    void matches(String expression) {
        assertThat(Expression.parse(expression).matches(NODE)).isTrue();
        assertThat(Expression.parse("not (" + expression + ")").matches(NODE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "attribute:stack",
                "attribute: == x",
                "stack == prod",
                "attribute:stack == ",
                "attribute:stack in prod",
                "attribute:stack in []",
                "attribute:stack in [prod",
                "attribute:stack =~ [",
                "attribute:stack == (prod)",
                "(attribute:stack == prod",
                "attribute:stack == prod attribute:stack == prod",
                "registeredAt < yesterday",
                "registeredAt < 2018-13-40",
                "runningTasksCount > many",
                "not",
                "attribute:stack !! prod",
            })
    void refuses(String expression) {
        assertThatThrownBy(() -> Expression.parse(expression)).isInstanceOf(InvalidDefinitionException.class);
    }

    /** Whoever writes an expression makes all others wait for it, so there is none that takes long; "a maximum length of 2000 characters". */
    @Test
    void noExpressionTakesLong() {
        assertThat(Expression.parse("attribute:ecs.instance-type =~ '(.*){20}(x*)*b'")
                        .matches(NODE))
                .isFalse();
        assertThatThrownBy(() -> Expression.parse("attribute:stack =~ '((a{1000}){1000}){1000}'"))
                .isInstanceOf(InvalidDefinitionException.class);
        assertThatThrownBy(() -> Expression.parse("attribute:stack == " + "x".repeat(2000)))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining("2000 characters");
    }

    /** An attribute that is not there equals nothing, so it is unequal to anything. */
    @Test
    void whatIsNotThereIsUnequal() {
        assertThat(Expression.parse("attribute:gpu != none").matches(NODE)).isTrue();
        assertThat(Expression.parse("attribute:gpu > 0").matches(NODE)).isFalse();
    }
}
