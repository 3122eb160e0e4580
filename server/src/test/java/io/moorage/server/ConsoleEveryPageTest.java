package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.browser.Chromium;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import io.moorage.console.frame.Route;
import io.moorage.server.ConsoleForms.Form;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every page of the console: pages are taken from its router, so that none is forgotten. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleEveryPageTest {
    /** They answer with what is in a file, and are no pages; a text is no image. */
    private static final Set<String> CONTENT = Set.of("efs/{id}/download", "efs/{id}/image");

    /** Which everybody may see. */
    private static final String SIGN_IN = "sign-in";

    /** What they show or offer is no thing of the account's. */
    private static final Set<String> ASK_NOTHING =
            Set.of("failovers", "first-run", "ecs/new-task-definition", "create-stack", "iam/simulator", SIGN_IN);

    private SimulatedServer server;
    private ConsoleVisitor nobody;
    private Chromium browser;
    private Tab tab;
    private Collection<ConsoleCrawl.Stop> stops;

    @BeforeAll
    void start(@TempDir Path home, @TempDir Path profile) throws Exception {
        server = new SimulatedServer(home);
        browser = new Chromium(profile);
        tab = browser.tab();
        OneOfEach.on(server);
        try (ConsoleVisitor root = new ConsoleVisitor(server)) {
            stops = ConsoleCrawl.of(server, root);
        }
        nobody = new ConsoleVisitor(server);
        nobody.signInWithoutPermissions();
    }

    @AfterAll
    void stop() throws Exception {
        nobody.close();
        browser.close();
        server.close();
    }

    Stream<ConsoleCrawl.Stop> pages() {
        return stops.stream().filter(ConsoleCrawl.Stop::isPage);
    }

    Stream<ConsoleCrawl.Stop> asking() {
        return pages().filter(each -> !ASK_NOTHING.contains(each.route()));
    }

    Stream<Form> forms() throws Exception {
        ConsoleForms forms = new ConsoleForms(browser, server);
        Map<String, Form> found = new LinkedHashMap<>();
        for (ConsoleCrawl.Stop page :
                pages().filter(each -> !each.route().equals(SIGN_IN)).toList()) {
            forms.of(page).forEach(each -> found.putIfAbsent(each.path(), each));
        }
        return found.values().stream();
    }

    /** WCAG 2.4.5, "Multiple Ways", begins with one; and no link leads nowhere. */
    @Test
    void everyPageIsComeToByLinks() {
        Set<String> seen = stops.stream().map(ConsoleCrawl.Stop::route).collect(Collectors.toSet());
        assertThat(server.consolePages().stream()
                        .filter(each -> each.method().equals("GET"))
                        .map(Route::path)
                        .filter(each -> !CONTENT.contains(each)))
                .allSatisfy(each -> assertThat(seen).contains(each));
        assertThat(stops).allSatisfy(each -> {
            assertThat(each.answer().statusCode()).as(each.path()).isEqualTo(200);
            assertThat(each.answer().body()).as(each.path()).doesNotContain("role=\"alert\"><p>");
        });
    }

    /** IAM user guide, "Troubleshoot access denied error messages": the sentence says who may not do what. */
    @ParameterizedTest
    @MethodSource("asking")
    void whoMayNothingIsToldSoOnEveryPage(ConsoleCrawl.Stop page) throws Exception {
        assertRefused(nobody.get(page.path()));
    }

    /** Every form of every page, sent by whom nothing is allowed: nothing is done. */
    @ParameterizedTest
    @MethodSource("forms")
    void whoMayNothingDoesNothing(Form form) throws Exception {
        HttpResponse<String> answer = nobody.post(form.path(), form.fields());
        assertThat(answer.statusCode()).as(answer.body()).isNotEqualTo(200);
        assertRefused(answer);
    }

    /** What is played makes its calls later, with the permissions of whoever started it. */
    @Test
    void whoMayNothingSeesNothingHappen() throws Exception {
        assertThat(nobody.post("first-run/start", "").statusCode()).isEqualTo(303);
        Awaitility.await("it is refused").atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        nobody.get("first-run").body())
                .containsPattern("user/ada is not authorized to perform: [a-z0-9-]+:[A-Za-z]+"));
    }

    /** Services of JSON refuse with 400, those of XML with 403; a page whose parts are refused is there, and says so in their place. */
    private static void assertRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 400, 403);
        assertThat(answer.body())
                .containsPattern("user/ada is not authorized to perform: [a-z0-9-]+:[A-Za-z]+")
                .contains("Ask whoever keeps the account&#39;s IAM policies")
                .doesNotContain("io.moorage", "A defect of Moorage")
                .contains("<h1>")
                .endsWith("</html>\n");
    }

    /** WCAG 2.1 A and AA, and 1.4.10, "Reflow". */
    @ParameterizedTest
    @MethodSource("pages")
    void everyPageIsAccessible(ConsoleCrawl.Stop page) throws Exception {
        tab.open(server.uri() + "/console/" + page.path());
        Look.accessible(tab);
    }
}
