package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.Uri;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that follow what happens, in a browser: what somebody is doing on them goes on. */
final class ConsoleFollowingTest extends ConsoleInBrowser {
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ecs:*\",\"Resource\":\"*\"}]}";

    /** HTML, "The popover attribute": it is open until it is hidden; WCAG 3.2.5, "Change on Request". */
    @Test
    void aQuestionStaysOpenWhileItsListChanges() throws Exception {
        Tab tab = browser.tab();
        keyPair("one");
        tab.open(server.uri() + "/console/ec2/key-pairs");
        tab.click("Delete");
        tab.sees("Delete the key pair one?");
        keyPair("another");
        tab.sees("another");
        assertThat(tab.evaluate("document.querySelector('#delete-one').matches(':popover-open')")
                        .asBoolean())
                .isTrue();
        assertThat(tab.evaluate("document.activeElement.textContent").asText()).isEqualTo("Keep it");
        tab.evaluate("document.querySelector('#delete-one form button').click()");
        tab.sees("The key pair one was deleted.");
    }

    /** WCAG 2.4.3, "Focus Order": whoever goes by keys stays where they were, before a row that came meanwhile too. */
    @Test
    void theFocusStaysOnItsButton() throws Exception {
        Tab tab = browser.tab();
        keyPair("one");
        tab.open(server.uri() + "/console/ec2/key-pairs");
        tab.sees("one");
        tab.evaluate("document.querySelector('[popovertarget=delete-one]').focus()");
        keyPair("another");
        tab.sees("another");
        assertThat(tab.evaluate("document.activeElement.getAttribute('popovertarget')")
                        .asText())
                .isEqualTo("delete-one");
    }

    @Test
    void whatIsTypedStaysWhileThePageChanges() throws Exception {
        Tab tab = browser.tab();
        server.iam("Action=CreateUser&UserName=eve");
        putPolicy("first");
        tab.open(server.uri() + "/console/iam/users/eve");
        tab.sees("Delete first");
        tab.click("first");
        tab.fill("Policy name", "mine");
        tab.fill("Policy document", "{ half a document");
        tab.fill("Policy", "AdministratorAccess");
        tab.evaluate("document.activeElement.blur()");
        putPolicy("second");
        tab.sees("Delete second");
        assertThat(tab.evaluate("['Policy name', 'Policy document'].map((each) => tester.field(each).value).join()")
                        .asText())
                .isEqualTo("mine,{ half a document");
        assertThat(tab.evaluate("tester.field('Policy').value").asText()).endsWith("AdministratorAccess");
        assertThat(tab.evaluate("[...document.querySelectorAll('#shown details')].map((each) => each.open).join()")
                        .asText())
                .as("what was closed stays so, and what is new is open")
                .isEqualTo("false,true");
    }

    /** WCAG 4.1.3, "Status Messages": how many there are is said, wherever the focus is. */
    @Test
    void aListIsFilteredAndFollows() throws Exception {
        Tab tab = browser.tab();
        for (int i = 10; i < 71; i++) {
            user("p-" + i);
        }
        tab.open(server.uri() + "/console/iam/users?users-page=2");
        tab.sees("Page 2 of 2");
        tab.fill("Filter Users", "p-1");
        tab.sees("10 of 61");
        assertThat(tab.until("document.getElementById('said').textContent === 'Users 10 of 61'")
                        .asBoolean())
                .isTrue();
        assertThat(tab.evaluate("document.querySelectorAll('.pager').length").asInt())
                .isZero();
        user("p-1-more");
        tab.sees("11 of 62");
        tab.sees("p-1-more");
        assertThat(tab.evaluate("document.activeElement.type + ' ' + document.activeElement.value")
                        .asText())
                .isEqualTo("search p-1");
        tab.fill("Filter Users", "p-");
        tab.sees("62 of 62");
        tab.sees("Page 1 of 2");
        tab.click("Next");
        tab.sees("Page 2 of 2");
        assertThat(tab.evaluate("tester.field('Filter Users').value").asText()).isEqualTo("p-");
        Look.accessible(tab);
    }

    /** The answer to what was typed first may come last. */
    @Test
    void anAnswerThatWasOvertakenIsDropped() throws Exception {
        Tab tab = browser.tab();
        parameter("apple");
        parameter("pear");
        tab.open(server.uri() + "/console/ssm");
        tab.sees("apple");
        tab.evaluate("""
                (() => {
                  const real = window.fetch;
                  window.held = new Promise((done) => { window.letGo = done; });
                  window.fetch = async (...asked) => {
                    const answer = await real(...asked);
                    if (!String(asked[0]).endsWith('=apple')) return answer;
                    const text = await answer.text();
                    window.came = true;
                    await window.held;
                    setTimeout(() => { window.late = true; }, 100);
                    return new Response(text, {headers: answer.headers});
                  };
                })()""");
        tab.fill("Filter Parameters", "apple");
        assertThat(tab.until("window.came").asBoolean()).isTrue();
        tab.fill("Filter Parameters", "pear");
        tab.sees("1 of 2");
        tab.evaluate("window.letGo()");
        assertThat(tab.until("window.late").asBoolean()).isTrue();
        assertThat(tab.evaluate("document.querySelector('tbody').textContent").asText())
                .contains("pear")
                .doesNotContain("apple");
    }

