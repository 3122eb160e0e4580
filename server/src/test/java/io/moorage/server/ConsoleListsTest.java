package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.Uri;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** AWS's lists come in pieces with a token for the next; the console's lists are whole, or say that they are not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleListsTest {
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

    private interface Make {
        HttpResponse<String> one(int number) throws Exception;
    }

    private static void make(int how, Make make) throws Exception {
        for (int number : IntStream.range(0, how).toArray()) {
            HttpResponse<String> answer = make.one(number);
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        }
    }

    private void assertCount(String page, String count) throws Exception {
        assertThat(root.get(page).body()).contains("<span class=\"count\">" + count + "</span>");
    }

    /** CloudWatch Logs API reference, DescribeLogGroups and DescribeLogStreams: "If you don't specify a value, the default is up to 50". */
    @Test
    void logGroupsAndStreamsBeyondTheFirstFifty() throws Exception {
        make(61, i -> server.logs("CreateLogGroup", "{\"logGroupName\":\"/g/%03d\"}".formatted(i)));
        make(
                70,
                i -> server.logs(
                        "CreateLogStream", "{\"logGroupName\":\"/g/000\",\"logStreamName\":\"s%03d\"}".formatted(i)));

        assertCount("logs", "61");
        assertCount("logs/%2Fg%2F000", "70");
        assertCount("logs/%2Fg%2F000?streams-filter=069", "1 of 70");
        assertThat(root.get("logs").body())
                .as("one command, since the CLI pages by itself")
                .containsOnlyOnce("aws logs describe-log-groups");
    }

    /** DescribeLogStreams, "orderBy": of many streams those that were written last are what one looks for. */
    @Test
    void theStreamThatWasWrittenLastIsFirst() throws Exception {
        server.logs("CreateLogGroup", "{\"logGroupName\":\"/g\"}");
        for (String each : new String[] {"alpha", "omega"}) {
            server.logs("CreateLogStream", "{\"logGroupName\":\"/g\",\"logStreamName\":\"" + each + "\"}");
            server.logs(
                    "PutLogEvents",
                    "{\"logGroupName\":\"/g\",\"logStreamName\":\"%s\",\"logEvents\":[{\"timestamp\":%d,\"message\":\"m\"}]}"
                            .formatted(each, System.currentTimeMillis() - (each.equals("alpha") ? 60_000 : 0)));
        }
        String page = root.get("logs/%2Fg").body();
        assertThat(page.indexOf(">omega<")).isPositive().isLessThan(page.indexOf(">alpha<"));
    }

    /** CloudWatch: 50 alarms; SNS: "up to 100 topics"; SSM: 50 parameters; Auto Scaling: 50 groups, by default. */
    @Test
    void alarmsTopicsParametersAndGroupsBeyondTheirFirstPages() throws Exception {
        make(
                101,
                i -> server.cloudWatch("Action=PutMetricAlarm&Namespace=N&MetricName=M&Statistic=Sum&Period=60"
                        + "&EvaluationPeriods=1&Threshold=1&ComparisonOperator=GreaterThanThreshold&AlarmName=a" + i));
        make(101, i -> server.sns("Action=CreateTopic&Name=t" + i));
        make(101, i -> server.ssm("PutParameter", "{\"Name\":\"p" + i + "\",\"Value\":\"v\",\"Type\":\"String\"}"));
        String image = Visitors.between(server.ec2("Action=DescribeImages").body(), "<imageId>");
        make(
                1,
                i -> server.autoScaling(
                        "Action=CreateLaunchConfiguration&LaunchConfigurationName=lc&InstanceType=t3.micro&ImageId="
                                + image));
        make(
                101,
                i -> server.autoScaling("Action=CreateAutoScalingGroup&LaunchConfigurationName=lc&MinSize=0&MaxSize=0"
                        + "&AvailabilityZones.member.1=us-east-1a&AutoScalingGroupName=g" + i));

        assertCount("cloudwatch/alarms", "101");
        assertCount("sns", "101");
        assertCount("ssm", "101");
        assertCount("ec2/auto-scaling-groups", "101");
    }

    /** IAM API reference: "If you do not include this parameter, the number of items defaults to 100". */
    @Test
    void whoHoldsAPolicyAndIsInAGroupBeyondTheFirstHundred() throws Exception {
        String policy = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role";
        make(1, i -> server.iam("Action=CreateGroup&GroupName=all"));
        make(1_001, i -> server.iam("Action=CreateUser&UserName=u%04d".formatted(i)));
        make(101, i -> server.iam("Action=AddUserToGroup&GroupName=all&UserName=u%04d".formatted(i)));
        make(
                101,
                i -> server.iam(
                        "Action=AttachUserPolicy&UserName=u%04d&PolicyArn=%s".formatted(i, Uri.encode(policy))));

        assertCount("iam/users", "the first 1000");
        assertCount("iam/groups/all?tab=users", "101");
        String holders =
                root.get("iam/policies/" + Uri.encode(policy) + "?tab=holders").body();
        assertThat(holders).contains(">u0000<", ">u0100<").doesNotContain("Of more these are");
        assertThat(root.get("iam/simulator").body()).containsOnlyOnce("aws iam list-users");
    }

    /** CloudWatch API reference, ListMetrics: "up to 500 results are returned for any one call". */
    @Test
    void metricsBeyondTheFirstFiveHundred() throws Exception {
        make(
                26,
                i -> server.cloudWatch("Action=PutMetricData&Namespace=N"
                        + IntStream.rangeClosed(1, 20)
                                .mapToObj(k -> "&MetricData.member.%d.MetricName=m%d&MetricData.member.%d.Value=1"
                                        .formatted(k, i * 20 + k, k))
                                .collect(Collectors.joining())));

        assertCount("cloudwatch/metrics", "520");
        assertThat(root.get("cloudwatch/metrics").body()).containsOnlyOnce("aws cloudwatch list-metrics");
    }

    /** EFS API reference, DescribeAccessPoints and DescribeMountTargets: 100 at a time. */
    @Test
    void accessPointsBeyondTheFirstHundred() throws Exception {
        String id = Beginnings.fileSystem(server, "data");
        make(
                101,
                i -> server.efs(
                        "POST",
                        "/2015-02-01/access-points",
                        "{\"ClientToken\":\"t%d\",\"FileSystemId\":\"%s\"}".formatted(i, id)));

        assertCount("efs/" + id + "/access-points", "101");
        assertThat(root.get("efs/" + id + "/access-points").body())
                .as("one command, since the CLI pages by itself")
                .containsOnlyOnce("aws efs describe-access-points");
    }

    /** What is not shown is not said to be not there. */
    @Test
    void aListThatIsCutSaysSo() throws Exception {
        make(1_001, i -> server.ecs("CreateCluster", "{\"clusterName\":\"c%04d\"}".formatted(i)));

        assertCount("ecs/clusters", "the first 1000");
        assertCount("ecs/clusters?clusters-filter=c0999", "1 of the first 1000");
    }

    /** ECS API reference, ListServices: "up to 10 results" or maxResults, and narrowed by no name; the console narrows them. */
    @Test
    void servicesBeyondFiftyAreFoundByTheirName() throws Exception {
        make(1, i -> server.ecs("CreateCluster", "{\"clusterName\":\"many\"}"));
        make(
                1,
                i -> server.ecs(
                        "RegisterTaskDefinition",
                        "{\"family\":\"app\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"nginx\",\"memory\":64}]}"));
        make(
                260,
                i -> server.ecs(
                        "CreateService",
                        "{\"cluster\":\"many\",\"serviceName\":\"%s%03d\",\"taskDefinition\":\"app\",\"desiredCount\":0}"
                                .formatted(i < 200 ? "shop" : "bank", i)));

        String first = root.get("ecs/clusters/many").body();
        assertThat(first).contains("Name contains", "In ECS's order").doesNotContain(">shop099<");
        assertCount("ecs/clusters/many?services-name=SHOP099", "1");
        assertThat(root.get("ecs/clusters/many?services-name=SHOP099").body()).contains(">shop099<");
        String some = root.get("ecs/clusters/many?services-name=shop").body();
        assertThat(some).contains(">shop000<", "services-token=").doesNotContain(">bank200<");
        assertThat(root.get("ecs/clusters/many?services-name=nothing").body()).contains("None is so.");
    }

    /** ListTasks, "serviceName", "startedBy", "containerInstance": narrowed by ECS, and refused in its words. */
    @Test
    void tasksAreNarrowedByWhatListTasksNarrowsBy() throws Exception {
        make(1, i -> server.ecs("CreateCluster", "{\"clusterName\":\"default\"}"));

        assertThat(root.get("ecs/clusters/default?tab=tasks&tasks-started=me").body())
                .contains("name=\"tasks-service\"", "name=\"tasks-instance\"", "name=\"tasks-started\" value=\"me\"")
                .contains("--started-by me")
                .doesNotContain("type=\"hidden\" name=\"tasks-");
        assertThat(root.get("ecs/clusters/default?tab=tasks&tasks-started=me&tasks-service=x")
                        .body())
                .contains("When startedBy is specified, it must be the only filter.");
    }

    /** Every list filters and sorts by its address, and keeps what else the address says. */
    @Test
    void smallListsFilterAndSortToo() throws Exception {
        String group =
                Visitors.between(server.ec2("Action=DescribeSecurityGroups").body(), "<groupId>");
        for (int port : new int[] {81, 82}) {
            root.post(
                    "ec2/security-groups/" + group,
                    "direction=ingress&protocol=tcp&peer=10.0.0.0/8&ports=" + port + "&description=of" + port);
        }
        String page = "ec2/security-groups/" + group;
        assertThat(root.get(page + "?in-rules-filter=of82").body())
                .contains(">of82<", "1 of ")
                .doesNotContain(">of81<");
        String descending =
                root.get(page + "?tab=x&in-rules-sort=5&in-rules-order=desc").body();
        assertThat(descending.indexOf(">of82<")).isLessThan(descending.indexOf(">of81<"));
        assertThat(descending).contains("?tab=x&amp;in-rules-sort=5&amp;in-rules-order=asc");
    }

    /** GetLogEvents, "nextBackwardToken": a stream is gone through from its end to its beginning. */
    @Test
    void aStreamIsReadBackwards() throws Exception {
        server.logs("CreateLogGroup", "{\"logGroupName\":\"g\"}");
        server.logs("CreateLogStream", "{\"logGroupName\":\"g\",\"logStreamName\":\"s\"}");
        assertThat(root.get("logs/g/s").body()).doesNotContain(">Older<", "at a time");
        long now = System.currentTimeMillis() - 60_000;
        String events = IntStream.range(0, 501)
                .mapToObj(i -> "{\"timestamp\":%d,\"message\":\"line%03d\"}".formatted(now + i, i))
                .collect(Collectors.joining(","));
        server.logs("PutLogEvents", "{\"logGroupName\":\"g\",\"logStreamName\":\"s\",\"logEvents\":[" + events + "]}");

        String last = root.get("logs/g/s").body();
        assertThat(last)
                .contains(">line500<", ">line001<", "500 events at a time")
                .doesNotContain(">line000<");
        Matcher older = Pattern.compile("href=\"(\\?[^\"]+)\">Older<").matcher(last);
        assertThat(older.find()).isTrue();
        assertThat(root.get("logs/g/s" + older.group(1).replace("&amp;", "&")).body())
                .contains(">line000<", ">The last ones<")
                .doesNotContain(">line001<", ">Older<");
    }

    /** FilterLogEvents tells the oldest first, "up to 10,000", and a nextToken: who searches looks for what was last. */
    @Test
    void aSearchShowsTheLastThatMatches() throws Exception {
        server.logs("CreateLogGroup", "{\"logGroupName\":\"g\"}");
        server.logs("CreateLogStream", "{\"logGroupName\":\"g\",\"logStreamName\":\"s\"}");
        long now = System.currentTimeMillis() - 60_000;
        for (int batch = 0; batch < 2; batch++) {
            String events = IntStream.range(batch * 6_000, (batch + 1) * 6_000)
                    .mapToObj(i -> "{\"timestamp\":%d,\"message\":\"found%05d\"}".formatted(now + i, i))
                    .collect(Collectors.joining(","));
            assertThat(server.logs(
                                    "PutLogEvents",
                                    "{\"logGroupName\":\"g\",\"logStreamName\":\"s\",\"logEvents\":[" + events + "]}")
                            .statusCode())
                    .isEqualTo(200);
        }

        assertThat(root.get("logs/g?pattern=&range=1h").body())
                .contains("The last 500 of 12000 events", ">found11999<", ">found11500<")
                .doesNotContain(">found11499<", "Go on from there");
        assertThat(root.get("logs/g?pattern=found00007&range=1h").body()).contains("<h2>1 event</h2>", ">found00007<");
    }
}
