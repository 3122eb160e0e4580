package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a person finds after AWS has refused what they sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleRefusedTest {
    private SimulatedServer server;
    private ConsoleVisitor root;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        root = new ConsoleVisitor(server);
    }

    @AfterAll
    void stop() throws Exception {
        root.close();
        server.close();
    }

    /** WCAG 2.1, 3.3.3, "Error Suggestion": what was typed is there to be mended. */
    @Test
    void anAlarmThatIsRefusedCanBeMended() throws Exception {
        HttpResponse<String> answer = root.post(
                "cloudwatch/metric?namespace=N&metric=M",
                "alarm=low&statistic=Sum&comparison=LessThanThreshold&missing=ignore&threshold=7.5&period=60&periods=3&datapoints=5");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains(
                        "class=\"alert bad\"",
                        "<details class=\"card\" open>",
                        "name=\"alarm\" value=\"low\"",
                        "name=\"threshold\" value=\"7.5\"",
                        "name=\"periods\" min=\"1\" max=\"100\" value=\"3\"",
                        "<option value=\"LessThanThreshold\" selected>",
                        "<option selected>ignore</option>");
    }

    @Test
    void backLeadsToAPageThatThereIs() throws Exception {
        String id = Beginnings.fileSystem(server, "orders");
        for (String path : new String[] {
            "efs/" + id + "/network/fsmt-00000000000000000/delete",
            "efs/" + id + "/access-points/fsap-00000000000000000/delete",
            "logs/none/delete",
        }) {
            HttpResponse<String> answer = root.post(path, "");
            assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
            Matcher back = Pattern.compile("href=\"/console/([^\"]+)\">Back<").matcher(answer.body());
            assertThat(back.find()).as(answer.body()).isTrue();
            assertThat(root.get(back.group(1)).body()).doesNotContain("There is no such page.");
        }
    }

    /** EC2 API reference, IpPermission: IPv6 blocks are Ipv6Ranges. */
    @Test
    void aRuleOfIpv6IsOne() throws Exception {
        String group =
                Visitors.between(server.ec2("Action=DescribeSecurityGroups").body(), "<groupId>");

        HttpResponse<String> answer = root.post(
                "ec2/security-groups/" + group, "direction=ingress&protocol=tcp&ports=80&peer=::/0&description=all");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(server.ec2("Action=DescribeSecurityGroups").body()).contains("<cidrIpv6>::/0</cidrIpv6>");
    }
}
