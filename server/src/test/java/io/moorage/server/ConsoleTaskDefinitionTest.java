package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import org.junit.jupiter.api.Test;

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
}