    /** WCAG 4.1.3, "Status Messages": that nothing follows any longer is said, and what was typed is sent to the server that comes. */
    @Test
    void aServerThatStartsAnewIsFoundAgain(@TempDir Path home, @TempDir Path next) throws Exception {
        Tab form = browser.tab();
        Tab wizard = browser.tab();
        Tab adas = browser.tab();
        int port;
        try (SimulatedServer first = new SimulatedServer(home)) {
            port = first.port();
            form.open(first.uri() + "/console/ec2/key-pairs");
            form.sees("live");
            form.fill("Key pair name", "mine");
            wizard.open(first.uri() + "/console/create-stack");
            wizard.evaluate("window.before = document.querySelector('main input[name=csrf]').value");
            Visitors.signIn(first, adas, "[\"cloudformation:*\"]");
            adas.open(first.uri() + "/console/create-stack");
            adas.fill("Template", "Resources:");
        }
        form.sees("Not connected since");
        wizard.sees("Not connected since");
        form.size(Look.SMALL, 900);
        assertThat(form.evaluate("document.getElementById('lost').checkVisibility()")
                        .asBoolean())
                .isTrue();
        Look.shot(form, "not-connected");
        try (SimulatedServer second = new SimulatedServer(next, port)) {
            for (Tab each : new Tab[] {form, wizard}) {
                assertThat(each.until("document.getElementById('lost').textContent === ''")
                                .asBoolean())
                        .isTrue();
            }
            assertThat(wizard.until("document.querySelector('main input[name=csrf]').value !== window.before")
                            .asBoolean())
                    .isTrue();
            adas.sees("Somebody else is signed in now, or nobody.");
            assertThat(adas.evaluate("tester.field('Template').value").asText()).isEqualTo("Resources:");
            form.click("Create key pair");
            form.sees("This is the only time it is shown.");
            assertThat(second.ec2("Action=DescribeKeyPairs").body()).contains("<keyName>mine<");
        }
    }

    /** HTML, "pageshow": a page may be kept for the Back button, with what it shows once. */
    @Test
    void whatIsShownOnceIsNotShownAgain() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/ec2/key-pairs");
        tab.fill("Key pair name", "mine");
        tab.click("Create key pair");
        tab.sees("This is the only time it is shown.");
        tab.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))");
        tab.sees("Fingerprint");
        assertThat(tab.evaluate("document.body.innerHTML.includes('PRIVATE KEY')")
                        .asBoolean())
                .isFalse();
    }

    /** WCAG 4.1.3, "Status Messages": what is shown is not what is there any more, and one is told where to go. */
    @Test
    void aPageOfWhatIsGoneSaysSo() throws Exception {
        user("eve");
        parameter("apple");
        server.logs("CreateLogGroup", "{\"logGroupName\":\"lines\"}");
        String files = Beginnings.fileSystem(server, "orders");
        String[][] pages = {
            {"iam/users/eve", "NoSuchEntity", "Users"},
            {"ssm/apple", "ParameterNotFound", "Parameters"},
            {"logs/lines", "ResourceNotFoundException", "Logs"},
            {"efs/" + files, "FileSystemNotFound", "File systems"},
        };
        Tab[] tabs = new Tab[pages.length];
        for (int i = 0; i < pages.length; i++) {
            tabs[i] = browser.tab();
            tabs[i].open(server.uri() + "/console/" + pages[i][0]);
            tabs[i].sees("Delete");
        }
        server.iam("Action=DeleteUser&UserName=eve");
        server.ssm("DeleteParameter", "{\"Name\":\"apple\"}");
        server.logs("DeleteLogGroup", "{\"logGroupName\":\"lines\"}");
        server.efs("DELETE", "/2015-02-01/file-systems/" + files, "");
        for (int i = 0; i < pages.length; i++) {
            tabs[i].sees(pages[i][1]);
            assertThat(tabs[i].evaluate("document.activeElement.id + document.querySelectorAll('main form').length")
                            .asText())
                    .as(pages[i][0])
                    .isEqualTo("main0");
        }
        Look.accessible(tabs[0]);
        user("eve");
        tabs[0].sees("Delete");
        for (int i = 1; i < pages.length; i++) {
            tabs[i].click(pages[i][2]);
            assertThat(tabs[i].until("!document.body.innerText.includes('Refused')")
                            .asBoolean())
                    .isTrue();
        }
    }

    /** A page does not go on as somebody else than it names. */
    @Test
    void whoSignsInElsewhereIsNamed() throws Exception {
        Tab tab = browser.tab();
        keyPair("one");
        tab.open(server.uri() + "/console/ec2/key-pairs");
        tab.sees("one");
        server.iam("Action=CreateUser&UserName=ada");
        String key = server.iam("Action=CreateAccessKey&UserName=ada").body();
        tab.evaluate("fetch('/console/sign-in', {method: 'POST', redirect: 'manual', body: new URLSearchParams({csrf:"
                + " document.querySelector('input[name=csrf]').value, accessKeyId: '"
                + Visitors.between(key, "<AccessKeyId>") + "', secretAccessKey: '"
                + Visitors.between(key, "<SecretAccessKey>") + "'})})");
        keyPair("another");
        tab.sees("user/ada is not authorized to perform: ec2:DescribeKeyPairs");
    }

    private void keyPair(String name) throws Exception {
        assertThat(server.ec2("Action=CreateKeyPair&KeyName=" + name).statusCode())
                .isEqualTo(200);
    }

    private void user(String name) throws Exception {
        assertThat(server.iam("Action=CreateUser&UserName=" + name).statusCode())
                .isEqualTo(200);
    }

    private void putPolicy(String name) throws Exception {
        assertThat(server.iam("Action=PutUserPolicy&UserName=eve&PolicyName=" + name + "&PolicyDocument="
                                + Uri.encode(POLICY))
                        .statusCode())
                .isEqualTo(200);
    }

    private void parameter(String name) throws Exception {
        assertThat(server.ssm(
                                "PutParameter",
                                "{\"Name\":\"" + name + "\",\"Value\":\"v\",\"Type\":\"String\",\"Overwrite\":true}")
                        .statusCode())
                .isEqualTo(200);
    }
}
