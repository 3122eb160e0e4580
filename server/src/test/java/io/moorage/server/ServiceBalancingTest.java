package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.elb.Balancers.Counts;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** ECS services and Auto Scaling groups with a Classic Load Balancer, against {@code server --simulate}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServiceBalancingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern IN_SERVICE =
            Pattern.compile("<InstanceId>(i-[0-9a-f]+)</InstanceId>\\s*<State>InService</State>");
    private static final String TRUST = """
            {"Statement":[{"Effect":"Allow","Principal":{"Service":["ecs.amazonaws.com"]},"Action":["sts:AssumeRole"]}]}""";
    private static final String POLICY = """
            {"Statement":[{"Effect":"Allow","Resource":"*","Action":["elasticloadbalancing:RegisterInstancesWithLoadBalancer",
            "elasticloadbalancing:DeregisterInstancesFromLoadBalancer"]}]}""";

    private static final String STATISTICS = "&Statistics.member.1=Sum&Statistics.member.2=Minimum"
            + "&Statistics.member.3=Maximum&Statistics.member.4=Average&Statistics.member.5=SampleCount";

    private SimulatedServer server;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        ok(server.ecs("CreateCluster", "{\"clusterName\":\"fleet\"}"));
        ok(server.iam("Action=CreateRole&RoleName=balances&AssumeRolePolicyDocument=" + encoded(TRUST)));
        ok(server.iam("Action=PutRolePolicy&RoleName=balances&PolicyName=elb&PolicyDocument=" + encoded(POLICY)));
        ok(server.iam("Action=CreateRole&RoleName=may-not&AssumeRolePolicyDocument=" + encoded(TRUST)));
        ok(server.ecs("RegisterTaskDefinition", """
                {"family":"db","containerDefinitions":[{"name":"db","image":"mysql","memory":128,
                "portMappings":[{"containerPort":3306,"hostPort":3306}]}]}"""));
        ok(server.autoScaling(
                "Action=CreateLaunchConfiguration&LaunchConfigurationName=lc&InstanceType=t3.micro&ImageId="
                        + value(server.ec2("Action=DescribeImages"), "imageId") + "&UserData="
                        + encoded(Base64.getEncoder()
                                .encodeToString("#!/bin/sh\necho ECS_CLUSTER=fleet >> /etc/ecs/ecs.config\n"
                                        .getBytes(StandardCharsets.UTF_8)))));
        ok(server.autoScaling("Action=CreateAutoScalingGroup&AutoScalingGroupName=fleet&LaunchConfigurationName=lc"
                + "&MinSize=2&MaxSize=2&AvailabilityZones.member.1=us-east-1a&AvailabilityZones.member.2=us-east-1b"));
        // Measured while other tests run.
        balancer("metered");
        server.balancers()
                .carried("metered", new Counts(10, 5_000_000, 2, 1, 3, Map.of(5, 3L), Map.of(2, 7L, 4, 1L, 5, 2L)));
        await().atMost(PATIENCE)
                .until(() -> server.ecs("ListContainerInstances", "{\"cluster\":\"fleet\"}")
                                .body()
                                .split("container-instance/", -1)
                                .length
                        == 3);
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

    private static String value(HttpResponse<String> answer, String element) {
        MatchResult found = Pattern.compile("<" + element + ">([^<]+)</")
                .matcher(ok(answer).body())
                .results()
                .findFirst()
                .orElseThrow();
        return found.group(1);
    }

    private void balancer(String name) throws Exception {
        ok(server.elb("Action=CreateLoadBalancer&LoadBalancerName=" + name
                + "&AvailabilityZones.member.1=us-east-1a&AvailabilityZones.member.2=us-east-1b"
                + "&Listeners.member.1.Protocol=TCP&Listeners.member.1.LoadBalancerPort=3306"
                + "&Listeners.member.1.InstancePort=3306"));
        ok(server.elb("Action=ModifyLoadBalancerAttributes&LoadBalancerName=" + name
                + "&LoadBalancerAttributes.ConnectionDraining.Enabled=true"
                + "&LoadBalancerAttributes.ConnectionDraining.Timeout=300"));
    }

    private HttpResponse<String> service(String name, String balancer, String role) throws Exception {
        return server.ecs("CreateService", """
                {"cluster":"fleet","serviceName":"%s","taskDefinition":"db","desiredCount":1,"role":"%s",
                "loadBalancers":[{"loadBalancerName":"%s","containerName":"db","containerPort":3306}]}""".formatted(name, role, balancer));
    }

    private List<String> inService(String balancer) throws Exception {
        return IN_SERVICE
                .matcher(ok(server.elb("Action=DescribeInstanceHealth&LoadBalancerName=" + balancer))
                        .body())
                .results()
                .map(each -> each.group(1))
                .toList();
    }

    private String described(String service) throws Exception {
        return server.ecs("DescribeServices", "{\"cluster\":\"fleet\",\"services\":[\"" + service + "\"]}")
                .body();
    }

    /** ECS developer guide, "Service load balancing": registered while its task runs, drained before the task is stopped. */
    @Test
    void theBalancerFollowsTheTask() throws Exception {
        balancer("db");
        ok(service("db", "db", "balances"));
        String first = await().atMost(PATIENCE)
                .until(() -> inService("db"), each -> each.size() == 1)
                .getFirst();
        assertThat(described("db"))
                .contains(
                        "(service db) registered 1 instances in (elb db)",
                        "\"loadBalancerName\":\"db\"",
                        "role/balances");

        server.kill(first);
        String second = await().atMost(PATIENCE)
                .until(() -> inService("db"), each -> each.size() == 1 && !each.contains(first))
                .getFirst();

        server.balancers().busy(second, true);
        ok(server.ecs("UpdateService", "{\"cluster\":\"fleet\",\"service\":\"db\",\"desiredCount\":0}"));
        await().atMost(PATIENCE).until(() -> server.elb("Action=DescribeInstanceHealth&LoadBalancerName=db")
                .body()
                .contains("Instance deregistration currently in progress."));
        assertThat(task()).as("it waits for its connections").contains("\"lastStatus\":\"DEACTIVATING\"");
        server.balancers().busy(second, false);
        await().atMost(PATIENCE).until(() -> task().contains("\"tasks\":[]"));
        assertThat(inService("db")).isEmpty();
        assertThat(described("db"))
                .contains(
                        "(service db) deregistered 1 instances in (elb db)",
                        "(service db) has begun draining connections on 1 tasks.");
    }

    /** The service's live task. */
    private String task() throws Exception {
        String list = server.ecs(
                        "ListTasks", "{\"cluster\":\"fleet\",\"serviceName\":\"db\",\"desiredStatus\":\"STOPPED\"}")
                .body();
        List<String> arns = Pattern.compile("arn:aws:ecs[^\"]+")
                .matcher(list)
                .results()
                .map(each -> "\"" + each.group() + "\"")
                .toList();
        if (arns.isEmpty()) {
            return "{\"tasks\":[]}";
        }
        String tasks = server.ecs("DescribeTasks", "{\"cluster\":\"fleet\",\"tasks\":[" + String.join(",", arns) + "]}")
                .body();
        return tasks.contains("DEACTIVATING") ? tasks : "{\"tasks\":[]}";
    }

    /** The role's policies decide, and what they refuse is an event of the service. */
    @Test
    void aRoleThatMayNotRegisterIsTold() throws Exception {
        balancer("closed");
        assertThat(service("nobody", "closed", "nobody").body()).contains("Unable to assume role");
        assertThat(service("nobody", "missing", "balances").body()).contains("There is no ACTIVE Load Balancer");
        ok(service("denied", "closed", "may-not"));
        await().atMost(PATIENCE).until(() -> described("denied")
                .contains("failed to register instances in (elb closed) with (error AccessDenied"));
        assertThat(inService("closed")).isEmpty();
        ok(server.ecs("DeleteService", "{\"cluster\":\"fleet\",\"service\":\"denied\",\"force\":true}"));
    }

    /** ECS developer guide, "Service load balancing": dynamic host ports are the other generations'; here an instance has one port. */
    @Test
    void aHostPortThatTheInstancePicksIsRefused() throws Exception {
        balancer("fixed");
        ok(server.ecs("RegisterTaskDefinition", """
                {"family":"picked","containerDefinitions":[{"name":"web","image":"web","memory":64,
                "portMappings":[{"containerPort":80}]}]}"""));
        assertThat(server.ecs("CreateService", """
                                {"cluster":"fleet","serviceName":"picked","taskDefinition":"picked","desiredCount":1,
                                "loadBalancers":[{"loadBalancerName":"fixed","containerName":"web","containerPort":80}]}""").body())
                .contains("InvalidParameterException", "Classic Load Balancers require a static host port.");
    }

    /** Auto Scaling user guide, "Attach a load balancer": it gets the members that are in service, and loses those that leave. */
    @Test
    void aGroupsMembersAreItsBalancers() throws Exception {
        balancer("group");
        ok(server.autoScaling(
                "Action=AttachLoadBalancers&AutoScalingGroupName=fleet&LoadBalancerNames.member.1=group"));
        await().atMost(PATIENCE).until(() -> inService("group").size() == 2);
        String sick = inService("group").getFirst();
        ok(server.autoScaling("Action=UpdateAutoScalingGroup&AutoScalingGroupName=fleet&HealthCheckType=ELB"
                + "&HealthCheckGracePeriod=0"));
        server.balancers().sick(sick, true);
        await().atMost(PATIENCE)
                .until(() ->
                        inService("group").size() == 2 && !inService("group").contains(sick));
        anInstanceWithConnectionsEndsAfterThem();
        ok(server.autoScaling(
                "Action=DetachLoadBalancers&AutoScalingGroupName=fleet&LoadBalancerNames.member.1=group"));
        await().atMost(PATIENCE).until(() -> inService("group").isEmpty());
    }

    /** Guide, "Configure connection draining": Auto Scaling waits for it. */
    private void anInstanceWithConnectionsEndsAfterThem() throws Exception {
        String busy = inService("group").getFirst();
        server.balancers().busy(busy, true);
        ok(server.autoScaling(
                "Action=TerminateInstanceInAutoScalingGroup&ShouldDecrementDesiredCapacity=false&InstanceId=" + busy));
        await("two others, besides the one that drains")
                .atMost(PATIENCE)
                .until(() -> inService("group").size() == 3);
        assertThat(activities()).contains(busy + " - Waiting For ELB connection draining.");
        assertThat(ok(server.ec2("Action=DescribeInstances&InstanceId.1=" + busy))
                        .body())
                .contains("<name>running</name>");
        server.balancers().busy(busy, false);
        await().atMost(PATIENCE).until(() -> !activities().contains("Waiting For ELB"));
    }

    private String activities() throws Exception {
        return ok(server.autoScaling("Action=DescribeScalingActivities&AutoScalingGroupName=fleet"))
                .body();
    }

    /**
     * Guide, "CloudWatch metrics for your Classic Load Balancer": by {@code LoadBalancerName}, hosts also by {@code
     * AvailabilityZone}; "the most useful statistic is Sum. Note that Minimum, Maximum, and Average all return 1".
     */
    @Test
    void aBalancerIsMeasured() throws Exception {
        assertThat(measured("RequestCount", ""))
                .contains("<Sum>10", "<Minimum>1.0", "<Maximum>1.0", "<Average>1.0", "<SampleCount>10");
        assertThat(measured("Latency", "")).contains("<Average>0.5", "<Unit>Seconds");
        assertThat(measured("HTTPCode_Backend_2XX", "")).contains("<Sum>7");
        assertThat(measured("HTTPCode_Backend_4XX", "")).contains("<Sum>1");
        assertThat(measured("HTTPCode_Backend_5XX", "")).contains("<Sum>2");
        assertThat(measured("HTTPCode_ELB_5XX", "")).contains("<Sum>3");
        assertThat(measured("BackendConnectionErrors", "")).contains("<Sum>2");
        assertThat(measured("SurgeQueueLength", "")).contains("<Maximum>1");
        assertThat(measured("SpilloverCount", "")).contains("<Sum>3");
        String zone = "&Dimensions.member.2.Name=AvailabilityZone&Dimensions.member.2.Value=us-east-1a";
        assertThat(measured("HealthyHostCount", zone)).contains("<Maximum>0");
        assertThat(measured("UnHealthyHostCount", "")).contains("<Maximum>0", "<Unit>Count");
    }

    private String measured(String metric, String more) throws Exception {
        Instant now = InstantSource.system().instant();
        return await(metric)
                .atMost(PATIENCE)
                .until(
                        () -> ok(server.cloudWatch(
                                        "Action=GetMetricStatistics&Namespace=AWS/ELB&Period=3600&MetricName="
                                                + metric + "&Dimensions.member.1.Name=LoadBalancerName"
                                                + "&Dimensions.member.1.Value=metered" + more + STATISTICS
                                                + "&StartTime="
                                                + now.minus(Duration.ofHours(1)) + "&EndTime="
                                                + now.plus(Duration.ofHours(1))))
                                .body(),
                        each -> each.contains("<Timestamp>"));
    }

    /** CloudFormation user guide, {@code AWS::AutoScaling::AutoScalingGroup}: LoadBalancerNames, "Update requires: No interruption". */
    @Test
    void aStackGivesItsGroupAnotherBalancer() throws Exception {
        stack("CreateStack", "First", "CREATE_COMPLETE");
        String member = await().atMost(PATIENCE)
                .until(() -> inService("stack-first"), each -> each.size() == 1)
                .getFirst();
        stack("UpdateStack", "Second", "UPDATE_COMPLETE");
        await().atMost(PATIENCE)
                .until(() -> inService("stack-first").isEmpty()
                        && inService("stack-second").equals(List.of(member)));
        ok(server.cloudformation("Action=DeleteStack&StackName=balanced"));
    }

    private void stack(String action, String balancer, String end) throws Exception {
        String template = """
                {"Resources":{"First":%s,"Second":%s,"Group":{"Type":"AWS::AutoScaling::AutoScalingGroup","Properties":{
                "MinSize":"1","MaxSize":"1","LaunchConfigurationName":"lc","AvailabilityZones":["us-east-1a"],
                "LoadBalancerNames":[{"Ref":"%s"}]}}}}""".formatted(inStack("stack-first"), inStack("stack-second"), balancer);
        ok(server.cloudformation("Action=" + action + "&StackName=balanced&TemplateBody=" + encoded(template)));
        await().atMost(PATIENCE).until(() -> server.cloudformation("Action=DescribeStacks&StackName=balanced")
                .body()
                .contains("<StackStatus>" + end + "<"));
    }

    private static String inStack(String name) {
        return """
                {"Type":"AWS::ElasticLoadBalancing::LoadBalancer","Properties":{"LoadBalancerName":"%s",
                "AvailabilityZones":["us-east-1a"],"Listeners":[{"Protocol":"TCP","LoadBalancerPort":"80",
                "InstancePort":"80"}]}}""".formatted(name);
    }
}
