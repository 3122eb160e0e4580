package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.Uri;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at the console without a browser: root until they sign in. Redirects are told and not followed. */
final class ConsoleVisitor implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final SimulatedServer server;
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    ConsoleVisitor(SimulatedServer server) {
        this.server = server;
    }

    /** As a new user {@code ada}, whom no policy allows anything. */
    void signInWithoutPermissions() throws Exception {
        signIn("ada");
    }

    /** @param statements a JSON list of the only policy of a new user */
    void signIn(String user, String statements) throws Exception {
        signIn(user);
        assertThat(server.iam("Action=PutUserPolicy&PolicyName=p&UserName=" + user + "&PolicyDocument="
                                + Uri.encode("{\"Version\":\"2012-10-17\",\"Statement\":" + statements + "}"))
                        .statusCode())
                .isEqualTo(200);
    }

    private void signIn(String user) throws Exception {
        server.iam("Action=CreateUser&UserName=" + user);
        String key = server.iam("Action=CreateAccessKey&UserName=" + user).body();
        HttpResponse<String> answer = post(
                "sign-in",
                "accessKeyId=" + Uri.encode(Visitors.between(key, "<AccessKeyId>")) + "&secretAccessKey="
                        + Uri.encode(Visitors.between(key, "<SecretAccessKey>")));
        assertThat(answer.statusCode()).isEqualTo(303);
    }

    /** @param path below {@code /console/}, with its query */
    HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    /** @param form without the token, which comes from a page of the same session */
    HttpResponse<String> post(String path, String form) throws Exception {
        Matcher token = TOKEN.matcher(get("sign-in").body());
        assertThat(token.find()).isTrue();
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("csrf=" + token.group(1) + "&" + form)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.uri() + "/console/" + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
