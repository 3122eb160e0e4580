package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.Uri;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** One of each thing that the console has a page for, made through AWS's API on a simulated server. */
final class OneOfEach {
    private static final String POLICY = Uri.encode(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ecs:Describe*\",\"Resource\":\"*\"}]}");
    private static final String TRUST = Uri.encode("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}");
    private static final String TEMPLATE = """
            Parameters: {Kept: {Type: Number, Default: 7, AllowedValues: [7, 14]}}
            Resources:
              Lines: {Type: 'AWS::Logs::LogGroup', Properties: {LogGroupName: /stack/lines, RetentionInDays: !Ref Kept}}
            Outputs: {Group: {Value: !Ref Lines}}
            """;

    private final SimulatedServer server;

    private OneOfEach(SimulatedServer server) {
        this.server = server;
    }

    static void on(SimulatedServer server) throws Exception {
        OneOfEach world = new OneOfEach(server);
        world.files();
        world.network();
        world.containers();
        world.watching();
        world.identities();
        world.stack();
    }

    private void files() throws Exception {
        String id = Beginnings.fileSystem(server, "orders");
        String subnet = found(ok(server.ec2("Action=DescribeSubnets")), "<subnetId>([^<]+)");
        ok(server.efs(
                "POST",
                "/2015-02-01/mount-targets",
                "{\"FileSystemId\":\"" + id + "\",\"SubnetId\":\"" + subnet + "\"}"));
        ok(server.efs("POST", "/2015-02-01/access-points", "{\"ClientToken\":\"a\",\"FileSystemId\":\"" + id + "\"}"));
        try (ConsoleVisitor root = new ConsoleVisitor(server)) {
            root.post("efs/" + id + "/upload", "path=/&name=notes.txt&offset=0&last=yes&data=bm90ZXM=");
            root.post("efs/" + id + "/snapshots", "");
            awaited(
                    "the snapshot",
                    () -> root.get("efs/" + id + "/snapshots").body().contains("COMPLETED"));
        }
    }

    private void network() throws Exception {
        ok(server.ec2("Action=CreateKeyPair&KeyName=door"));
        ok(
                server.elb(
                        "Action=CreateLoadBalancer&LoadBalancerName=db&AvailabilityZones.member.1=us-east-1a"
                                + "&Listeners.member.1.Protocol=TCP&Listeners.member.1.LoadBalancerPort=3306&Listeners.member.1.InstancePort=3306"));
        ok(server.autoScaling(
                "Action=CreateLaunchConfiguration&LaunchConfigurationName=lc&InstanceType=t3.micro&ImageId="
                        + image()));
        ok(server.autoScaling("Action=CreateAutoScalingGroup&AutoScalingGroupName=fleet&LaunchConfigurationName=lc"
                + "&MinSize=0&MaxSize=3&DesiredCapacity=0&AvailabilityZones.member.1=us-east-1a"));
        ok(server.autoScaling("Action=PutScalingPolicy&AutoScalingGroupName=fleet&PolicyName=more"
                + "&AdjustmentType=ChangeInCapacity&ScalingAdjustment=1"));
    }

    private void containers() throws Exception {
        ok(server.ecs("CreateCluster", "{\"clusterName\":\"default\"}"));
        String instance = found(
                ok(server.ec2("Action=RunInstances&MinCount=1&MaxCount=1&ImageId=" + image())), "<instanceId>([^<]+)");
        ok(server.elb("Action=RegisterInstancesWithLoadBalancer&LoadBalancerName=db&Instances.member.1.InstanceId="
                + instance));
        for (int memory : new int[] {64, 96}) {
            ok(server.ecs(
                    "RegisterTaskDefinition",
                    "{\"family\":\"app\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"nginx\",\"memory\":"
                            + memory + "}]}"));
        }
        ok(server.ecs("CreateService", "{\"serviceName\":\"shop\",\"taskDefinition\":\"app\",\"desiredCount\":1}"));
        awaited("a task runs", () -> ok(server.ecs("DescribeServices", "{\"services\":[\"shop\"]}"))
                .contains("\"runningCount\":1"));
    }

