package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.base.sigv4.Uri;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A terminal in a container, from the browser to the agent's end of the session, and one on an instance. */
final class ConsoleTerminalTest extends ConsoleInBrowser {
    private final ObjectMapper json = new ObjectMapper();
    /** API_ExecuteCommand: what is typed reaches the command, what it writes is shown, and its end is told. */
    @Test
    void aShellIsTypedIntoUntilItEnds() throws Exception {
        Tab tab = browser.tab();
        String instance = openTask(tab, true);
        tab.click("Terminal");
        tab.sees("Not connected.");
        assertThat(tab.text()).doesNotContain("without a terminal");
        connect(tab);
        tab.sees("Starting session with SessionId: ecs-execute-command-");
        Agent agent = new Agent(instance, sessionId(tab));
        agent.say("ExecReady", "{}");
        JsonNode started = agent.hears("ExecStart");
        assertThat(started.path("terminal").asBoolean()).isTrue();
        assertThat(started.path("rows").asInt()).isGreaterThan(5);
        assertThat(started.path("columns").asInt()).isGreaterThan(60);
        tab.sees("Connected.");
        agent.writes("root@container:/# ");
        tab.sees("root@container:/#");

        tab.type("ls -l /\r");
        assertThat(agent.typed()).startsWith("ls -l /\r");
        agent.writes("ls -l /\r\n\u001b[1;34mvar\u001b[0m  \u001b[32mhello\u001b[0m\r\nroot@container:/# ");
        tab.sees("var hello");
        Look.shot(tab, "terminal");
        tab.size(Look.SMALL, 640);
        agent.hearsOfFewerColumns(started.path("columns").asInt());

        agent.say("ExecEnd", "{\"exitCode\":3}");
        tab.sees("The command ended with exit code 3.");
        assertThat(agent.heard.poll(10, TimeUnit.SECONDS))
                .as("ended with the shell")
                .isNotNull();
    }

    /** API_StartSession: the shell of an instance, from its own page. */
    @Test
    void aShellOfAnInstanceIsTypedIntoUntilItEnds() throws Exception {
        Tab tab = browser.tab();
        String ignored = openTask(tab, false);
        String id = server.ec2("Action=DescribeInstances").body().replaceFirst("(?s).*?<instanceId>([^<]+)<.*", "$1");
        tab.open(server.uri() + "/console/ec2/instances/" + id);
        tab.click("Terminal");
        tab.sees("Not connected.");
        assertThat(tab.evaluate("document.body.textContent").asText())
                .as("the command that does the same")
                .contains("aws ssm start-session --target " + id);
        connect(tab);
        tab.sees("Starting session with SessionId: root-");
        tab.sees("[root@" + id + " ~]#");
        tab.type("uptime\r");
        tab.sees(id + " is simulated: nothing runs uptime");
        Look.shot(tab, "terminal-instance");
        tab.type("exit\r");
        tab.sees("The command ended with exit code 0.");
    }

    /** OWASP, "Session Management Cheat Sheet", "Logout Button": what the session allowed ends with it, although root may come from here too. */
    @Test
    void signingOutEndsTheShell() throws Exception {
        Tab tab = browser.tab();
        String ignored = openTask(tab, false);
        String id = server.ec2("Action=DescribeInstances").body().replaceFirst("(?s).*?<instanceId>([^<]+)<.*", "$1");
        Visitors.signIn(server, tab, "[\"ec2:*\",\"ssm:*\"]");
        tab.open(server.uri() + "/console/ec2/instances/" + id + "/terminal");
        connect(tab);
        tab.sees("[root@" + id + " ~]#");
        tab.evaluate("fetch('/console/sign-out', {method: 'POST',"
                + " body: new URLSearchParams(new FormData(document.querySelector('form[action$=sign-out]')))})");
        tab.sees("ExpiredTokenException");
        tab.sees("Refused.");
    }

    @Test
    void aPageThatGoesEndsTheShell() throws Exception {
        Tab tab = browser.tab();
        String instance = openTask(tab, true);
        tab.click("Terminal");
        connect(tab);
        tab.sees("Starting session with SessionId: ");
        Agent agent = new Agent(instance, sessionId(tab));
        agent.say("ExecReady", "{}");
        JsonNode ignored = agent.hears("ExecStart");
        tab.open(server.uri() + "/console/ecs/clusters");
        agent.hearsTheEnd();
    }

