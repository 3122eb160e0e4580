package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wizard for task definitions, by keyboard and by text, in a browser. */
final class ConsoleTaskDefinitionTest extends ConsoleInBrowser {
    /** WCAG 2.4.1, "Bypass Blocks"; 2.1.1, "Keyboard". */
    @Test
    void theKeyboardIsEnough() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/new-task-definition");
        tab.press("Tab");
        assertThat(tab.evaluate("document.activeElement.textContent").asText()).isEqualTo("Skip to the content");
        tab.press("Enter");
        assertThat(tab.until("document.activeElement.id === 'main'").asBoolean())
                .isTrue();
        tab.evaluate("document.getElementById('by-form').focus()");
        tab.press("ArrowRight");
        assertThat(tab.evaluate("document.activeElement.id").asText()).isEqualTo("by-json");
        assertThat(tab.evaluate("document.getElementById('json-panel').hidden").asBoolean())
                .isFalse();
        tab.fill("Task definition as JSON", "{ no");
        tab.sees("Not JSON yet:");
        tab.click("Add");
        tab.sees("this is no JSON");
        assertThat(tab.evaluate("document.getElementById('definition').value").asText())
                .isEqualTo("{ no");
    }

    /** HTML, "The inert attribute"; what was pasted is the definition, and nothing typed beside it takes its place. */
    @Test
    void theFormWaitsWhileTheTextIsNoJson() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/new-task-definition");
        tab.click("JSON");
        String pasted = "{\"family\": \"pasted\", \"containerDefinitions\": [{\"name\": \"web\", \"image\": \"nginx\"";
        tab.fill("Task definition as JSON", pasted);
        tab.click("Form");
        tab.sees("The form waits until it is: mend it under JSON.");
        Look.accessible(tab);
        tab.fill("Task definition name", "old");
        assertThat(tab.evaluate("document.getElementById('definition').value").asText())
                .isEqualTo(pasted);
        tab.click("JSON");
        tab.fill("Task definition as JSON", pasted + ", \"memory\": 64}]}");
        tab.click("Form");
        tab.fill("Memory (MiB)", "128");
        tab.click("Add");
        tab.sees("pasted:1 was created.");
    }

    /** API_EFSAuthorizationConfig, "iam" and "accessPointId", each of its own; API_Volume: a volume is of one kind. */
    @Test
    void whatIsTakenAwayTakesNothingElse() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/new-task-definition");
        tab.click("JSON");
        tab.fill("Task definition as JSON", """
                {"family": "app", "volumes": [
                {"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-0123456789abcdef0", "transitEncryption": "ENABLED",
                  "authorizationConfig": {"iam": "ENABLED", "accessPointId": "fsap-0123456789abcdef0"}}},
                {"name": "cache", "dockerVolumeConfiguration": {"scope": "shared"}}]}""");
        tab.click("Form");
        tab.evaluate("(() => { const field = tester.field('Access point'); field.value = '';"
                + " field.dispatchEvent(new Event('input', {bubbles: true})); })()");
        tab.fill("Kind", "A path of the instance");
        JsonNode volumes = tab.evaluate("JSON.parse(document.getElementById('definition').value).volumes");
        assertThat(volumes.at("/0/efsVolumeConfiguration/authorizationConfig").toString())
                .isEqualTo("{\"iam\":\"ENABLED\"}");
        assertThat(volumes.at("/1").toString()).isEqualTo("{\"name\":\"cache\",\"host\":{\"sourcePath\":\"\"}}");
    }

    /** The form changes what it shows and nothing else; and what a new revision changed is told. */
    @Test
    void whatTheFormDoesNotShowStays() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/new-task-definition");
        tab.click("JSON");
        tab.fill("Task definition as JSON", """
                {"family": "app", "placementConstraints": [{"type": "memberOf", "expression": "attribute:a exists"}],
                "containerDefinitions": [{"name": "web", "image": "nginx", "memory": 128, "workingDirectory": "/srv",
                "mountPoints": [{"sourceVolume": "data", "containerPath": "/data"}]}],
                "volumes": [{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-0123456789abcdef0"}}]}""");
        tab.click("Form");
        tab.fill("Access point", "fsap-0123456789abcdef0");
        tab.fill("Name", "files");
        tab.press("Tab");
        tab.click("Add");
        tab.sees("app:1 was created.");
        JsonNode made = Beginnings.definition(server, "app:1");
        assertThat(made.at("/placementConstraints/0/type").asText()).isEqualTo("memberOf");
        assertThat(made.at("/containerDefinitions/0/workingDirectory").asText()).isEqualTo("/srv");
        assertThat(made.at("/containerDefinitions/0/mountPoints/0/sourceVolume").asText())
                .isEqualTo("files");
        JsonNode efs = made.at("/volumes/0/efsVolumeConfiguration");
        assertThat(efs.at("/authorizationConfig/accessPointId").asText()).isEqualTo("fsap-0123456789abcdef0");
        assertThat(efs.path("transitEncryption").asText()).isEqualTo("ENABLED");

        tab.click("app");
        tab.click("app:1");
        tab.sees("fs-0123456789abcdef0:/ by fsap-0123456789abcdef0");
        assertThat(tab.evaluate("document.querySelector('td a[href*=fs-0]').pathname")
                        .asText())
                .isEqualTo("/console/efs/fs-0123456789abcdef0");
        tab.click("Create new revision");
        tab.fill("Memory (MiB)", "256");
        tab.click("Add");
        tab.sees("app:2 was created.");
        tab.click("app");
        tab.click("app:2");
        tab.sees("What changed since revision 1");
        assertThat(tab.evaluate(
                                "[...document.querySelectorAll('.diff ins, .diff del')].map((e) => e.textContent.trim()).sort().join()")
                        .asText())
                .matches("\\+ +\"memory\" : 256,?,- +\"memory\" : 128,?");
        Look.accessible(tab);
    }

    /** Each field of the form is a member of the text, and each member a field. */
    @Test
    void everyFieldGoesBothWays() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/new-task-definition");
        tab.fill("Task definition name", "shop");
        tab.click("Roles and network (optional)");
        tab.fill("Task role", "arn:aws:iam::123456789012:role/task");
        tab.fill("Execution role", "arn:aws:iam::123456789012:role/execution");
        tab.fill("Network mode", "host");
        tab.click("Add volume");
        tab.fill("Name", "files");
        tab.fill("Kind", "An EFS file system");
        tab.fill("File system", "fs-0123456789abcdef0");
        tab.fill("Root directory", "/");
        tab.fill("Access point", "fsap-0123456789abcdef0");
        tab.click("Add container");
        tab.fill("Container name", "web");
        tab.fill("Image", "nginx:1");
        tab.fill("Memory (MiB)", "256");
        tab.fill("Memory reservation (MiB)", "64");
        tab.fill("CPU units", "128");
        tab.fill("Log", "CloudWatch Logs");
        tab.fill("Log group", "/shop");
        tab.fill("Stream prefix", "web");
        tab.click("Add port mapping");
        tab.fill("Host port", "8080");
        tab.fill("Container port", "80");
        tab.fill("Protocol", "udp");
        tab.click("Add mount point");
        tab.fill("Source volume", "files");
        tab.fill("Container path", "/srv");
        tab.tick("Read only");
        tab.click("Add environment variable");
        tab.fill("Key", "MODE");
        tab.fill("Value", "fast");
        tab.click("Add container");
        tab.fill("Container name", "side");
        tab.fill("Image", "app");
        tab.tick("Essential: the task ends when this container ends");
        tab.sees("Complete: ECS can be asked to register it.");
        String typed = """
                {"family":"shop",
                "containerDefinitions":[{"name":"web","image":"nginx:1","cpu":128,"memory":256,"essential":true,
                "portMappings":[{"protocol":"udp","hostPort":8080,"containerPort":80}],
                "mountPoints":[{"sourceVolume":"files","containerPath":"/srv","readOnly":true}],
                "environment":[{"name":"MODE","value":"fast"}],"memoryReservation":64,
                "logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"/shop","awslogs-region":"us-east-1",
                "awslogs-create-group":"true","awslogs-stream-prefix":"web"}}},
                {"name":"side","image":"app","cpu":10,"memory":512,"essential":false,"portMappings":[],"mountPoints":[],"environment":[]}],
                "volumes":[{"name":"files","efsVolumeConfiguration":{"fileSystemId":"fs-0123456789abcdef0","rootDirectory":"/",
                "authorizationConfig":{"accessPointId":"fsap-0123456789abcdef0"},"transitEncryption":"ENABLED"}}],
                "taskRoleArn":"arn:aws:iam::123456789012:role/task","executionRoleArn":"arn:aws:iam::123456789012:role/execution",
                "networkMode":"host"}""";
        JsonNode json = tab.evaluate("JSON.parse(document.getElementById('definition').value)");
        assertThat(json).isEqualTo(new ObjectMapper().readTree(typed));

        String fields = "[...document.querySelectorAll('#form-panel :is(input, select)')]"
                + ".map((e) => e.type === 'checkbox' ? e.checked : e.value).join()";
        String before = tab.evaluate(fields).asText();
        tab.click("JSON");
        tab.fill("Task definition as JSON", "{}");
        tab.fill("Task definition as JSON", typed);
        tab.click("Form");
        assertThat(tab.evaluate(fields).asText())
                .isEqualTo(before)
                .contains("shop", "role/execution", "host", "nginx:1", "8080", "/srv,true", "fast", "side,app");
        for (String none :
                new String[] {"Remove environment variables 1", "Remove mount points 1", "Remove port mappings 1"}) {
            tab.click(none);
        }
        tab.fill("Log", "Not collected");
        JsonNode less = tab.evaluate("JSON.parse(document.getElementById('definition').value).containerDefinitions[0]");
        assertThat(less.path("environment").size()
                        + less.path("mountPoints").size()
                        + less.path("portMappings").size())
                .isZero();
    }

    /** What is wrong is said while one types, and what to write instead; nothing of it is lost. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                   | The task definition needs a name. It needs a container.
            {"family":"a b","containerDefinitions":[]}                            | The name is letters, digits, hyphens and underscores.
            []                                                                    | Not a task definition yet: it is one object, in braces.
            {"containerDefinitions":{"name":"c"}}                                 | “containerDefinitions” is a list of objects, in brackets.
            {"containerDefinitions":[null]}                                       | “containerDefinitions” is a list of objects, in brackets.
            {"containerDefinitions":[{"environment":{"A":"b"}}]}                  | “environment” of each container is a list of objects, in brackets.
            {"volumes":[{"name":"v","host":"/srv"}]}                              | “host” of a volume is an object, in braces.
            {"famly":"x"}                                                         | “famly” is no member of a task definition.
            {"family":"x","containerDefinitions":[{"name":"c","img":"i"}]}        | c: “img” is no member of a container definition. c needs an image. c needs memory.
            {"family":"x","containerDefinitions":[{"name":"c","image":"i","memory":"64"}]} | c: memory is a whole number, without quotes.
            {"family":"x","containerDefinitions":[{"name":"c","image":"i","memory":4}]}    | c needs at least 6 MiB.
            {"family":"x","containerDefinitions":[{"name":"c","image":"i","memory":64,"memoryReservation":65}]} | c: the memory reservation is at most the memory.
            {"family":"x","containerDefinitions":[{"name":"c","image":"i","memory":64,"portMappings":[{"containerPort":"80"}]}]} | c: a port is a whole number, without quotes.
            {"family":"x","containerDefinitions":[{"name":"c","image":"i","memory":64,"portMappings":[{"containerPort":80,"hostPort":70000}]}]} | a host port is 0 to 65535
            {"family":"x","containerDefinitions":[{"name":"c","image":"i","memory":64,"environment":[{"name":"A","value":1}]}]} | c: the value of A is text, in quotes.
            {"family":"x","containerDefinitions":[{"name":"c","image":"i","memory":64,"mountPoints":[{"sourceVolume":"v","containerPath":"data"}]}]} | c mounts the volume “v”, which is not declared. c: a container path must begin with /.
            {"family":"x","containerDefinitions":[{"name":"c","image":"i","memory":64},{"name":"c","image":"i","memory":64}]} | Two containers are named c.
            {"family":"x","containerDefinitions":[{"name":"c","image":"i","memory":64,"logConfiguration":{"logDriver":"awslogs"}}]} | c: the log driver awslogs needs the options awslogs-group and awslogs-region.
            {"family":"x","containerDefinitions":[{"name":"c","image":"i","memory":64,"essential":false}]} | One container must be essential.
            {"volumes":[{"name":"v"},{"name":"v"}]}                               | Two volumes are named v.
            {"volumes":[{"name":"v","efsVolumeConfiguration":{"fileSystemId":"x"}}]} | The volume v needs a file system: fs-….
            """)
    void whatIsWrongIsSaidAsOneTypes(String text, String said) throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/new-task-definition");
        tab.click("JSON");
        tab.fill("Task definition as JSON", text);
        assertThat(tab.until("document.getElementById('checked').innerText.replace(/\\s+/g, ' ')")
                        .asText())
                .contains(said);
        assertThat(tab.evaluate("document.getElementById('definition').value").asText())
                .isEqualTo(text);
    }

    /** DeregisterTaskDefinition: a revision becomes INACTIVE, and can be described still. */
    @Test
    void aRevisionThatIsDeregistered() throws Exception {
        for (int memory : new int[] {64, 96}) {
            server.ecs(
                    "RegisterTaskDefinition",
                    "{\"family\":\"app\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"nginx\",\"memory\":"
                            + memory
                            + ",\"healthCheck\":{\"command\":[\"CMD-SHELL\",\"true\"]},\"command\":[\"-g\",\"off\"]}]}");
        }
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ecs/task-definitions/app/1");
        tab.sees("CMD-SHELL true");
        tab.sees("-g off");
        tab.click("Deregister");
        tab.sees("No new task or service can use it.");
        tab.click("Deregister");
        tab.sees("This revision is deregistered.");
        assertThat(tab.evaluate(
                                "!!(tester.clickable('Create Service') || tester.clickable('Actions') || tester.clickable('Deregister'))")
                        .asBoolean())
                .isFalse();
        Look.shot(tab, "revision-inactive");
        tab.click("app");
        assertThat(tab.until("document.querySelector('#revisions table')?.innerText.replace(/\\s+/g, ' ')")
                        .asText())
                .containsSubsequence("app:2", "ACTIVE", "app:1", "INACTIVE");
        tab.open(server.uri() + "/console/ecs/run-task?definition=app:1");
        tab.click("Cancel");
        tab.click("Create new revision");
        tab.click("Add");
        tab.sees("app:3 was created.");
        for (int revision : new int[] {2, 3}) {
            server.ecs("DeregisterTaskDefinition", "{\"taskDefinition\":\"app:" + revision + "\"}");
        }
        tab.sees("There is no task definition yet.");
        tab.click("Deregistered");
        tab.click("app");
        tab.sees("Revisions of app 3");
        tab.open(server.uri() + "/console/ecs/task-definitions/app/9");
        tab.sees("ClientException Unable to describe task definition.");
    }
}
