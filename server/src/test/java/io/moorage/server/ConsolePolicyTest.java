package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.base.sigv4.Uri;
import io.moorage.browser.Chromium;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A managed policy's versions in the console, in a browser. */
final class ConsolePolicyTest {
    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"*\"}]}";

    /** IAM user guide, "Versioning IAM policies": a new version is the default one or not, and an older one can be made it again. */
    @Test
    void anOlderVersionCountsAgain(@TempDir Path home, @TempDir Path profile) throws Exception {
        try (SimulatedServer server = new SimulatedServer(home);
                Chromium browser = new Chromium(profile)) {
            assertThat(server.iam("Action=CreatePolicy&PolicyName=lookers&PolicyDocument="
                                    + Uri.encode(POLICY.formatted("ecs:List*")))
                            .statusCode())
                    .isEqualTo(200);
            Tab tab = browser.tab();
            tab.open(server.uri() + "/console/iam/policies");
            tab.fill("Filter Policies", "lookers");
            tab.click("lookers");
            tab.sees("Version v1");
            tab.fill("Policy document", "{ no");
            tab.click("Create version");
            tab.sees("MalformedPolicyDocument");
            tab.fill("Policy document", POLICY.formatted("ecs:Describe*"));
            tab.click("Create version");
            tab.sees("The version was made.");
            tab.sees("Version v2");
            tab.sees("ecs:Describe*");
            tab.click("Versions");
            Look.shot(tab, "policy-versions");
            tab.click("Make v1 count");
            tab.sees("Version v1 counts from now on.");
            tab.sees("ecs:List*");
            tab.click("Versions");
            tab.click("v2");
            tab.sees("Version v2");
            tab.sees("ecs:Describe*");
            String arn = "arn:aws:iam::" + SimulatedServer.ACCOUNT + ":policy/lookers";
            assertThat(server.iam("Action=GetPolicy&PolicyArn=" + Uri.encode(arn))
                            .body())
                    .contains("<DefaultVersionId>v1</DefaultVersionId>");
        }
    }
}
