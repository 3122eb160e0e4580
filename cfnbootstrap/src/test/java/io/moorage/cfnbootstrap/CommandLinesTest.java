package io.moorage.cfnbootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.moorage.cfnbootstrap.api.Http;
import io.moorage.cfnbootstrap.build.FakePrograms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CloudFormation user guide, "CloudFormation helper scripts reference": every command line as it is documented there. */
class CommandLinesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String DOCUMENT = "{\"instanceId\" : \"i-1\"}";

    @TempDir
    private Path root;

    private final FakePrograms programs = new FakePrograms();
    private final List<Http.Request> asked = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String metadata = "{\"AWS::CloudFormation::Init\":{\"config\":{\"files\":{\"/made\":{\"content\":\"x\"}}}},"
            + "\"other\":{\"deep.key\":{\"leaf\":\"word\"}}}";
    private String status = "CREATE_COMPLETE";
    private int failures;

    private int run(String line) {
        return run(line, Map.of("PATH", "/bin"));
    }

    private int run(String line, Map<String, String> environment) {
        List<String> words = Arrays.asList(line.split(" +", -1));
        return Main.run(words.getFirst(), words.subList(1, words.size()), machine(), environment);
    }

    private Machine machine() {
        return new Machine(
                root,
                programs,
                "http://metadata",
                proxies -> this::answer,
                rest -> {},
                new Random(1),
                () -> Instant.parse("2026-01-31T12:00:00Z"),
                () -> "host.example.com",
                7,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private Http.Answer answer(Http.Request request) throws IOException {
        if (request.uri().getHost().equals("metadata")) {
            return switch (request.uri().getPath()) {
                case "/latest/api/token" -> ok("token");
                case "/latest/meta-data/instance-id" -> ok("i-1");
                case "/latest/dynamic/instance-identity/document" -> ok(DOCUMENT);
                case "/latest/dynamic/instance-identity/signature" -> ok("c2ln\nbmVk");
                case "/latest/meta-data/iam/security-credentials/web" ->
                    ok("{\"AccessKeyId\":\"ASIA\",\"SecretAccessKey\":\"s\",\"Token\":\"t\"}");
                default -> new Http.Answer(404, new byte[0]);
            };
        }
        asked.add(request);
        if (failures > 0) {
            failures--;
            throw new IOException("no route");
        }
        Map<String, String> query = query(request.uri());
        if (query.getOrDefault("StackName", "").equals("none")) {
            return new Http.Answer(
                    400,
                    bytes(
                            "{\"Error\":{\"Code\":\"ValidationError\",\"Message\":\"Stack 'none' does not exist\",\"Type\":\"Sender\"}}"));
        }
        return switch (query.getOrDefault("Action", "")) {
            case "DescribeStackResource" ->
                ok("{\"DescribeStackResourceResponse\":{\"DescribeStackResourceResult\":{\"StackResourceDetail\":{"
                        + "\"LogicalResourceId\":\"R\",\"PhysicalResourceId\":\"p\",\"ResourceStatus\":\"" + status
                        + "\",\"LastUpdatedTimestamp\":1.5,\"Metadata\":"
                        + JSON.writeValueAsString(metadata) + "}}}}");
            default -> ok("{}");
        };
    }

    private static Http.Answer ok(String text) {
        return new Http.Answer(200, bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> parameters = new HashMap<>();
        for (String each : String.valueOf(uri.getRawQuery()).split("&", -1)) {
            String[] parts = each.split("=", 2);
            parameters.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void cfnInitBuildsAsTheInstanceItIs() throws Exception {
        assertThat(run("cfn-init -v --stack web --resource R --region eu-west-1"))
                .isZero();
        assertThat(root.resolve("made")).hasContent("x");
        assertThat(root.resolve("var/lib/cfn-init/data/metadata.json")).exists();
        Http.Request request = asked.getFirst();
        assertThat(request.uri().toString()).startsWith("https://cloudformation.eu-west-1.amazonaws.com/?");
        assertThat(query(request.uri()))
                .containsEntry("Action", "DescribeStackResource")
                .containsEntry("StackName", "web")
                .containsEntry("LogicalResourceId", "R")
                .containsEntry("ContentType", "JSON");
        assertThat(request.headers())
                .containsEntry("Authorization", "CFN_V1 eyJpbnN0YW5jZUlkIiA6ICJpLTEifQ==:c2lnbmVk");
        assertThat(Files.readString(root.resolve("var/log/cfn-init.log")))
                .contains("-----------------------Starting build-----------------------")
                .contains("-----------------------Build complete-----------------------");
    }

    @Test
    void keysOfARoleOrAFileSignInstead() throws Exception {
        assertThat(run("cfn-init --stack web --resource R --role web")).isZero();
        assertThat(asked.getFirst().headers().get("Authorization")).startsWith("AWS4-HMAC-SHA256 Credential=ASIA/");
        assertThat(asked.getFirst().headers()).containsEntry("X-Amz-Security-Token", "t");
        Path file = Files.writeString(root.resolve("keys"), "AWSAccessKeyId=AKIA\nAWSSecretKey=s\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(run("cfn-init -s web -r R -f /keys")).isOne();
        assertThat(err()).contains("Please chmod 600 the credential file.");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(run("cfn-init -s web -r R -f /keys")).isZero();
        assertThat(asked.getLast().headers().get("Authorization")).startsWith("AWS4-HMAC-SHA256 Credential=AKIA/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cfn-init --stack web | 1 | Error: You must specify both a stack name and logical resource id",
                "cfn-init --stack none --resource R | 1 | ValidationError: Stack 'none' does not exist",
                "cfn-init --stack web --resource R --configsets a,b | 1 | Error occurred during build: Error: no ConfigSet named a exists",
                "cfn-init --stack web --resource R --configset a | 1 | no ConfigSet named a exists",
                "cfn-init --no-such | 2 | cfn-init: error: no such option: --no-such",
                "cfn-init --stack | 2 | cfn-init: error: --stack option requires an argument",
                "cfn-init --re R | 2 | ambiguous option: --re (--region, --resource?)",
                "cfn-signal | 1 | Error: No WaitConditionHandle URL or logical resource id specified",
                "cfn-signal --resource R | 1 | Error: You must specify a stack name when signaling a resource",
                "cfn-signal -e x --resource R | 2 | option -e: invalid integer value: 'x'",
                "cfn-signal -s maybe --resource R | 2 | invalid choice: 'maybe' (choose from 'true', 'false')",
                "cfn-signal --resource R --stack web http://handle | 1 | Cannot specify both a WaitConditionHandle URL and a logical resource id",
                "cfn-signal %%% | 1 | Error: Invalid WaitConditionHandle URL specified: %%%",
                "cfn-signal --stack none --resource R | 1 | ValidationError: Stack 'none' does not exist",
                "cfn-get-metadata -s web -r R -k no.such | 1 | Error: no.such is not present in the metadata for R",
                "cfn-hup --no-daemon | 1 | Error: Could not find configuration at /etc/cfn",
            })
    void mistakesAreToldAsAwsTellsThem(String line, int status, String message) {
        assertThat(run(line)).isEqualTo(status);
        assertThat(err()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "-e 0, SUCCESS",
        "-e 1, FAILURE",
        "-e137, FAILURE",
        "--exit-code=0, SUCCESS",
        "-s true, SUCCESS",
        "--success false, FAILURE",
        "-s false -e 0, FAILURE",
    })
    void cfnSignalTellsAResourceHowItWent(String options, String status) {
        assertThat(run("cfn-signal " + options + " --stack web --resource Group --region us-east-1"))
                .isZero();
        assertThat(query(asked.getFirst().uri()))
                .containsEntry("Action", "SignalResource")
                .containsEntry("LogicalResourceId", "Group")
                .containsEntry("UniqueId", "i-1")
                .containsEntry("Status", status);
    }

    @ParameterizedTest
    @CsvSource({
        "-r done -d data -i id http://handle/x, SUCCESS, done, data, id",
        "-e 1 http://handle/x, FAILURE, Configuration failed., '', i-1",
        "--reason=why -e 1 aHR0cDovL2hhbmRsZS94, FAILURE, why, '', i-1",
    })
    void cfnSignalTellsAHandle(String options, String status, String reason, String data, String id) throws Exception {
        assertThat(run("cfn-signal " + options)).isZero();
        Http.Request request = asked.getFirst();
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.uri()).hasToString("http://handle/x");
        assertThat(JSON.readTree(request.body()))
                .isEqualTo(JSON.createObjectNode()
                        .put("Status", status)
                        .put("Reason", reason)
                        .put("Data", data)
                        .put("UniqueId", id));
        assertThat(out()).isEqualTo("CloudFormation signaled successfully with " + status + ".\n");
    }

    @Test
    void whatMayPassIsTriedAgain() {
        failures = 4;
        assertThat(run("cfn-signal --stack web --resource R")).isZero();
        assertThat(asked).hasSize(5);
        failures = 5;
        assertThat(run("cfn-signal --stack web --resource R")).isOne();
        assertThat(err()).contains("no route");
    }

    @Test
    void cfnGetMetadataShowsAllOrAPart() {
        assertThat(run("cfn-get-metadata --stack web --resource R")).isZero();
        assertThat(out()).contains("\"AWS::CloudFormation::Init\" : {");
        out.reset();
        assertThat(run("cfn-get-metadata -s web -r R -k other.deep\\.key.leaf")).isZero();
        assertThat(out()).isEqualTo("word\n");
    }

    @Test
    void helpIsOnStandardOutput() {
        assertThat(run("cfn-signal --help")).isZero();
        assertThat(out()).startsWith("Usage: cfn-signal [options] [WaitConditionHandle URL]\n\nOptions:\n");
    }

    private void hook(String triggers) throws IOException {
        Path conf = Files.createDirectories(root.resolve("etc/cfn/hooks.d"));
        Files.writeString(conf.resolveSibling("cfn-hup.conf"), "[main]\nstack=web\nregion = eu-west-1\ninterval=1\n");
        Files.writeString(conf.resolve("reload.conf"), """
                [reload]
                triggers=%s
                path=Resources.R.Metadata.other
                action=/bin/echo changed
                 and more
                runas=root
                """.formatted(triggers));
    }

    @Test
    void cfnHupRunsItsHookWhenWhatItWatchesHasChanged() throws Exception {
        hook("post.update");
        assertThat(run("cfn-hup --no-daemon")).isZero();
        assertThat(programs.lines()).isEmpty();
        assertThat(asked.getFirst().uri().getHost()).isEqualTo("cloudformation.eu-west-1.amazonaws.com");
        metadata = metadata.replace("word", "other word");
        status = "UPDATE_IN_PROGRESS";
        run("cfn-hup --no-daemon");
        assertThat(programs.lines()).as("not while the update goes on").isEmpty();
        status = "UPDATE_COMPLETE";
        String line = "su root -c /bin/echo changed\nand more";
        programs.answer(line, 1, "");
        run("cfn-hup --no-daemon");
        programs.answer(line, 0, "");
        run("cfn-hup --no-daemon");
        run("cfn-hup --no-daemon");
        assertThat(programs.lines()).as("once more after it failed").containsExactly(line, line);
        assertThat(Files.readString(root.resolve("var/log/cfn-hup.log")))
                .contains("Data has changed from previous state; action for reload will be run")
                .contains("Action for reload exited with 1; will retry on next iteration");
    }

    @Test
    void otherTriggersFireWhenItComesAndGoes() throws Exception {
        hook("post.add, post.remove");
        run("cfn-hup --no-daemon -c /etc/cfn");
        metadata = "{}";
        run("cfn-hup --no-daemon");
        run("cfn-hup --no-daemon");
        assertThat(programs.lines()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "on.command | which needs SQS; Moorage has none",
                "'' | No triggers specified for hook reload",
            })
    void hooksThatCannotFireAreRefused(String triggers, String message) throws Exception {
        hook(triggers);
        if (triggers.isEmpty()) {
            Path file = root.resolve("etc/cfn/hooks.d/reload.conf");
            Files.writeString(file, Files.readString(file).replace("triggers=\n", ""));
        }
        assertThat(run("cfn-hup --no-daemon")).isOne();
        assertThat(err()).contains(message);
    }
}
