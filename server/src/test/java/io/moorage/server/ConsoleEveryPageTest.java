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
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
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

    /** ARIA, "aria-sort": of a column whose rows have something to sort them by. */
    private static final String SORTED_BY_BUTTONS = """
            [...document.querySelectorAll('th[aria-sort]')].filter((head) => {
              const cells = [...head.closest('table').tBodies[0].rows].map((row) => row.cells[head.cellIndex]);
              return cells.every((cell) => cell?.querySelector('button') && !cell.querySelector('a'));
            }).map((head) => head.textContent).join()""";

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
        Look.accessibleOpened(tab);
        assertThat(tab.evaluate(SORTED_BY_BUTTONS).asText()).as(page.path()).isEmpty();
    }

    /** Sends a form that no page has, as a person who goes on to what it is answered with. */
    private void send(String path, String fields) throws Exception {
        tab.evaluate("""
                (() => {
                  const form = document.createElement('form');
                  form.method = 'post';
                  form.action = '/console/%s';
                  const csrf = document.querySelector('input[name=csrf]').value;
                  for (const [name, value] of Object.entries({csrf, ...Object.fromEntries(new URLSearchParams('%s'))})) {
                    form.append(Object.assign(document.createElement('input'), {name, value}));
                  }
                  document.body.append(form);
                  form.submit();
                })()""".formatted(path, fields));
    }

    /** The same of what is no page of its own: refusals, questions, and what is told of what was done. */
    @Test
    void answersAreAccessible() throws Exception {
        Map<String, String> seen = Map.of("no-such-page", "There is no such page.", "iam/users/nobody", "NoSuchEntity");
        for (Map.Entry<String, String> each : seen.entrySet()) {
            tab.open(server.uri() + "/console/" + each.getKey());
            tab.sees(each.getValue());
            Look.accessibleOpened(tab);
        }
        String[][] sent = {
            {"logs/%2Fecs%2Fshop/retention", "days=30", "Keep the events of"},
            {"sign-in", "accessKeyId=AKIA&secretAccessKey=guessed", "InvalidClientTokenId"},
            {"ecs/clusters", "csrf=0", "Nothing was done."},
            {"ecs/clusters", "clusterName=no name", "InvalidParameterException"},
            {"ssm", "name=told&type=String&value=v", "The parameter told was put."},
        };
        for (String[] each : sent) {
            tab.open(server.uri() + "/console/ecs/clusters");
            send(each[0], each[1]);
            tab.sees(each[2]);
            Look.accessibleOpened(tab);
        }
    }

    /** The wizard with one of each thing in it, and as text; and what is refused, where something is and not to be used. */
    @Test
    void whatIsOpenedByClicksIsAccessible() throws Exception {
        tab.open(server.uri() + "/console/ecs/new-task-definition");
        tab.click("Add volume");
        tab.click("Add volume");
        tab.fill("Kind", "A path of the instance");
        tab.click("Add container");
        Look.accessibleOpened(tab);
        tab.click("JSON");
        Look.accessibleOpened(tab);
        Tab adas = browser.tab();
        Visitors.signIn(server, adas, "looker", "[\"ec2:Describe*\"]");
        for (String page : new String[] {"ec2/key-pairs", "ecs/new-task-definition"}) {
            adas.open(server.uri() + "/console/" + page);
            adas.sees("This needs");
            Look.accessibleOpened(adas);
        }
    }

    Stream<Route> sentTo() {
        return server.consolePages().stream().filter(each -> each.method().equals("POST"));
    }

    /** Where a form is sent one comes by GET too, as after signing in anew: one is led to a page. */
    @ParameterizedTest
    @MethodSource("sentTo")
    void noAddressIsOfAFormOnly(Route route) throws Exception {
        String path = stops.stream()
                .filter(each -> below(each.route(), route.path()))
                .max(Comparator.comparing(
                        (ConsoleCrawl.Stop each) -> each.route().length()))
                .map(each -> filled(route.path(), each))
                .orElseThrow();
        try (ConsoleVisitor root = new ConsoleVisitor(server)) {
            HttpResponse<String> answer = root.get(path);
            String next = answer.headers()
                    .firstValue("location")
                    .map(each -> each.replaceFirst("^/console/", ""))
                    .orElse(path);
            HttpResponse<String> shown = root.get(next);
            assertThat(shown.body()).as("%s leads to %s", path, next).doesNotContain("There is no such page.");
            assertThat(shown.statusCode() == 200 || shown.body().contains("<div class=\"row\"><a class=\"button"))
                    .as("%s leads to %s: %s", path, next, shown.body())
                    .isTrue();
        }
    }

    /** Whether an address begins with a page's, whatever its things are called. */
    private static boolean below(String page, String address) {
        return (unnamed(address) + "/").startsWith(page.isEmpty() ? "" : unnamed(page) + "/");
    }

    private static String unnamed(String route) {
        return route.replaceAll("\\{[^}]*}", "{}");
    }

    /** The things of that page, and for what is named below it something that is not there. */
    private static String filled(String route, ConsoleCrawl.Stop page) {
        String at = page.path().replaceFirst("\\?.*", "");
        String[] steps = route.split("/", -1);
        int from = page.route().isEmpty() ? 0 : page.route().split("/", -1).length;
        return Stream.concat(
                        at.isEmpty() ? Stream.empty() : Stream.of(at),
                        Arrays.stream(steps, from, steps.length).map(each -> each.startsWith("{") ? "none" : each))
                .collect(Collectors.joining("/"));
    }
}
