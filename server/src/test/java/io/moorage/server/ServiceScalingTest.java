package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Service Auto Scaling and cluster Auto Scaling, from alarm to task, against {@code server --simulate}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServiceScalingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TARGET = """
            "ServiceNamespace":"ecs","ResourceId":"service/fleet/web","ScalableDimension":"ecs:service:DesiredCount\"""";

    private SimulatedServer server;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        ok(server.ecs("CreateCluster", "{\"clusterName\":\"fleet\"}"));
        ok(server.ecs("RegisterTaskDefinition", """
                {"family":"web","containerDefinitions":[{"name":"web","image":"web","memory":300}]}"""));
        ok(server.autoScaling(
                "Action=CreateLaunchConfiguration&LaunchConfigurationName=lc&InstanceType=t3.micro&ImageId="
                        + value(server.ec2("Action=DescribeImages"), "<imageId>([^<]+)</") + "&UserData="
                        + encoded(Base64.getEncoder()
                                .encodeToString("#!/bin/sh\necho ECS_CLUSTER=fleet >> /etc/ecs/ecs.config\n"
                                        .getBytes(StandardCharsets.UTF_8)))));
        ok(server.autoScaling("Action=CreateAutoScalingGroup&AutoScalingGroupName=fleet&LaunchConfigurationName=lc"
                + "&MinSize=0&MaxSize=4&AvailabilityZones.member.1=us-east-1a"
                + "&NewInstancesProtectedFromScaleIn=true"));
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static String value(HttpResponse<String> answer, String pattern) {
        MatchResult found = Pattern.compile(pattern)
                .matcher(ok(answer).body())
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError(pattern + " in " + answer.body()));
        return found.group(1);
    }

    private String service() throws Exception {
        return server.ecs("DescribeServices", "{\"cluster\":\"fleet\",\"services\":[\"web\"]}")
                .body();
    }

    private String alarmOfGroup() throws Exception {
        return server.autoScaling("Action=DescribePolicies&AutoScalingGroupName=fleet")
                .body();
    }

    /**
     * ECS guide, "Cluster Auto Scaling": tasks without room are PROVISIONING, the reservation says so, a policy of ECS's own grows the
     * group, and instances with tasks are protected. Application Auto Scaling user guide, "Step scaling policies": an alarm changes the
     * desired count; "scheduled actions" its bounds.
     */
    @Test
    void fromAnAlarmToATaskOnANewInstance() throws Exception {
        ok(server.ecs("CreateCapacityProvider", """
                {"name":"grows","autoScalingGroupProvider":{"autoScalingGroupArn":"fleet",
                "managedScaling":{"status":"ENABLED","instanceWarmupPeriod":0},
                "managedTerminationProtection":"ENABLED"}}"""));
        ok(server.ecs("PutClusterCapacityProviders", """
                {"cluster":"fleet","capacityProviders":["grows"],
                "defaultCapacityProviderStrategy":[{"capacityProvider":"grows","weight":1}]}"""));
        ok(server.ecs("CreateService", """
                {"cluster":"fleet","serviceName":"web","taskDefinition":"web","desiredCount":1}"""));
        await().atMost(PATIENCE).until(() -> server.ecs("ListTasks", "{\"cluster\":\"fleet\"}")
                .body()
                .contains("task/fleet/"));
        String task = value(server.ecs("ListTasks", "{\"cluster\":\"fleet\"}"), "task/fleet/([0-9a-f]+)\"");
        assertThat(described(task)).contains("\"lastStatus\":\"PROVISIONING\"", "\"capacityProviderName\":\"grows\"");

        await().atMost(PATIENCE).until(() -> alarmOfGroup().contains("AlarmHigh"));
        await().atMost(PATIENCE)
                .until(() -> server.cloudWatch("Action=ListMetrics&Namespace=AWS%2FECS%2FManagedScaling")
                        .body()
                        .contains("CapacityProviderReservation"));
        String alarm = value(
                server.autoScaling("Action=DescribePolicies&AutoScalingGroupName=fleet"),
                "<AlarmName>([^<]*AlarmHigh[^<]*)</");
        ok(server.cloudWatch("Action=SetAlarmState&StateValue=ALARM&StateReason=test&AlarmName=" + encoded(alarm)));
        await().atMost(PATIENCE).until(() -> service().contains("\"runningCount\":1"));
        await().atMost(PATIENCE).until(() -> server.autoScaling("Action=DescribeAutoScalingInstances")
                .body()
                .contains("<ProtectedFromScaleIn>false</ProtectedFromScaleIn>"));
        assertThat(server.autoScaling("Action=DescribeAutoScalingInstances").body())
                .as("the one with the task, of the two that ECS starts from nothing")
                .contains("<ProtectedFromScaleIn>true</ProtectedFromScaleIn>");
        scalesTheService();
    }

    private void scalesTheService() throws Exception {
        ok(server.applicationAutoScaling(
                "RegisterScalableTarget", "{" + TARGET + ",\"MinCapacity\":1,\"MaxCapacity\":3}"));
        ok(server.applicationAutoScaling("PutScalingPolicy", "{" + TARGET + """
                ,"PolicyName":"cpu","PolicyType":"TargetTrackingScaling","TargetTrackingScalingPolicyConfiguration":
                {"TargetValue":50,"PredefinedMetricSpecification":
                {"PredefinedMetricType":"ECSServiceAverageCPUUtilization"}}}"""));
        String steps = value(
                server.applicationAutoScaling("PutScalingPolicy", "{" + TARGET + """
                        ,"PolicyName":"queue","PolicyType":"StepScaling","StepScalingPolicyConfiguration":
                        {"AdjustmentType":"ChangeInCapacity","Cooldown":0,
                        "StepAdjustments":[{"MetricIntervalLowerBound":0,"ScalingAdjustment":5}]}}"""), "\"PolicyARN\":\"([^\"]+)\"");
        ok(server.cloudWatch("Action=PutMetricData&Namespace=Queue&MetricData.member.1.MetricName=Length"
                + "&MetricData.member.1.Value=9"));
        ok(server.cloudWatch("Action=PutMetricAlarm&AlarmName=long&Namespace=Queue&MetricName=Length&Statistic=Maximum"
                + "&Period=60&EvaluationPeriods=1&Threshold=5&ComparisonOperator=GreaterThanThreshold"
                + "&AlarmActions.member.1=" + encoded(steps)));
        ok(server.cloudWatch("Action=SetAlarmState&StateValue=ALARM&StateReason=test&AlarmName=long"));
        await().atMost(PATIENCE).until(() -> service().contains("\"runningCount\":3"));
        await().atMost(PATIENCE).until(() -> server.applicationAutoScaling(
                        "DescribeScalingActivities", "{\"ServiceNamespace\":\"ecs\"}")
                .body()
                .contains("Change successfully fulfilled by ecs."));
        assertThat(server.applicationAutoScaling("DescribeScalingPolicies", "{\"ServiceNamespace\":\"ecs\"}")
                        .body())
                .contains("TargetTracking-service/fleet/web-AlarmLow-", "\"AlarmName\":\"long\"");
        ok(server.applicationAutoScaling("DeregisterScalableTarget", "{" + TARGET + "}"));
        assertThat(server.cloudWatch("Action=DescribeAlarms").body()).doesNotContain("TargetTracking-service");
        assertThat(server.applicationAutoScaling("DeregisterScalableTarget", "{" + TARGET + "}")
                        .body())
                .contains("ObjectNotFoundException");
    }

    private String described(String task) throws Exception {
        return server.ecs("DescribeTasks", "{\"cluster\":\"fleet\",\"tasks\":[\"" + task + "\"]}")
                .body();
    }
}
