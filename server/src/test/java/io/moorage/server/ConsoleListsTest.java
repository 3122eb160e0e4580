package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
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

    /** What is not shown is not said to be not there. */
    @Test
    void aListThatIsCutSaysSo() throws Exception {
        make(1_001, i -> server.ecs("CreateCluster", "{\"clusterName\":\"c%04d\"}".formatted(i)));

        assertCount("ecs/clusters", "the first 1000");
        assertCount("ecs/clusters?clusters-filter=c0999", "1 of the first 1000");
    }
}
