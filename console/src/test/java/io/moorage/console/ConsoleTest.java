package io.moorage.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.Credential;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.dispatch.JsonCalls;
import io.moorage.awsapi.dispatch.LocalSockets;
import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what a page may do; without any service behind it. */
final class ConsoleTest {
    private static final String ACCOUNT = "123456789012";
    private static final String ARN = "arn:aws:iam::123456789012:user/ada";

    private final Map<String, Credential> keys = new HashMap<>(Map.of(
            "AKIAADA",
            new Credential(
                    "AKIAADA",
                    "the secret",
                    null,
                    new Principal(Principal.Kind.USER, ACCOUNT, ARN, "AIDA", ARN),
                    null)));
    private final ArrayNode failovers = JsonNodeFactory.instance.arrayNode();
    private final Console console = new Console(new Console.Parts(
            new JsonCalls(
                    List.of(),
                    query -> Authorizer.Allowed.ALLOWED,
                    ACCOUNT,
                    "us-east-1",
                    () -> Instant.EPOCH,
                    () -> "request"),
            new LocalSockets(
                    List.of(),
                    query -> Authorizer.Allowed.ALLOWED,
                    ACCOUNT,
                    "us-east-1",
                    () -> Instant.EPOCH,
                    () -> "request"),
            new NoStorage(),
            id -> Optional.ofNullable(keys.get(id)),
            ACCOUNT,
            "us-east-1",
            4566,
            () -> Instant.EPOCH,
            new Random(1),
            () -> failovers));