    /** API_ExecuteCommand, errors; and WCAG 2.1.2, "No Keyboard Trap". */
    @Test
    void aTaskWithoutExecIsRefusedInAwssWords() throws Exception {
        Tab tab = browser.tab();
        String ignored = openTask(tab, false);
        tab.click("Terminal");
        tab.sees("This task was started without a terminal. A new one has it: Run task, or Update its service");
        connect(tab);
        tab.sees("The execute command failed because execute command was not enabled when the task was run");
        tab.sees("Run a new task");
        tab.sees("of a service: Update, switch it on");
        tab.sees("Refused.");
        Look.shot(tab, "terminal-refused");
        tab.evaluate("document.querySelector('.xterm-helper-textarea').focus()");
        tab.evaluate("document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
                + " {key: 'Escape', keyCode: 27, shiftKey: true, bubbles: true}))");
        assertThat(tab.evaluate("document.activeElement.id").asText()).isEqualTo("open");
    }

    /** OWASP, "WebSocket Security Cheat Sheet": the origin is looked at, and a cookie alone opens nothing. */
    @ParameterizedTest
    @CsvSource({
        "ours,                   true,  true",
        "ours,                   false, false",
        "'',                     true,  false",
        "http://evil.example,    true,  false",
        "http://127.0.0.1:1,     true,  false",
    })
    void onlyAPageOfOursOpensOne(String origin, boolean token, boolean admitted) throws Exception {
        HttpResponse<String> page;
        try (HttpClient http = HttpClient.newHttpClient()) {
            page = http.send(
                    HttpRequest.newBuilder(server.uri().resolve("/console/sign-in"))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            Matcher csrf =
                    Pattern.compile("name=\"csrf\" value=\"([0-9a-f]+)\"").matcher(page.body());
            assertThat(csrf.find()).isTrue();
            String cookie =
                    page.headers().firstValue("set-cookie").orElseThrow().replaceFirst(";.*", "");
            Ear ear = new Ear();
            WebSocket.Builder builder = http.newWebSocketBuilder()
                    .connectTimeout(Duration.ofSeconds(10))
                    .header("Cookie", cookie);
            if (!origin.isEmpty()) {
                builder.header("Origin", origin.equals("ours") ? server.uri().toString() : origin);
            }
            String address =
                    "ws://127.0.0.1:" + server.port() + "/console/terminal?cluster=c&task=t&container=x&command=sh"
                            + (token ? "&csrf=" + csrf.group(1) : "&csrf=0");
            if (admitted) {
                WebSocket socket = builder.buildAsync(URI.create(address), ear).get(10, TimeUnit.SECONDS);
                assertThat(ear.heard.poll(10, TimeUnit.SECONDS)).contains("ClusterNotFoundException");
                socket.abort();
            } else {
                assertThatThrownBy(() ->
                                builder.buildAsync(URI.create(address), ear).get(10, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasMessageContaining("Handshake");
            }
        }
    }

    /** IAM: whoever lacks ecs:ExecuteCommand is told so, and nothing is opened. */
    @Test
    void whoMayNotExecuteIsRefused() throws Exception {
        server.iam("Action=CreateUser&UserName=ada");
        server.iam(
                "Action=PutUserPolicy&UserName=ada&PolicyName=p&PolicyDocument="
                        + Uri.encode(
                                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ecs:Describe*\",\"Resource\":\"*\"}]}"));
        String key = server.iam("Action=CreateAccessKey&UserName=ada").body();
        Tab tab = browser.tab();
        String ignored = openTask(tab, true);
        String task = tab.evaluate("location.pathname").asText();
        tab.open(server.uri() + "/console/sign-in");
        tab.fill("Access key ID", between(key, "AccessKeyId"));
        tab.fill("Secret access key", between(key, "SecretAccessKey"));
        tab.click("Sign in");
        tab.sees("user/ada");
        tab.open(server.uri() + task + "/terminal");
        tab.sees("This needs ecs:ExecuteCommand on arn:aws:ecs:us-east-1:123456789012:task/");
        assertThat(tab.evaluate(
                                "document.getElementById('connect') === null && tester.clickable('Connect').matches(':disabled')")
                        .asBoolean())
                .isTrue();
        tab.open(server.uri() + task);
        tab.click("Terminal");
        tab.sees("This needs ecs:ExecuteCommand");
    }

    /** The page was had while it was allowed: the call decides when it is made. */
    @Test
    void whoMayNoLongerExecuteIsRefused() throws Exception {
        Tab tab = browser.tab();
        String ignored = openTask(tab, true);
        String task = tab.evaluate("location.pathname").asText();
        Visitors.signIn(server, tab, "[\"ecs:Describe*\",\"ecs:ExecuteCommand\"]");
        tab.open(server.uri() + task + "/terminal");
        server.iam("Action=DeleteUserPolicy&UserName=ada&PolicyName=p");
        connect(tab);
        tab.sees("User: arn:aws:iam::123456789012:user/ada is not authorized to perform: ecs:ExecuteCommand");
    }

    private static void connect(Tab tab) throws Exception {
        assertThat(tab.until("document.getElementById('open')?.disabled === false")
                        .asBoolean())
                .isTrue();
        tab.click("Connect");
    }

    private static String between(String xml, String tag) {
        return xml.substring(xml.indexOf("<" + tag + ">") + tag.length() + 2).replaceFirst("(?s)<.*", "");
    }

    /** Opens the page of a task that runs; returns the ARN of its container instance. */
    private String openTask(Tab tab, boolean exec) throws Exception {
        server.ecs("CreateCluster", "{\"clusterName\":\"default\"}");
        Matcher image = Pattern.compile("<imageId>(ami-[^<]+)<")
                .matcher(server.ec2("Action=DescribeImages").body());
        assertThat(image.find()).isTrue();
        assertThat(server.ec2("Action=RunInstances&MinCount=1&MaxCount=1&ImageId=" + image.group(1))
                        .statusCode())
                .isEqualTo(200);
        server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"app\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"nginx\",\"memory\":64}]}");
        Awaitility.await("an instance has joined")
                .atMost(Duration.ofSeconds(20))
                .until(() -> server.ecs("ListContainerInstances", "{}").body().contains("container-instance/"));
        tab.open(server.uri() + "/console/ecs/run-task?definition=app:1");
        if (exec) {
            tab.evaluate("document.querySelector('input[name=exec]').click()");
        }
        tab.click("Run task");
        tab.sees("is starting.");
        assertThat(tab.until("document.querySelector('#state .status.good')?.textContent === 'RUNNING'")
                        .asBoolean())
                .isTrue();
        String task = tab.evaluate("location.pathname.split('/').at(-1)").asText();
        return json.readTree(server.ecs("DescribeTasks", "{\"tasks\":[\"" + task + "\"]}")
                        .body())
                .at("/tasks/0/containerInstanceArn")
                .asText();
    }

    private static String sessionId(Tab tab) throws Exception {
        return tab.until("document.body.innerText.match(/ecs-execute-command-[0-9a-f]+/)?.[0]")
                .asText();
    }

    private static class Ear implements WebSocket.Listener {
        final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heard.add(data.toString());
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            heard.add("{\"type\":\"closed\"}");
            return null;
        }
    }

    /** The agent's end of a session, signed with a key nobody issued, which is root's on loopback. */
    private final class Agent {
        private final Ear ear = new Ear();
        private final BlockingQueue<String> heard = ear.heard;
        private final WebSocket socket;

        Agent(String instance, String sessionId) throws Exception {
            this.socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("X-Amz-Date", "20261122T180000Z")
                    .header(
                            "Authorization",
                            "AWS4-HMAC-SHA256 Credential=test/20261122/us-east-1/ecs/aws4_request,"
                                    + " SignedHeaders=host;x-amz-date, Signature=00")
                    .buildAsync(
                            URI.create("ws://127.0.0.1:" + server.port() + "/exec/agent/ws?containerInstanceArn="
                                    + instance + "&sessionId=" + sessionId),
                            ear)
                    .get(10, TimeUnit.SECONDS);
        }

        void say(String type, String message) throws Exception {
            socket.sendText("{\"type\":\"" + type + "\",\"message\":" + message + "}", true)
                    .get(10, TimeUnit.SECONDS);
        }

        void writes(String text) throws Exception {
            say(
                    "ExecOutput",
                    "{\"error\":false,\"data\":\""
                            + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\"}");
        }

        JsonNode hears(String type) throws Exception {
            while (true) {
                String text = heard.poll(10, TimeUnit.SECONDS);
                assertThat(text).as("waiting for " + type).isNotNull();
                JsonNode envelope = json.readTree(text);
                if (envelope.path("type").asText().equals(type)) {
                    return envelope.path("message");
                }
            }
        }

        /** A page of 360 px has a narrower terminal; what was told of other sizes before is passed over. */
        void hearsOfFewerColumns(int than) throws Exception {
            int columns = than;
            while (columns >= than) {
                columns = hears("ExecResize").path("columns").asInt();
            }
        }

        void hearsTheEnd() throws Exception {
            JsonNode ignored = hears("closed");
        }

        String typed() throws Exception {
            StringBuilder typed = new StringBuilder();
            while (typed.indexOf("\r") < 0) {
                typed.append(new String(
                        Base64.getDecoder()
                                .decode(hears("ExecInput").path("data").asText()),
                        StandardCharsets.UTF_8));
            }
            return typed.toString();
        }
    }
}
