package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.moorage.awsapi.testing.SdkClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AlreadyExistsException;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;
import software.amazon.awssdk.services.autoscaling.model.StepAdjustment;
import software.amazon.awssdk.services.autoscaling.waiters.AutoScalingWaiter;

/** Auto Scaling as Debian's AWS CLI speaks it, against {@code server --simulate}: a group whose instances join a cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("isInstalled")
final class AutoScalingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern INSTANCE = Pattern.compile("\"InstanceId\": \"(i-[0-9a-f]+)\"");

    private SimulatedServer server;
    private AwsCli cli;

    static boolean isInstalled() {
        return AwsCli.isInstalled();
    }

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        cli = new AwsCli(server.uri(), home);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    /** Auto Scaling user guide, "Get started": and the instance that dies is replaced, in its zone. */
    @Test
    void aGroupOfTwoReplacesTheOneThatDies() throws Exception {
        String image = AwsCli.value(cli.done("ec2", "describe-images"), "ImageId");
        List<String> subnets = Pattern.compile("\"SubnetId\": \"([^\"]+)\"")
                .matcher(cli.done(
                        "ec2", "describe-subnets", "--filters", "Name=availability-zone,Values=us-east-1a,us-east-1b"))
                .results()
                .map(each -> each.group(1))
                .toList();
        cli.done("ecs", "create-cluster", "--cluster-name", "fleet");
        cli.done(
                "autoscaling",
                "create-launch-configuration",
                "--launch-configuration-name",
                "lc",
                "--image-id",
                image,
                "--instance-type",
                "t3.micro",
                "--user-data",
                "#!/bin/sh\necho ECS_CLUSTER=fleet >> /etc/ecs/ecs.config\n");
        cli.done(
                "autoscaling",
                "create-auto-scaling-group",
                "--auto-scaling-group-name",
                "web",
                "--launch-configuration-name",
                "lc",
                "--min-size",
                "1",
                "--max-size",
                "2",
                "--desired-capacity",
                "2",
                "--vpc-zone-identifier",
                String.join(",", subnets),
                "--tags",
                "Key=Name,Value=web,PropagateAtLaunch=true");
        awaitTwoContainerInstances();
        String before = cli.done("autoscaling", "describe-auto-scaling-groups", "--auto-scaling-group-names", "web");
        assertThat(before)
                .contains(
                        "us-east-1a",
                        "us-east-1b",
                        "\"LifecycleState\": \"InService\"",
                        "\"HealthStatus\": \"Healthy\"");
        List<String> first = instances(before);
        assertThat(first).hasSize(2);
        assertThat(cli.done("ec2", "describe-instances", "--instance-ids", first.getFirst()))
                .contains("aws:autoscaling:groupName");

        server.kill(first.getFirst());
        await().atMost(PATIENCE).until(() -> {
            List<String> now = inService();
            return now.size() == 2 && !now.contains(first.getFirst());
        });
        awaitTwoContainerInstances();
        assertThat(cli.done("autoscaling", "describe-scaling-activities", "--auto-scaling-group-name", "web"))
                .contains(
                        "Terminating EC2 instance: " + first.getFirst(),
                        "taken out of service in response to an EC2 health check",
                        "an instance was launched in response to an unhealthy instance needing to be replaced.");
        assertThat(cli.run("autoscaling", "delete-auto-scaling-group", "--auto-scaling-group-name", "web")
                        .output())
                .contains("(ResourceInUse)");
        cli.done("autoscaling", "delete-auto-scaling-group", "--auto-scaling-group-name", "web", "--force-delete");
        await().atMost(PATIENCE).until(() -> !cli.done("autoscaling", "describe-auto-scaling-groups")
                .contains("\"web\""));
        cli.done("autoscaling", "delete-launch-configuration", "--launch-configuration-name", "lc");
    }

    /** The SDK's own waiters and paginators, by launch template. */
    @Test
    void theSdkWaitsForGroups() throws Exception {
        String image = AwsCli.value(cli.done("ec2", "describe-images"), "ImageId");
        cli.done(
                "ec2",
                "create-launch-template",
                "--launch-template-name",
                "template",
                "--launch-template-data",
                "{\"ImageId\":\"" + image + "\",\"InstanceType\":\"t3.small\"}");
        try (AutoScalingClient client =
                        SdkClients.client(AutoScalingClient.builder(), server.uri(), SdkClients.anybody());
                AutoScalingWaiter waiter = client.waiter()) {
            for (String name : List.of("sdk-1", "sdk-2")) {
                client.createAutoScalingGroup(group -> group.autoScalingGroupName(name)
                        .launchTemplate(
                                from -> from.launchTemplateName("template").version("$Latest"))
                        .minSize(1)
                        .maxSize(1)
                        .availabilityZones("us-east-1a"));
            }
            var groups = waiter.waitUntilGroupInService(get -> get.autoScalingGroupNames("sdk-1", "sdk-2"));
            assertThat(groups.matched().response()).hasValueSatisfying(found -> assertThat(found.autoScalingGroups())
                    .allSatisfy(group -> assertThat(group.instances())
                            .singleElement()
                            .satisfies(instance -> {
                                assertThat(instance.instanceType()).isEqualTo("t3.small");
                                assertThat(instance.launchTemplate().version()).isEqualTo("1");
                            })));
            assertThat(client.describeAutoScalingGroupsPaginator(get -> get.maxRecords(1))
                            .autoScalingGroups())
                    .extracting(AutoScalingGroup::autoScalingGroupName)
                    .contains("sdk-1", "sdk-2");
            theSdkReadsPoliciesActivitiesAndRefusals(client);
            for (String name : List.of("sdk-1", "sdk-2")) {
                client.deleteAutoScalingGroup(
                        group -> group.autoScalingGroupName(name).forceDelete(true));
            }
            assertThat(waiter.waitUntilGroupNotExists(get -> get.autoScalingGroupNames("sdk-1", "sdk-2"))
                            .matched()
                            .exception())
                    .isEmpty();
        }
    }

    private static void theSdkReadsPoliciesActivitiesAndRefusals(AutoScalingClient client) {
        client.putScalingPolicy(policy -> policy.autoScalingGroupName("sdk-1")
                .policyName("step")
                .policyType("StepScaling")
                .adjustmentType("ChangeInCapacity")
                .stepAdjustments(StepAdjustment.builder()
                        .metricIntervalLowerBound(0.0)
                        .scalingAdjustment(1)
                        .build()));
        assertThat(client.describePoliciesPaginator(get -> get.autoScalingGroupName("sdk-1"))
                        .scalingPolicies())
                .singleElement()
                .satisfies(
                        policy -> assertThat(policy.stepAdjustments().getFirst().scalingAdjustment())
                                .isEqualTo(1));
        String id = client.describeAutoScalingInstancesPaginator().autoScalingInstances().stream()
                .filter(each -> each.autoScalingGroupName().equals("sdk-1"))
                .findFirst()
                .orElseThrow()
                .instanceId();
        assertThat(client.detachInstances(detach -> detach.autoScalingGroupName("sdk-1")
                                .instanceIds(id)
                                .shouldDecrementDesiredCapacity(false))
                        .activities())
                .singleElement()
                .satisfies(activity -> {
                    assertThat(activity.description()).isEqualTo("Detaching EC2 instance: " + id);
                    assertThat(activity.statusCode()).isEqualTo(ScalingActivityStatusCode.SUCCESSFUL);
                });
        assertThatThrownBy(() -> client.createAutoScalingGroup(group -> group.autoScalingGroupName("sdk-1")
                        .launchTemplate(from -> from.launchTemplateName("template"))
                        .minSize(0)
                        .maxSize(1)
                        .availabilityZones("us-east-1a")))
                .isInstanceOf(AlreadyExistsException.class);
    }

    /** An alarm executes a scaling policy, which adds an instance. */
    @Test
    void anAlarmAddsAnInstance() throws Exception {
        String image = AwsCli.value(cli.done("ec2", "describe-images"), "ImageId");
        cli.done(
                "autoscaling",
                "create-launch-configuration",
                "--launch-configuration-name",
                "alarmed",
                "--image-id",
                image,
                "--instance-type",
                "t3.micro");
        cli.done(
                "autoscaling",
                "create-auto-scaling-group",
                "--auto-scaling-group-name",
                "alarmed",
                "--launch-configuration-name",
                "alarmed",
                "--min-size",
                "0",
                "--max-size",
                "1",
                "--availability-zones",
                "us-east-1c");
        String policy = AwsCli.value(
                cli.done(
                        "autoscaling",
                        "put-scaling-policy",
                        "--auto-scaling-group-name",
                        "alarmed",
                        "--policy-name",
                        "out",
                        "--adjustment-type",
                        "ChangeInCapacity",
                        "--scaling-adjustment",
                        "1"),
                "PolicyARN");
        cli.done(
                "cloudwatch",
                "put-metric-alarm",
                "--alarm-name",
                "busy",
                "--namespace",
                "App",
                "--metric-name",
                "Load",
                "--statistic",
                "Average",
                "--period",
                "60",
                "--evaluation-periods",
                "1",
                "--threshold",
                "5",
                "--comparison-operator",
                "GreaterThanThreshold",
                "--alarm-actions",
                policy);
        cli.done(
                "cloudwatch",
                "set-alarm-state",
                "--alarm-name",
                "busy",
                "--state-value",
                "ALARM",
                "--state-reason",
                "test");
        await().atMost(PATIENCE).until(() -> cli.done(
                        "autoscaling", "describe-scaling-activities", "--auto-scaling-group-name", "alarmed")
                .contains("a monitor alarm busy in state ALARM triggered policy out changing the desired capacity "
                        + "from 0 to 1."));
        assertThat(cli.done("autoscaling", "describe-policies", "--auto-scaling-group-name", "alarmed"))
                .contains("\"AlarmName\": \"busy\"");
        cli.done("autoscaling", "delete-auto-scaling-group", "--auto-scaling-group-name", "alarmed", "--force-delete");
    }

    private void awaitTwoContainerInstances() {
        await().atMost(PATIENCE)
                .until(() -> server.ecs("ListContainerInstances", "{\"cluster\":\"fleet\",\"status\":\"ACTIVE\"}")
                                .body()
                                .split("arn:aws:ecs")
                                .length
                        == 3);
    }

    private List<String> inService() throws Exception {
        String body = server.autoScaling("Action=DescribeAutoScalingInstances").body();
        return Pattern.compile("<InstanceId>(i-[0-9a-f]+)</InstanceId>")
                .matcher(body)
                .results()
                .map(each -> each.group(1))
                .filter(id -> isInService(body, id))
                .toList();
    }

    private static boolean isInService(String body, String id) {
        int at = body.indexOf(id);
        String member = body.substring(body.lastIndexOf("<member>", at), body.indexOf("</member>", at));
        return member.contains("<LifecycleState>InService<");
    }

    private static List<String> instances(String json) {
        return INSTANCE.matcher(json).results().map(each -> each.group(1)).toList();
    }
}
