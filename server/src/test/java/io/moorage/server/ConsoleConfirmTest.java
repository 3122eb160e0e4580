package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.Uri;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** WCAG 2.1, 3.3.4, "Error Prevention": what deletes data or stops what runs asks first, and names what is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleConfirmTest {
    private SimulatedServer server;
    private ConsoleVisitor root;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        root = new ConsoleVisitor(server);
    }

    @AfterEach
    void reset() throws Exception {
        assertThat(server.page("POST", "reset").statusCode()).isEqualTo(200);
    }

    @AfterAll
    void stop() throws Exception {
        root.close();
        server.close();
    }

    private void asks(String path, String form, String... named) throws Exception {
        HttpResponse<String> asked = root.post(path, form);
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
        assertThat(asked.body()).contains(named).contains("Keep it", "name=\"sure\" value=\"yes\"");
    }

    private void does(String path, String form) throws Exception {
        HttpResponse<String> answer = root.post(path, form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    /** Auto Scaling API reference, SetDesiredCapacity: fewer than there are, and instances are terminated. */
    @Test
    void fewerInstances() throws Exception {
        String image = found(server.ec2("Action=DescribeImages").body(), "<imageId>([^<]+)");
        server.autoScaling(
                "Action=CreateLaunchConfiguration&LaunchConfigurationName=lc&InstanceType=t3.micro&ImageId=" + image);
        server.autoScaling("Action=CreateAutoScalingGroup&AutoScalingGroupName=fleet&LaunchConfigurationName=lc"
                + "&MinSize=0&MaxSize=3&DesiredCapacity=1&AvailabilityZones.member.1=us-east-1a");
        Awaitility.await("an instance").atMost(Duration.ofSeconds(20)).until(() -> groups().contains("<InstanceId>"));
        String id = found(groups(), "<InstanceId>([^<]+)");

        asks("ec2/auto-scaling-groups/fleet", "desired=0", "1 instance is terminated", id);
        assertThat(groups()).contains("<DesiredCapacity>1<");
        does("ec2/auto-scaling-groups/fleet", "desired=2");
        does("ec2/auto-scaling-groups/fleet/limits", "min=1&max=4");
        asks("ec2/auto-scaling-groups/fleet/limits", "min=0&max=1", "1 instance is terminated", id);
        assertThat(groups()).contains("<MinSize>1<", "<MaxSize>4<");
        does("ec2/auto-scaling-groups/fleet/limits", "min=0&max=1&sure=yes");
        assertThat(groups()).contains("<DesiredCapacity>1<", "<MaxSize>1<");
        does("ec2/auto-scaling-groups/fleet", "desired=0&sure=yes");
        assertThat(groups()).contains("<DesiredCapacity>0<");
    }

    private String groups() throws Exception {
        return server.autoScaling("Action=DescribeAutoScalingGroups").body();
    }

    /** CloudWatch Logs API reference, PutRetentionPolicy: what is older is deleted. */
    @Test
    void shorterRetention() throws Exception {
        server.logs("CreateLogGroup", "{\"logGroupName\":\"g\"}");

        asks("logs/g/retention", "days=30", "Keep the events of g for 30 days only?", "now they are kept for good");
        assertThat(server.logs("DescribeLogGroups", "{}").body()).doesNotContain("retentionInDays");
        does("logs/g/retention", "days=30&sure=yes");
        does("logs/g/retention", "days=90");
        asks("logs/g/retention", "days=7", "now they are kept for 90 days");
        does("logs/g/retention", "days=0");
    }

    /** CloudWatch API reference, PutMetricAlarm: an alarm of the name is overwritten. */
    @Test
    void anAlarmInThePlaceOfAnother() throws Exception {
        String metric = "cloudwatch/metric?namespace=N&metric=M";
        String alarm =
                "alarm=low&statistic=Sum&comparison=LessThanThreshold&missing=ignore&period=60&periods=1&datapoints=1&threshold=";

        does(metric, alarm + 1);
        asks(
                metric,
                alarm + 2,
                "Put this alarm in the place of the alarm low that there is?",
                "low watches Sum M &lt; 1 for 1 of 1 periods of 60 s no longer");
        assertThat(server.cloudWatch("Action=DescribeAlarms").body()).contains("<Threshold>1.0<");
        does(metric, alarm + "2&sure=yes");
        assertThat(server.cloudWatch("Action=DescribeAlarms").body()).contains("<Threshold>2.0<");
    }

    /** EFS user guide, "Replicating EFS file systems": the destination's data is overwritten. */
    @Test
    void replicatingOntoAFileSystemThatThereIs() throws Exception {
        String source = Beginnings.fileSystem(server, "orders");
        String lost = Beginnings.fileSystem(server, "precious");

        asks(
                "efs/" + source + "/settings/replicate",
                "destination=" + lost,
                "All that precious holds",
                "Replicate " + source + " onto " + lost + "?");
        assertThat(root.post("efs/" + source + "/settings/replicate", "destination=fs-00000000000000000")
                        .body())
                .contains("FileSystemNotFound");
    }

    /** ECS API reference, UpdateService; and the dialogs of its instance, which name what ends with it. */
    @Test
    void noTaskOfAServiceAndTheInstanceItRunsOn() throws Exception {
        server.ecs("CreateCluster", "{\"clusterName\":\"default\"}");
        String instance = found(
                server.ec2("Action=RunInstances&MinCount=1&MaxCount=1&ImageId="
                                + found(server.ec2("Action=DescribeImages").body(), "<imageId>([^<]+)"))
                        .body(),
                "<instanceId>([^<]+)");
        server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"app\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"nginx\",\"memory\":64}]}");
        server.ecs("CreateService", "{\"serviceName\":\"shop\",\"taskDefinition\":\"app\",\"desiredCount\":1}");
        Awaitility.await("a task runs").atMost(Duration.ofSeconds(20)).until(() -> services()
                .contains("\"runningCount\":1"));

        asks(
                "ecs/clusters/default/services/shop/update",
                "desiredCount=0&taskDefinition=app",
                "Its one task is stopped");
        assertThat(services()).contains("\"desiredCount\":1");
        String page = root.get("ec2/instances/" + instance).body();
        assertThat(page)
                .contains("Reboot the instance " + instance + "?")
                .containsPattern("(?s)Terminate the instance.*This task ends: shop \\(app:1\\)\\.");
        String joined = found(server.ecs("ListContainerInstances", "{}").body(), "([0-9a-f]{32})\"");
        assertThat(root.get("ecs/clusters/default/instances/" + joined).body())
                .containsPattern("(?s)Drain i-.*This task ends: shop \\(app:1\\)\\.");
        String task = found(server.ecs("ListTasks", "{}").body(), "([0-9a-f]{32})\"");
        assertThat(root.get("ecs/clusters/default?tab=tasks").body())
                .as("a list of tasks says where each is")
                .containsPattern(task + "(?s).*/instances/" + joined + "\"><code>" + instance);
        assertThat(root.get("ec2/instances/" + instance + "?tab=tasks").body())
                .as("an instance says what is on it")
                .contains("In the cluster default", "/instances/" + joined, "/tasks/" + task);
        assertThat(root.get("ecs/clusters/default/tasks/" + task).body())
                .as("a task says where clients find it, and what becomes of it")
                .contains("/console/ec2/instances/" + instance, "Its service starts another task in its place.")
                .containsPattern("Addresses</dt><dd><code>172\\.31\\.");
        does("ecs/clusters/default/services/shop/update", "desiredCount=1&taskDefinition=app&exec=yes");
        assertThat(services())
                .as("as whoever is refused a terminal is told to")
                .contains("\"enableExecuteCommand\":true");
        does("ecs/clusters/default/services/shop/update", "desiredCount=0&taskDefinition=app&sure=yes");
        assertThat(services()).contains("\"desiredCount\":0");
    }

    private String services() throws Exception {
        return server.ecs("DescribeServices", "{\"services\":[\"shop\"]}").body();
    }

    /** CloudFormation user guide, "Update behaviors of stack resources": only a change set says what is replaced. */
    @Test
    void aStackChangesAfterALookOnly() throws Exception {
        String template = "Resources: {Lines: {Type: 'AWS::Logs::LogGroup', Properties: {LogGroupName: %s}}}\n";
        server.cloudformation("Action=CreateStack&StackName=kept&TemplateBody=" + Uri.encode(template.formatted("a")));
        Awaitility.await("the stack").atMost(Duration.ofSeconds(20)).until(() -> server.cloudformation(
                        "Action=DescribeStacks&StackName=kept")
                .body()
                .contains("CREATE_COMPLETE"));
        String form = "template=" + Uri.encode(template.formatted("b"));

        assertThat(root.post("stacks/kept/update", "go=next&" + form).body())
                .contains("value=\"review\"")
                .doesNotContain("value=\"create\"");
        HttpResponse<String> sent = root.post("stacks/kept/update", "go=create&" + form);
        assertThat(sent.headers().firstValue("location")).hasValue("/console/stacks/kept/change-sets/review-1");
        Awaitility.await("the change set").atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        root.get("stacks/kept/change-sets/review-1").body())
                .contains("although something is lost?", "These go: Lines (AWS::Logs::LogGroup)."));
    }
}
