package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CloudFormation template reference, "UpdatePolicy attribute", against {@code server --simulate}. */
final class RollingUpdateTest {
    private static final Pattern IN_SERVICE = Pattern.compile(
            "<InstanceId>(i-[0-9a-f]+)</InstanceId>(?:(?!</member>).)*<LifecycleState>InService<", Pattern.DOTALL);

    private static final String TEMPLATE = """
            Parameters:
              Image:
                Type: AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>
                Default: /aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id
            Resources:
              Made:
                Type: AWS::AutoScaling::LaunchConfiguration
                Properties: {ImageId: !Ref Image, InstanceType: TYPE}
              Group:
                Type: AWS::AutoScaling::AutoScalingGroup
                Properties:
                  AvailabilityZones: !GetAZs ''
                  LaunchConfigurationName: !Ref Made
                  MinSize: '1'
                  MaxSize: '3'
                  DesiredCapacity: '2'
                UpdatePolicy: POLICY
            Outputs:
              Name: {Value: !Ref Group}
            """;

    private static String body(String type, String policy) {
        return "&TemplateBody=" + encoded(TEMPLATE.replace("TYPE", type).replace("POLICY", policy));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void instancesAreReplacedOnTheirSignalsAndComeBackWhenThoseFail(@TempDir Path home) throws Exception {
        String rolling =
                "{AutoScalingRollingUpdate: {MinInstancesInService: 2, WaitOnResourceSignals: true, PauseTime: PT5M,"
                        + " SuspendProcesses: [AZRebalance, ReplaceUnhealthy]}}";
        try (SimulatedServer server = new SimulatedServer(home)) {
            done(server, "Action=CreateStack&StackName=roll" + body("t3.micro", rolling));
            String group = settled(server, "CREATE_COMPLETE");
            Set<String> old = inService(server, group, 2);

            done(server, "Action=UpdateStack&StackName=roll" + body("t3.small", rolling));
            signalling(server, group, old, "SUCCESS", ">UPDATE_COMPLETE<");
            Set<String> now = inService(server, group, 2);
            assertThat(now).doesNotContainAnyElementsOf(old);
            assertThat(events(server))
                    .contains(
                            "Terminating 2 obsolete instance(s) in batches of 1, while keeping at least 2 instance(s)")
                    .contains("(Progress 100%)");

            done(server, "Action=UpdateStack&StackName=roll" + body("t3.medium", rolling));
            signalling(server, group, now, "FAILURE", ">UPDATE_ROLLBACK_IN_PROGRESS<");
            signalling(server, group, now, "SUCCESS", ">UPDATE_ROLLBACK_COMPLETE<");
            assertThat(events(server)).contains("Received 1 FAILURE signal(s) out of 1.");
            assertThat(inService(server, group, 2)).isNotEmpty();
            assertThat(server.autoScaling("Action=DescribeAutoScalingGroups&AutoScalingGroupNames.member.1=" + group)
                            .body())
                    .contains("<MinSize>1</MinSize>", "<InstanceType>t3.small</InstanceType>")
                    .doesNotContain("t3.medium", "<ProcessName>");

            String replacing = "{AutoScalingReplacingUpdate: {WillReplace: true}}";
            done(server, "Action=UpdateStack&StackName=roll" + body("t3.large", replacing));
            assertThat(settled(server, "UPDATE_COMPLETE")).isNotEqualTo(group);
            done(server, "Action=DeleteStack&StackName=roll");
            settled(server, "DELETE_COMPLETE");
        }
    }

    /** New instances signal as they come, but only the first that it failed, until the stack has come to a status. */
    private static void signalling(
            SimulatedServer server, String group, Set<String> known, String signal, String status) {
        Set<String> told = new HashSet<>(known);
        await(status).atMost(Duration.ofSeconds(60)).until(() -> {
            for (String id : instances(server, group)) {
                boolean due = signal.equals("SUCCESS") || told.size() == known.size();
                if (due
                        && !told.contains(id)
                        && server.cloudformation(
                                                "Action=SignalResource&StackName=roll&LogicalResourceId=Group&UniqueId="
                                                        + id + "&Status=" + signal)
                                        .statusCode()
                                == 200) {
                    told.add(id);
                }
            }
            return status(server).contains(status);
        });
    }

    private static Set<String> instances(SimulatedServer server, String group) throws Exception {
        Set<String> ids = new HashSet<>();
        IN_SERVICE
                .matcher(server.autoScaling("Action=DescribeAutoScalingGroups&AutoScalingGroupNames.member.1=" + group)
                        .body())
                .results()
                .forEach(each -> ids.add(each.group(1)));
        return ids;
    }

    private static Set<String> inService(SimulatedServer server, String group, int count) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> instances(server, group), ids -> ids.size() == count);
    }

    private static String status(SimulatedServer server) throws Exception {
        return server.cloudformation("Action=DescribeStacks&StackName=roll").body();
    }

    private static String events(SimulatedServer server) throws Exception {
        return server.cloudformation("Action=DescribeStackEvents&StackName=roll")
                .body();
    }

    private static String settled(SimulatedServer server, String status) throws Exception {
        String stack = await().atMost(Duration.ofSeconds(60))
                .until(() -> status(server), body -> !body.contains("_IN_PROGRESS</StackStatus>"));
        assertThat(stack.contains("does not exist") ? "DELETE_COMPLETE" : stack)
                .as(events(server))
                .contains(status);
        List<String> names = Pattern.compile("<OutputValue>([^<]+)<")
                .matcher(stack)
                .results()
                .map(each -> each.group(1))
                .toList();
        return names.isEmpty() ? "" : names.getFirst();
    }

    private static void done(SimulatedServer server, String form) throws Exception {
        var answer = server.cloudformation(form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