    /** OWASP, "Content Security Policy Cheat Sheet": nothing inline, nothing from elsewhere, framed by nobody. */
    @Test
    void aPageIsKeptToItself() {
        HttpAnswer page = get("/console/ecs/clusters", true, Map.of());

        assertThat(page.headers().get("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers())
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("X-Frame-Options", "DENY")
                .containsEntry("Referrer-Policy", "same-origin")
                .containsEntry("Cross-Origin-Opener-Policy", "same-origin")
                .containsEntry("Cross-Origin-Resource-Policy", "same-origin")
                .containsEntry("Cache-Control", "no-store");
        assertThat(text(page))
                .doesNotContainPattern("<script(?![^>]* src=)|<style| style=| on[a-z]+=\"|(src|href|action)=\"https?:");
    }

    @Test
    void theSessionsCookieIsOutOfReach() {
        assertThat(get("/console/", true, Map.of()).headers().get("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Strict", "Path=/console/")
                .doesNotContain("Secure");
        assertThat(console.route()
                        .handler()
                        .apply(request("GET", "/console/", "", true, true, Map.of()))
                        .headers()
                        .get("Set-Cookie"))
                .contains("; Secure");
    }

    /** Where whoever comes is root, no page of another site may read ours by a name that it points at this host. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:4566,    200",
        "localhost:4566,    200",
        "'[::1]:4566',      200",
        "evil.example:4566, 403",
        "127.0.0.1.evil.example, 403",
    })
    void onlyLoopbacksOwnNamesOpenAsRoot(String host, int status) {
        assertThat(get("/console/sign-in", true, Map.of("host", host)).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "csrf=", "csrf=0123456789"})
    void nothingIsDoneWithoutTheFormsToken(String form) {
        HttpAnswer answer = post("/console/ecs/clusters", form, true, Map.of());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(text(answer)).contains("not from this console");
    }

    /** Whoever sends a form after the server has started anew is told what to do, on a page. */
    @Test
    void whoeverSendsAnOldFormGoesOnFromAPage() {
        HttpAnswer answer = post(
                "/console/ecs/clusters/shop/delete", "csrf=0123456789", true, Map.of("accept", "text/html,*/*;q=0.8"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(text(answer))
                .contains("<h1>", "Nothing was done.", "not from this console")
                .contains("<a class=\"button primary\" href=\"/console/ecs/clusters/shop\">Reload</a>");
    }

    @Test
    void whatIsSentFromAnotherSiteIsRefused() {
        Visitor visitor = new Visitor(true);

        assertThat(post(
                                "/console/ecs/clusters",
                                "csrf=" + visitor.csrf,
                                true,
                                visitor.with("origin", "http://evil.example"))
                        .status())
                .isEqualTo(403);
        assertThat(text(post(
                        "/console/ecs/clusters",
                        "csrf=" + visitor.csrf,
                        true,
                        visitor.with("origin", "http://127.0.0.1:4566"))))
                .contains("Moorage does not provide ecs:CreateCluster");
    }

    @Test
    void elsewhereThanOnLoopbackOneSignsIn() {
        HttpAnswer answer = get("/console/ecs/clusters", false, Map.of());

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.headers()).containsEntry("Location", "/console/sign-in?next=%2Fconsole%2Fecs%2Fclusters");
        assertThat(get("/console/ec2/reach?from=i-1&port=22", false, Map.of()).headers())
                .as("a link that was sent leads where it says")
                .containsEntry("Location", "/console/sign-in?next=%2Fconsole%2Fec2%2Freach%3Ffrom%3Di-1%26port%3D22");
        assertThat(get("/console/live?since=0&topics=ecs", false, Map.of()).status())
                .isEqualTo(401);
    }

    @Test
    void aKeySignsInUntilItIsDeletedAndIsInNoPage() {
        Visitor visitor = new Visitor(false);
        HttpAnswer wrong = post("/console/sign-in", visitor.signIn("a guess"), false, visitor.with("x", ""));
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(text(wrong))
                .contains("The security token included in the request is invalid.")
                .doesNotContain("a guess");

        HttpAnswer right = post("/console/sign-in", visitor.signIn("the+secret"), false, visitor.with("x", ""));
        assertThat(right.headers()).containsEntry("Location", "/console/ecs/clusters");
        Map<String, String> signedIn = Map.of("cookie", cookie(right));
        assertThat(cookie(right)).as("a session fixed before is worth nothing").isNotEqualTo(visitor.cookie);
        String page = text(get("/console/ecs/clusters", false, signedIn));
        assertThat(page).contains("user/ada").doesNotContain("the secret");

        keys.clear();
        assertThat(get("/console/ecs/clusters", false, signedIn).status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/other",
                "/console/\\evil",
                "/console/../other",
                "/console/%252E./other",
                "/console/a%0D%0ASet-Cookie:%20b"
            })
    void signingInLeadsToNobodyElse(String next) {
        Visitor visitor = new Visitor(false);

        assertThat(post("/console/sign-in", visitor.signIn("the+secret", next), false, visitor.with("x", ""))
                        .headers())
                .containsEntry("Location", "/console/");
    }

    /** A link on another site signs nobody out. */
    @Test
    void oneIsSignedOutByAFormOnly() {
        Visitor visitor = new Visitor(false);
        Map<String, String> ada = Map.of(
                "cookie", cookie(post("/console/sign-in", visitor.signIn("the+secret"), false, visitor.with("x", ""))));

        assertThat(get("/console/sign-out", false, ada).headers()).doesNotContainKey("Set-Cookie");
        String page = text(get("/console/ecs/clusters", false, ada));
        assertThat(page).contains("user/ada");
        Matcher token = Pattern.compile("name=\"csrf\" value=\"([0-9a-f]+)\"").matcher(page);
        assertThat(token.find()).isTrue();
        assertThat(post("/console/sign-out", "csrf=" + token.group(1), false, ada)
                        .headers()
                        .get("Set-Cookie"))
                .contains("Max-Age=0");
        assertThat(get("/console/ecs/clusters", false, ada).status()).isEqualTo(303);
    }

    @Test
    void whatAPersonTypedIsTextWhereverItStands() {
        String page = text(get("/console/ecs/clusters/%3Cscript%3Ealert(1)%3C%2Fscript%3E\"?a=\"><b>", true, Map.of()));

        assertThat(page).doesNotContain("<script>alert", "<b>");
    }

    @Test
    void aPageHearsOfAChangeOfItsTopicsOnly() {
        Visitor visitor = new Visitor(true);
        console.changed(List.of("ec2"));
        console.changed(List.of("ecs"));

        assertThat(text(get("/console/live?since=1&topics=efs%20ecs", true, visitor.with("x", ""))))
                .isEqualTo("3\n");
        console.close();
        assertThat(text(get("/console/live?since=3&topics=efs%20ecs", true, visitor.with("x", ""))))
                .isEqualTo("3\n");
    }

    /** RFC 9110, section 15.3.5, "204 No Content": what a page shows already is not sent again. */
    @Test
    void aPageThatFollowsIsToldOnlyWhatIsNew() {
        Visitor visitor = new Visitor(true);
        HttpAnswer first = get("/console/ecs/clusters", true, visitor.with("x-live", "-"));
        String mark = String.valueOf(first.headers().get("X-Mark"));

        assertThat(text(first)).contains("<main").doesNotContain("<nav class=\"side\"");
        assertThat(first.headers())
                .containsEntry("X-Version", "1")
                .containsEntry("X-Token", visitor.csrf)
                .containsEntry("X-Who", "arn:aws:iam::123456789012:root");
        console.changed(List.of("ecs"));
        HttpAnswer second = get("/console/ecs/clusters", true, visitor.with("x-live", mark));
        assertThat(second.status()).isEqualTo(204);
        assertThat(second.body()).isEmpty();
        assertThat(second.headers()).containsEntry("X-Version", "2");
    }

    /** RFC 9110, section 12.5.3, "Accept-Encoding". */
    @Test
    void textTravelsPackedWhereTheBrowserTakesIt() throws Exception {
        for (String path : List.of("/console/", asset("console.css"))) {
            HttpAnswer plain = get(path, true, Map.of());
            HttpAnswer packed = get(path, true, Map.of("accept-encoding", "gzip, deflate, br"));

            assertThat(plain.headers()).doesNotContainKey("Content-Encoding");
            assertThat(packed.headers()).containsEntry("Content-Encoding", "gzip");
            assertThat(packed.body().length).isLessThan(plain.body().length / 2);
            assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                    .hasSize(plain.body().length);
        }
        assertThat(get(asset("fonts/roboto-400.woff2"), true, Map.of("accept-encoding", "gzip"))
                        .headers())
                .as("packed by its makers")
                .doesNotContainKey("Content-Encoding");
    }

    private String asset(String name) {
        Matcher any = Pattern.compile("/console/assets/[0-9a-f]+/").matcher(text(get("/console/", true, Map.of())));
        assertThat(any.find()).isTrue();
        return any.group() + name;
    }

    /** Nobody learns an instance's or a task's name by its failover whom the cluster is not told to. */
    @Test
    void aFailoverIsToldToWhomItsClusterIs() {
        failovers
                .addObject()
                .put("instance", "i-0dead")
                .put("cluster", "default")
                .put("noticedMillis", 1);

        assertThat(text(get("/console/failovers", true, Map.of())))
                .contains("Moorage does not provide ecs:DescribeClusters")
                .doesNotContain("i-0dead");
    }

    /** What one person plays, another neither sees nor ends. */
    @Test
    void theStoryIsShownToWhoeverStartedIt() {
        Visitor root = new Visitor(true);
        Visitor visitor = new Visitor(false);
        Map<String, String> ada = Map.of(
                "cookie", cookie(post("/console/sign-in", visitor.signIn("the+secret"), false, visitor.with("x", ""))));
        post("/console/first-run/start", "csrf=" + root.csrf, true, root.with("x", ""));

        assertThat(text(get("/console/first-run", false, ada))).contains(">Start</button>");
        assertThat(text(get("/console/first-run", true, root.with("x", "")))).doesNotContain(">Start</button>");
        assertThat(post("/console/first-run/kill", "csrf=" + root.csrf, false, ada)
                        .status())
                .as("with another's token")
                .isEqualTo(403);
    }

    @Test
    void theFirstPageIsSmall() {
        HttpAnswer page = get("/console/ecs/clusters", true, Map.of());
        Matcher asset =
                Pattern.compile("(?:href|src)=\"(/console/assets/[^\"]+)\"").matcher(text(page));
        long bytes = page.body().length
                + asset.results()
                        .map(each -> each.group(1))
                        .distinct()
                        .mapToLong(each -> get(each, true, Map.of()).body().length)
                        .sum();

        assertThat(bytes).isBetween(10_000L, 300_000L);
    }

    /** A browser with its cookie and the token of its forms. */
    private final class Visitor {
        private final String cookie;
        private final String csrf;

        Visitor(boolean trusting) {
            HttpAnswer page = get("/console/sign-in", trusting, Map.of());
            this.cookie = ConsoleTest.cookie(page);
            Matcher token =
                    Pattern.compile("name=\"csrf\" value=\"([0-9a-f]+)\"").matcher(text(page));
            assertThat(token.find()).isTrue();
            this.csrf = token.group(1);
        }

        Map<String, String> with(String header, String value) {
            return Map.of("cookie", cookie, header, value);
        }

        String signIn(String secret) {
            return signIn(secret, "/console/ecs/clusters");
        }

        String signIn(String secret, String next) {
            return "csrf=" + csrf + "&accessKeyId=AKIAADA&secretAccessKey=" + secret + "&next=" + next;
        }
    }

    private static String cookie(HttpAnswer answer) {
        return String.valueOf(answer.headers().get("Set-Cookie")).replaceFirst(";.*", "");
    }

    private HttpAnswer get(String path, boolean trusting, Map<String, String> headers) {
        return console.route().handler().apply(request("GET", path, "", trusting, false, headers));
    }

    private HttpAnswer post(String path, String form, boolean trusting, Map<String, String> headers) {
        return console.route().handler().apply(request("POST", path, form, trusting, false, headers));
    }

    private static HttpRequest request(
            String method, String path, String body, boolean trusting, boolean secure, Map<String, String> headers) {
        Map<String, List<String>> all = new HashMap<>(Map.of("host", List.of("127.0.0.1:4566")));
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        int query = path.indexOf('?');
        return new HttpRequest(
                method,
                query < 0 ? path : path.substring(0, query),
                query < 0 ? "" : path.substring(query + 1),
                all,
                body.getBytes(StandardCharsets.UTF_8),
                "192.0.2.1",
                secure,
                trusting);
    }

    private static String text(HttpAnswer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
