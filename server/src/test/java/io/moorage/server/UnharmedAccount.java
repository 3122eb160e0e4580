package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.base.sigv4.SigningCredentials;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * An account in which something is there already, on a server of its own: whatever a mistake harms, it shows. Each is refused with its
 * status and code and a message that says what is wrong, and leaves nothing behind.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UnharmedAccount {
    private static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},"
                    + "\"Action\":\"sts:AssumeRole\"}]}";

    private final Map<String, String> names = new HashMap<>();
    SimulatedServer server;

    /** A user whom no policy allows anything. */
    SigningCredentials alice;

    private Map<String, String> before;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        done(server.ecs("CreateCluster", "{}"));
        done(server.ecs("RegisterTaskDefinition", """
                {"family":"web","containerDefinitions":[{"name":"web","image":"httpd","memory":64}]}"""));
        done(server.ecs("CreateService", """
                {"serviceName":"taken","taskDefinition":"web","desiredCount":0}"""));
        done(server.efs("POST", "/2015-02-01/file-systems", "{\"CreationToken\":\"taken\"}"));
        names.put("fs", awaitFileSystem());
        done(server.efs(
                "POST",
                "/2015-02-01/access-points",
                "{\"ClientToken\":\"taken\",\"FileSystemId\":\"" + names.get("fs") + "\"}"));
        names.put("fsap", awaitAccessPoint());
        names.put("subnet", first(server.ec2("Action=DescribeSubnets").body(), "<subnetId>(subnet-[0-9a-f]+)<"));
        names.put("vpc", first(server.ec2("Action=DescribeVpcs").body(), "<vpcId>(vpc-[0-9a-f]+)<"));
        names.put("ami", first(server.ec2("Action=DescribeImages").body(), "<imageId>(ami-[0-9a-f]+)<"));
        names.put("group", first(server.ec2("Action=DescribeSecurityGroups").body(), "<groupId>(sg-[0-9a-f]+)<"));
        done(server.iam("Action=CreateRole&RoleName=taken&AssumeRolePolicyDocument=" + encoded(TRUST)));
        done(server.iam("Action=CreateUser&UserName=alice"));
        String key = done(server.iam("Action=CreateAccessKey&UserName=alice")).body();
        alice = new SigningCredentials(
                first(key, "<AccessKeyId>([^<]+)<"), first(key, "<SecretAccessKey>([^<]+)<"), null);
        before = AccountState.of(server);
    }

    /** It answers, and nothing is half-made. */
    @AfterEach
    void nothingChanged() throws Exception {
        assertThat(AccountState.of(server)).isEqualTo(before);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    static void refused(HttpResponse<String> answer, int status, String code, String message) {
        assertThat(answer.body())
                .contains(code)
                .contains(message)
                .doesNotContain("io.moorage")
                .doesNotContain("\tat ");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static HttpResponse<String> done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer;
    }

    /** Made and measured: its description does not change by itself any more, within the hour. */
    private String awaitFileSystem() {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> {
                            String body = server.efs("GET", "/2015-02-01/file-systems", "")
                                    .body();
                            return body.contains("\"available\"") && body.contains("\"Timestamp\"") ? body : "";
                        },
                        body -> !body.isEmpty())
                .replaceAll("(?s).*\"FileSystemId\":\"([^\"]+)\".*", "$1");
    }

    private String awaitAccessPoint() {
        return first(
                await().atMost(Duration.ofSeconds(30))
                        .until(
                                () -> server.efs("GET", "/2015-02-01/access-points", "")
                                        .body(),
                                body -> body.contains("\"available\"")),
                "\"AccessPointId\":\"([^\"]+)\"");
    }

    /** With what is there for the names in braces. */
    final String filled(String text) {
        String filled = text.replace("{trust}", encoded(TRUST))
                .replace("{long}", "k".repeat(128))
                .replace(
                        "{policy}",
                        encoded(
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}"));
        for (Map.Entry<String, String> each : names.entrySet()) {
            filled = filled.replace("{" + each.getKey() + "}", each.getValue());
        }
        return filled;
    }

    static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }
}