    private void watching() throws Exception {
        ok(server.cloudWatch("Action=PutMetricData&Namespace=Shop&MetricData.member.1.MetricName=Orders"
                + "&MetricData.member.1.Value=7&MetricData.member.1.Timestamp="
                + Uri.encode(Instant.now().minusSeconds(90).toString())));
        ok(server.cloudWatch("Action=PutMetricAlarm&AlarmName=crowded&Namespace=Shop&MetricName=Orders&Statistic=Sum"
                + "&Period=60&EvaluationPeriods=1&Threshold=25&ComparisonOperator=GreaterThanThreshold"));
        ok(server.logs("CreateLogGroup", "{\"logGroupName\":\"/ecs/shop\"}"));
        ok(server.logs("CreateLogStream", "{\"logGroupName\":\"/ecs/shop\",\"logStreamName\":\"web\"}"));
        ok(server.logs(
                "PutLogEvents",
                "{\"logGroupName\":\"/ecs/shop\",\"logStreamName\":\"web\",\"logEvents\":[{\"timestamp\":"
                        + Instant.now().toEpochMilli() + ",\"message\":\"it began\"}]}"));
        ok(server.sns("Action=CreateTopic&Name=news"));
        ok(server.ssm("PutParameter", "{\"Name\":\"/shop/size\",\"Value\":\"large\",\"Type\":\"String\"}"));
    }

    private void identities() throws Exception {
        String policy = found(
                ok(server.iam("Action=CreatePolicy&PolicyName=lookers&PolicyDocument=" + POLICY)), "<Arn>([^<]+)");
        ok(server.iam("Action=CreatePolicyVersion&PolicyDocument=" + POLICY + "&PolicyArn=" + Uri.encode(policy)));
        ok(server.iam("Action=CreateUser&UserName=eve"));
        ok(server.iam("Action=CreateAccessKey&UserName=eve"));
        ok(server.iam("Action=AttachUserPolicy&UserName=eve&PolicyArn=" + Uri.encode(policy)));
        ok(server.iam("Action=PutUserPolicy&UserName=eve&PolicyName=own&PolicyDocument=" + POLICY));
        ok(server.iam("Action=CreateGroup&GroupName=keepers"));
        ok(server.iam("Action=AddUserToGroup&GroupName=keepers&UserName=eve"));
        ok(server.iam("Action=AttachGroupPolicy&GroupName=keepers&PolicyArn=" + Uri.encode(policy)));
        ok(server.iam("Action=CreateRole&RoleName=actor&AssumeRolePolicyDocument=" + TRUST));
        ok(server.iam("Action=CreateInstanceProfile&InstanceProfileName=actor"));
        ok(server.iam("Action=AddRoleToInstanceProfile&InstanceProfileName=actor&RoleName=actor"));
    }

    /** With a change set that waits for its review, and a drift that was looked for. */
    private void stack() throws Exception {
        ok(server.cloudformation("Action=CreateStack&StackName=files&TemplateBody=" + Uri.encode(TEMPLATE)));
        awaited("the stack", () -> ok(server.cloudformation("Action=DescribeStacks&StackName=files"))
                .contains("CREATE_COMPLETE"));
        ok(server.cloudformation("Action=DetectStackDrift&StackName=files"));
        ok(server.cloudformation("Action=CreateChangeSet&StackName=files&ChangeSetName=longer&UsePreviousTemplate=true"
                + "&Parameters.member.1.ParameterKey=Kept&Parameters.member.1.ParameterValue=14"));
        awaited("the change set", () -> ok(server.cloudformation(
                        "Action=DescribeChangeSet&StackName=files&ChangeSetName=longer"))
                .contains("CREATE_COMPLETE"));
    }

    private String image() throws Exception {
        return Uri.encode(found(ok(server.ec2("Action=DescribeImages")), "<imageId>([^<]+)"));
    }

    private interface Check {
        boolean holds() throws Exception;
    }

    private static void awaited(String what, Check check) {
        Awaitility.await(what).atMost(Duration.ofSeconds(30)).until(check::holds);
    }

    private static String ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
