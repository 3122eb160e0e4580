package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import org.junit.jupiter.api.Test;

/** The console by keys alone, and in the colours of whoever chose their own. */
final class ConsoleKeysTest extends ConsoleInBrowser {
    private static final int MOST_KEYS = 100;
    private static final String OPEN = "document.querySelector(':popover-open')";

    private static String focused(Tab tab) throws Exception {
        return tab.evaluate("(document.activeElement.getAttribute('aria-label') ?? document.activeElement.labels?.[0]"
                        + "?.firstChild.textContent ?? document.activeElement.textContent).trim()")
                .asText();
    }

    /** WCAG 2.1.1, "Keyboard". */
    private static void go(Tab tab, String name) throws Exception {
        for (int i = 0; i < MOST_KEYS && !focused(tab).equals(name); i++) {
            tab.press("Tab");
        }
        assertThat(focused(tab)).isEqualTo(name);
    }

    private void keyPair() throws Exception {
        assertThat(server.ec2("Action=CreateKeyPair&KeyName=one").statusCode()).isEqualTo(200);
    }

    /** ARIA Authoring Practices, "Dialog (Modal)": Tab stays in it, Escape closes it, and the focus is where it was. */
    @Test
    void aQuestionHoldsTheFocusAndGivesItBack() throws Exception {
        keyPair();
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ec2/key-pairs");
        tab.sees("one");
        go(tab, "Delete");
        tab.press("Enter");
        assertThat(focused(tab)).isEqualTo("Keep it");
        tab.press("Tab");
        assertThat(focused(tab)).isEqualTo("Delete");
        tab.press("Tab");
        assertThat(focused(tab)).as("round in the question").isEqualTo("Keep it");
        tab.press("Escape");
        assertThat(tab.until("!" + OPEN).asBoolean()).isTrue();
        assertThat(tab.evaluate("document.activeElement.getAttribute('popovertarget')")
                        .asText())
                .isEqualTo("delete-one");
        tab.press("Enter");
        tab.press("Tab");
        tab.press("Enter");
        tab.sees("The key pair one was deleted.");
    }

    /** WCAG 2.1.1, of a page with a form and of one that leads to it. */
    @Test
    void aFormIsFilledInAndSentByKeys() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ssm");
        tab.sees("There is no parameter.");
        go(tab, "Parameter name");
        tab.type("/a");
        go(tab, "Value");
        tab.type("b");
        go(tab, "Put parameter");
        tab.press("Enter");
        tab.sees("The parameter /a was put.");

        server.ecs("CreateCluster", "{\"clusterName\":\"default\"}");
        server.ecs(
                "RegisterTaskDefinition",
                "{\"family\":\"app\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"nginx\",\"memory\":64}]}");
        server.ecs("CreateService", "{\"serviceName\":\"shop\",\"taskDefinition\":\"app\",\"desiredCount\":0}");
        tab.open(server.uri() + "/console/ecs/clusters/default/services/shop");
        go(tab, "Update");
        tab.press("Enter");
        tab.sees("Update shop");
        go(tab, "Number of tasks");
        go(tab, "Update");
        tab.press("Enter");
        tab.sees("Service shop is being updated.");
    }

    /** On a narrow screen the way about is behind a button; on each, where one is in it is to be seen. */
    @Test
    void theWayAboutIsOpenedAndClosedByKeys() throws Exception {
        Tab tab = browser.tab();
        tab.size(Look.SMALL, 640);
        tab.open(server.uri() + "/console/iam/users");
        tab.sees("There is no user.");
        go(tab, "Menu");
        tab.press("Enter");
        assertThat(tab.until(OPEN + "?.id === 'side'").asBoolean()).isTrue();
        tab.press("Tab");
        assertThat(focused(tab)).isEqualTo("Overview");
        Look.accessible(tab);
        tab.size(Look.SMALL, 640);
        tab.press("Escape");
        assertThat(tab.until("!" + OPEN).asBoolean()).isTrue();
        assertThat(focused(tab)).isEqualTo("Menu");

        tab.size(Look.WIDE, 640);
        tab.open(server.uri() + "/console/iam/users");
        tab.sees("There is no user.");
        assertThat(tab.until(
                                "(() => { const here = document.querySelector('.side [aria-current]').getBoundingClientRect();"
                                        + " return here.top > 0 && here.bottom < innerHeight; })()")
                        .asBoolean())
                .isTrue();
    }

    /** CSS Color Adjustment, "Forced Colors Mode": what pictures say by their own colours is drawn in the chosen ones. */
    @Test
    void picturesAreReadInForcedColours() throws Exception {
        keyPair();
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ec2/vpcs");
        tab.click("vpc-" + Visitors.between(server.ec2("Action=DescribeVpcs").body(), "<vpcId>vpc-"));
        tab.sees("From subnets to the ways out");
        tab.forcedColours();
        assertThat(tab.evaluate(
                                "(() => { const of = (selector, name) => getComputedStyle(document.querySelector(selector))[name];"
                                        + " return [of('.map text', 'fill') === of('body', 'color'), of('.map .box', 'fill') === of('body', 'backgroundColor'),"
                                        + " of('.side [aria-current]', 'outlineStyle')].join(); })()")
                        .asText())
                .isEqualTo("true,true,solid");
    }

    /** What a page has to be pasted elsewhere. */
    @Test
    void theCommandsAreCopiedByAKey() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ec2/key-pairs");
        tab.sees("There is no key pair.");
        tab.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }");
        go(tab, "The same with the AWS CLI");
        tab.press("Enter");
        go(tab, "Copy the commands");
        tab.press("Enter");
        assertThat(tab.until("window.copied").asText())
                .startsWith("export AWS_ENDPOINT_URL=" + server.uri())
                .contains("aws ec2 describe-key-pairs");
        assertThat(tab.until("document.getElementById('said').textContent === 'Copied.'")
                        .asBoolean())
                .isTrue();
    }
}
