package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.base.sigv4.Uri;
import io.moorage.browser.Chromium;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import io.moorage.console.frame.Route;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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

/** Issue "The console", "Must hold": "IAM decides what is shown and allowed". Of all pages, by following all links. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsolePermissionsTest {
    /** May look at everything, and change nothing. */
    private static final String READER = """
            [{"Effect":"Allow","Resource":"*","Action":["ecs:Describe*","ecs:List*","ec2:Describe*","ec2:Get*","elasticfilesystem:Describe*",
              "elasticfilesystem:List*","elasticfilesystem:ClientMount","elasticfilesystem:ClientRootAccess","elasticloadbalancing:Describe*",
              "autoscaling:Describe*","cloudformation:Describe*","cloudformation:List*","cloudformation:Get*","cloudwatch:Describe*",
              "cloudwatch:Get*","cloudwatch:List*","logs:Describe*","logs:Get*","logs:Filter*","sns:Get*","sns:List*","ssm:Describe*",
              "ssm:Get*","iam:Get*","iam:List*","iam:Simulate*"]}]""";

    private static final Set<String> SOMETIMES = Set.of(
            "efs/{id}/upload",
            "efs/{id}/policy/delete",
            "efs/{id}/settings/stop-replication",
            "iam/roles/{name}/profile",
            "sns/{topic}/subscriptions/{subscription}/delete",
            "first-run/kill",
            "first-run/cancel",
            "first-run/clean-up");

    private static final Map<String, String> EITHER =
            Map.of("logs:DeleteRetentionPolicy", "logs:PutRetentionPolicy", "ec2:ImportKeyPair", "ec2:CreateKeyPair");
    private static final int MOST_KEYS = 100;
    private static final Pattern FORM = Pattern.compile("<form method=\"post\" action=\"([^\"]+)\"");
    private static final Pattern BUTTON_LINK =
            Pattern.compile("<a class=\"button[^\"]*\" href=\"/console/([^\"?]*)[^\"]*\">([^<]*)<");
    private static final Pattern NEEDED =
            Pattern.compile("This needs <code>([^<]+)</code>(?: on <code>([^<]+)</code>)?, and is refused");
    private static final Pattern REFUSED =
            Pattern.compile("user/ada is not authorized to perform: ([a-z0-9-]+:[A-Za-z]+)(?: on resource: (\\S+))?");

    private SimulatedServer server;
    private ConsoleVisitor reader;
    private ConsoleForms forms;
    private Chromium browser;
    private Collection<ConsoleCrawl.Stop> stops;

    @BeforeAll
    void start(@TempDir Path home, @TempDir Path profile) throws Exception {
        server = new SimulatedServer(home);
        browser = new Chromium(profile);
        OneOfEach.on(server);
        try (ConsoleVisitor root = new ConsoleVisitor(server)) {
            stops = ConsoleCrawl.of(server, root);
        }
        forms = new ConsoleForms(browser, server);
        reader = new ConsoleVisitor(server);
        reader.signIn("ada", READER);
    }

    @AfterAll
    void stop() throws Exception {
        reader.close();
        browser.close();
        server.close();
    }

    private Stream<ConsoleCrawl.Stop> pages() {
        return stops.stream().filter(ConsoleCrawl.Stop::isPage).filter(each -> !each.route()
                .equals("sign-in"));
    }

    /** Those on which root has a form that changes something, or a button that leads to one. */
    Stream<ConsoleCrawl.Stop> changing() {
        return pages().filter(each -> !forms(each.answer().body()).isEmpty()
                || !leading(each.answer().body()).isEmpty()
                || each.answer().body().contains(" formaction=")
                || each.answer().body().contains(" id=\"connect\""));
    }

    private static List<String> forms(String page) {
        return all(FORM, page)
                .map(each -> each.group(1).replace("&amp;", "&"))
                .filter(each -> !each.equals("/console/sign-out") && !each.equals("/console/first-run/cancel"))
                .distinct()
                .toList();
    }

    /** Buttons that lead to pages with one purpose: to where a form is sent, or to a terminal. */
    private List<String> leading(String page) {
        Set<String> purposes = Set.of(
                "create-stack",
                "stacks/{stack}/update",
                "efs-create",
                "ecs/new-task-definition",
                "ecs/run-task",
                "ecs/create-service");
        return all(BUTTON_LINK, page)
                .filter(each -> server.consolePages().stream()
                        .anyMatch(route -> route.match(each.group(1)).isPresent()
                                && (purposes.contains(route.path())
                                        || route.path().endsWith("/terminal"))))
                .map(each -> each.group(2))
                .toList();
    }

    private static Stream<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    /** What is refused is shown, but not to be used, on every page that can change something. */
    @ParameterizedTest
    @MethodSource("changing")
    void whoMayOnlyLookHasNothingThatChanges(ConsoleCrawl.Stop page) throws Exception {
        HttpResponse<String> answer = reader.get(page.path());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(forms(answer.body())).isEmpty();
        assertThat(leading(answer.body())).isEmpty();
        assertThat(answer.body())
                .doesNotContain(" formaction=", " id=\"connect\"", " id=\"upload\"", "This needs <code>*");
        int offered = forms(page.answer().body()).size()
                + leading(page.answer().body()).size();
        assertThat(said(answer.body())).as("what root is offered is there").hasSizeGreaterThanOrEqualTo(offered);
    }

    /**
     * What a page says is needed is what the API refuses, action and resource: both ask the same. Compared is what the API
     * comes to ask IAM: of some forms it refuses first what a word in each field is worth.
     */
    @Test
    void whatIsSaidToBeNeededIsWhatTheApiRefuses() throws Exception {
        Map<String, String> refusals = new TreeMap<>();
        for (ConsoleCrawl.Stop page : changing().toList()) {
            String shown = reader.get(page.path()).body();
            for (ConsoleForms.Form form : forms.of(page)) {
                HttpResponse<String> answer = reader.post(form.path(), form.fields());
                all(REFUSED, answer.body()).findFirst().ifPresent(refused -> {
                    refusals.put(form.path(), refused.group(1));
                    assertThat(all(NEEDED, shown).filter(each -> isTheSame(each, refused)))
                            .as("%s: %s; the page says: %s", form, refused.group(), said(shown))
                            .isNotEmpty();
                });
            }
        }
        assertThat(refusals.values().stream().distinct())
                .as("what was compared: %s", refusals)
                .hasSizeGreaterThan(45);
    }

    private static List<String> said(String page) {
        return all(NEEDED, page).map(MatchResult::group).toList();
    }

    /** Where there is a button for each of two, one of them is named; a resource that is typed yet is not. */
    private static boolean isTheSame(MatchResult needed, MatchResult refused) {
        String action = EITHER.getOrDefault(refused.group(1), refused.group(1));
        return needed.group(1).equals(action)
                && (needed.group(2) == null
                        || refused.group(2) == null
                        || needed.group(2).equals(refused.group(2)));
    }

    /** The account's root may do everything, and is told of nothing that it may not. */
    @Test
    void rootIsOfferedEverything() {
        assertThat(pages()).allSatisfy(each -> assertThat(each.answer().body())
                .as(each.path())
                .doesNotContain("aria-disabled", "class=\"refused\""));
        assertThat(pages().flatMap(each -> forms(each.answer().body()).stream()).distinct())
                .hasSizeGreaterThan(50);
    }

    /** IAM user guide, "Policy evaluation logic": a resource's policy denies root too, and a page says so as of everybody. */
    @Test
    void rootIsToldWhatAResourceDenies() throws Exception {
        String id = Beginnings.fileSystem(server, "closed");
        try (ConsoleVisitor root = new ConsoleVisitor(server)) {
            String path = "efs/" + id + "/access-points";
            assertThat(said(root.get(path).body())).isEmpty();
            assertThat(root.post(
                                    "efs/" + id + "/policy",
                                    "policy="
                                            + Uri.encode(
                                                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\","
                                                            + "\"Action\":\"elasticfilesystem:CreateAccessPoint\",\"Resource\":\"*\"}]}"))
                            .statusCode())
                    .isEqualTo(303);
            String page = root.get(path).body();
            assertThat(forms(page)).isEmpty();
            assertThat(page)
                    .contains("This needs <code>elasticfilesystem:CreateAccessPoint</code>")
                    .contains("with an explicit deny in a resource-based policy");
        } finally {
            server.efs("DELETE", "/2015-02-01/file-systems/" + id, "");
        }
    }

    /** Where forms are sent that only some states of things have; the rest of all there are is on the pages that are followed. */
    @Test
    void everythingThatChangesIsLookedAt() throws Exception {
        Set<String> seen = new HashSet<>(SOMETIMES);
        List<String> hrefs =
                pages().flatMap(each -> forms(each.answer().body()).stream()).toList();
        Set<String> routes = server.consolePages().stream()
                .filter(each -> each.method().equals("POST"))
                .peek(route -> hrefs.stream()
                        .map(each -> each.substring("/console/".length()).replaceFirst("\\?.*", ""))
                        .filter(each -> route.match(each).isPresent())
                        .findFirst()
                        .ifPresent(each -> seen.add(route.path())))
                .map(Route::path)
                .collect(Collectors.toSet());
        assertThat(seen).containsExactlyInAnyOrderElementsOf(routes);
    }

    /** Some of those: a policy, a replication and a story that is over are there to be ended. */
    @Test
    void whatIsOnlySometimesThereIsRefusedToo() throws Exception {
        String id = Beginnings.fileSystem(server, "kept");
        assertThat(server.efs(
                                "PUT",
                                "/2015-02-01/file-systems/" + id + "/policy",
                                new ObjectMapper()
                                        .writeValueAsString(
                                                Map.of(
                                                        "Policy",
                                                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"elasticfilesystem:ClientMount\"}]}")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.efs(
                                "POST",
                                "/2015-02-01/file-systems/" + id + "/replication-configuration",
                                "{\"Destinations\":[{\"Region\":\"us-east-1\"}]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(said(reader.get("efs/" + id + "/policy").body()).toString())
                .contains("elasticfilesystem:DeleteFileSystemPolicy</code> on");
        assertThat(said(reader.get("efs/" + id + "/settings").body()).toString())
                .contains("elasticfilesystem:DeleteReplicationConfiguration</code> on");
        assertThat(said(reader.get("efs/" + id + "/files").body()))
                .as("an upload, and a directory")
                .hasSize(2)
                .allMatch(each -> each.contains("elasticfilesystem:ClientWrite</code> on"));
        assertThat(reader.post("first-run/start", "").statusCode()).isEqualTo(303);
        Awaitility.await("the story is over").atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                        said(reader.get("first-run").body()).toString())
                .contains("cloudformation:DeleteStack"));
    }

    /** What is asked before it is done, on a page of its own, is told there, and not asked. */
    @Test
    void whoMayNotDoItIsNotAskedWhetherTheyAreSure() throws Exception {
        String source = Beginnings.fileSystem(server, "source");
        String destination = Beginnings.fileSystem(server, "destination");
        Map<String, String> asked = Map.of(
                "logs/%2Fecs%2Fshop/retention",
                "days=1",
                "ecs/clusters/default/services/shop/update",
                "desiredCount=0&taskDefinition=app",
                "efs/" + source + "/settings/replicate",
                "destination=" + destination);
        for (Map.Entry<String, String> each : asked.entrySet()) {
            String page = reader.post(each.getKey(), each.getValue()).body();
            assertThat(page).contains("Keep it");
            assertThat(forms(page)).as(page).isEmpty();
            String answer =
                    reader.post(each.getKey(), each.getValue() + "&sure=yes").body();
            MatchResult refused = all(REFUSED, answer).findFirst().orElseThrow(() -> new AssertionError(answer));
            assertThat(all(NEEDED, page).filter(needed -> isTheSame(needed, refused)))
                    .as("%s; the page says: %s", refused.group(), said(page))
                    .isNotEmpty();
        }
    }

    /** IAM JSON policy reference, "Resource": one service is allowed, the others are looked at. */
    @Test
    void whoMayChangeOneServiceIsOfferedThatOne() throws Exception {
        try (ConsoleVisitor keeper = new ConsoleVisitor(server)) {
            keeper.signIn("bob", READER.replace("\"sns:Get*\"", "\"sns:*\""));
            String topics = keeper.get("sns").body();
            assertThat(forms(topics)).containsExactly("/console/sns");
            String topic = stops.stream()
                    .filter(each -> each.route().equals("sns/{topic}"))
                    .findFirst()
                    .orElseThrow()
                    .path();
            assertThat(keeper.get(topic).body()).doesNotContain("This needs");
            assertThat(forms(keeper.get("ecs/clusters").body())).isEmpty();
            assertThat(forms(keeper.get("ssm").body())).isEmpty();
        }
    }

    /** The same of one resource, and of a statement that denies. */
    @Test
    void whoMayChangeOneThingIsOfferedThatOne() throws Exception {
        server.ecs("CreateCluster", "{\"clusterName\":\"other\"}");
        try (ConsoleVisitor keeper = new ConsoleVisitor(server)) {
            keeper.signIn("carol", """
                    [{"Effect":"Allow","Action":["ecs:Describe*","ecs:List*"],"Resource":"*"},
                     {"Effect":"Allow","Action":"ecs:DeleteCluster","Resource":"arn:aws:ecs:*:*:cluster/default"},
                     {"Effect":"Allow","Action":"ecs:CreateCluster","Resource":"arn:aws:ecs:*:*:cluster/team-*","Condition":{"StringEquals":{"aws:RequestTag/team":"a"}}},
                     {"Effect":"Deny","Action":"ecs:RegisterTaskDefinition","Resource":"*"}]""");
            assertThat(forms(keeper.get("ecs/clusters/default").body()))
                    .containsExactly("/console/ecs/clusters/default/delete");
            String other = keeper.get("ecs/clusters/other").body();
            assertThat(forms(other)).isEmpty();
            assertThat(all(NEEDED, other).map(each -> each.group(1) + " " + each.group(2)))
                    .containsExactlyInAnyOrder(
                            "ecs:DeleteCluster arn:aws:ecs:us-east-1:123456789012:cluster/other",
                            "ecs:RegisterTaskDefinition null");
            assertThat(other).contains("and is refused with an explicit deny in an identity-based policy.");
            assertThat(forms(keeper.get("ecs/clusters").body()))
                    .as("some clusters may be created: which, and with what, is typed yet")
                    .containsExactly("/console/ecs/clusters");
        } finally {
            server.ecs("DeleteCluster", "{\"cluster\":\"other\"}");
        }
    }

    private static String focused(Tab tab) throws Exception {
        return tab.evaluate("document.activeElement.textContent").asText();
    }

    /** WAI-ARIA, {@code aria-disabled}: "perceivable but disabled", and so in the order of keys, with why. */
    @Test
    void aKeyTellsWhyAButtonCannotBeUsed() throws Exception {
        Tab tab = browser.tab();
        Visitors.signIn(server, tab, "dora", "[\"ecs:Describe*\",\"ecs:List*\"]");
        tab.open(server.uri() + "/console/ecs/clusters/default");
        tab.sees("Container instances");
        assertThat(tab.evaluate(
                                "document.getElementById(tester.clickable('Delete cluster').getAttribute('aria-describedby')).textContent")
                        .asText())
                .startsWith(
                        "This needs ecs:DeleteCluster on arn:aws:ecs:us-east-1:123456789012:cluster/default, and is refused because");
        for (int i = 0; i < MOST_KEYS && !focused(tab).equals("Delete cluster"); i++) {
            tab.press("Tab");
        }
        assertThat(focused(tab)).isEqualTo("Delete cluster");
        tab.press("Enter");
        assertThat(tab.until("document.querySelector('.dialog:popover-open')?.checkVisibility()")
                        .asBoolean())
                .isTrue();
        tab.sees("You may not do this");
        Look.shot(tab, "refused-button");
        tab.press("Escape");
        tab.until("!document.querySelector('.dialog:popover-open')");
        tab.open(server.uri() + "/console/ecs/new-task-definition");
        tab.sees("This needs ecs:RegisterTaskDefinition");
        assertThat(tab.evaluate(
                                "[...document.querySelectorAll('main :is(input, select, textarea, button:not(.copy))')].every((e) => e.matches(':disabled'))")
                        .asBoolean())
                .isTrue();
        Look.shot(tab, "refused-form");
    }
}
