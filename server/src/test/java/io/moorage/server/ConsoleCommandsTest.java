package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.Uri;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a page shows or did, as commands of the AWS CLI that reach this Moorage and do the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleCommandsTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)<details class=\"cli[^>]*>.*?<code>(.*?)</code>");
    private static final String TEMPLATE =
            "Parameters: {Secret: {Type: String, NoEcho: true}}\nResources: {Lines: {Type: 'AWS::Logs::LogGroup'}}\n";

    private SimulatedServer server;
    private ConsoleVisitor root;
    private AwsCli cli;

    @BeforeAll
    void start(@TempDir Path home, @TempDir Path cliHome) throws Exception {
        server = new SimulatedServer(home);
        root = new ConsoleVisitor(server);
        cli = new AwsCli(server.uri(), cliHome);
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

    private static List<String> commands(String page) {
        Matcher found = BLOCK.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1)
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .lines()
                .toList();
    }

    /** What was sent, and the page that tells of it. */
    private String done(String path, String form) throws Exception {
        HttpResponse<String> answer = root.post(path, form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        String next = answer.headers().firstValue("location").orElseThrow();
        return root.get(next.replaceFirst("^/console/", "")).body();
    }

    private void run(String line) throws Exception {
        AwsCli.Run run = cli.run(Map.of(), words(line));
        assertThat(run.exitCode()).as(line + "\n" + run.output()).isZero();
    }

    /** As a shell takes them apart. */
    private static String[] words(String line) {
        return Pattern.compile("(?:[^ ']|'[^']*')+")
                .matcher(line.replaceFirst("^aws ", ""))
                .results()
                .map(each -> each.group().replace("'", ""))
                .toArray(String[]::new);
    }

    /** AWS CLI user guide, "Use endpoints in the AWS CLI": AWS_ENDPOINT_URL; without it the line goes to AWS. */
    @Test
    void whereTheyGoIsSaidFirst() throws Exception {
        assertThat(commands(root.get("ecs/clusters").body()))
                .startsWith("export AWS_ENDPOINT_URL=" + server.uri()
                        + " AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1");
    }

    @Test
    void whatAClickDidIsToldAsACommand() throws Exception {
        String page = done("ecs/clusters", "clusterName=shop");
        assertThat(commands(page)).contains("aws ecs create-cluster --cluster-name shop");
        assertThat(root.get("ecs/clusters/shop").body()).as("told once").doesNotContain("create-cluster");
        assertThat(commands(done("ecs/clusters/shop/delete", "")))
                .contains("aws ecs delete-cluster --cluster shop")
                .noneMatch(each -> each.contains("describe"));
    }

    /** CloudFormation user guide, "Parameters": what has NoEcho is shown nowhere. */
    @Test
    void aStackIsToldWithoutItsSecretsAndNamesAFileToWrite() throws Exception {
        String form = "go=create&stackName=s&onFailure=DELETE&p.Secret=hush&template=" + Uri.encode(TEMPLATE);
        String page = done("create-stack", form);
        assertThat(commands(page))
                .contains("aws cloudformation create-stack --stack-name s --template-body file://template.yaml"
                        + " --parameters '[{\"ParameterKey\":\"Secret\",\"ParameterValue\":\"****\"}]' --tags '[]'"
                        + " --on-failure DELETE --no-enable-termination-protection");
        assertThat(page).contains("template.yaml is a file that you write").doesNotContain("hush");
    }

    /** Each as the CLI itself understands it. */
    @Test
    void theCliDoesTheSame() throws Exception {
        Assumptions.assumeTrue(AwsCli.isInstalled());
        server.logs("CreateLogGroup", "{\"logGroupName\":\"/g\"}");
        server.logs("CreateLogStream", "{\"logGroupName\":\"/g\",\"logStreamName\":\"-s\"}");
        for (String page : List.of("logs/%2Fg/-s", "logs/%2Fg?pattern=-quiet&range=all")) {
            for (String line : commands(root.get(page).body())) {
                if (line.startsWith("aws ")) {
                    run(line);
                }
            }
        }
        String alarm = done(
                "cloudwatch/metric?namespace=N&metric=M",
                "alarm=low&statistic=Sum&comparison=LessThanThreshold&missing=ignore&threshold=-1&period=60&periods=1&datapoints=1");
        run(commands(alarm).get(1));
    }
}
