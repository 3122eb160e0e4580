package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.Uri;
import io.moorage.browser.Tab;

/** Somebody who may do little, signed in to the console. */
final class Visitors {
    private Visitors() {}

    /**
     * As the user {@code ada}.
     *
     * @param actions a JSON list of what she may do, on everything
     */
    static void signIn(SimulatedServer server, Tab tab, String actions) throws Exception {
        signIn(server, tab, "ada", actions);
    }

    /** The same as another. */
    static void signIn(SimulatedServer server, Tab tab, String user, String actions) throws Exception {
        server.iam("Action=CreateUser&UserName=" + user);
        assertThat(server.iam("Action=PutUserPolicy&PolicyName=p&UserName=" + user + "&PolicyDocument="
                                + Uri.encode(
                                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Resource\":\"*\",\"Action\":"
                                                + actions + "}]}"))
                        .statusCode())
                .isEqualTo(200);
        String key = server.iam("Action=CreateAccessKey&UserName=" + user).body();
        tab.open(server.uri() + "/console/sign-in");
        tab.fill("Access key ID", between(key, "<AccessKeyId>"));
        tab.fill("Secret access key", between(key, "<SecretAccessKey>"));
        tab.click("Sign in");
        tab.sees("user/" + user);
    }

    static String between(String xml, String tag) {
        return xml.substring(xml.indexOf(tag) + tag.length())
                .replaceFirst("(?s)<.*", "")
                .strip();
    }
}
