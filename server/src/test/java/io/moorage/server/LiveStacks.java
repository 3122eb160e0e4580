package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Stacks of a simulated server, asked for by form; each wait ends within a minute. */
record LiveStacks(SimulatedServer server) {
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    String done(String form) throws Exception {
        var answer = server.cloudformation(form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** The stack's description when nothing is in progress any more, which is in that status. */
    String settled(String stack, String status) throws Exception {
        String found = await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> server.cloudformation("Action=DescribeStacks&StackName=" + stack)
                                .body(),
                        body -> !body.contains("_IN_PROGRESS</StackStatus>"));
        assertThat(found.contains("does not exist") ? "DELETE_COMPLETE" : found)
                .as(server.cloudformation("Action=DescribeStackEvents&StackName=" + stack)
                        .body())
                .contains(status);
        return found;
    }

    /** Makes, changes and deletes a stack, after which the account is as it was. */
    void live(String stack, String template, String changed) throws Exception {
        String born = AccountState.of(server).toString();
        done("Action=CreateStack&StackName=" + stack + "&TemplateBody=" + encoded(template));
        settled(stack, ">CREATE_COMPLETE<");
        done("Action=UpdateStack&StackName=" + stack + "&TemplateBody=" + encoded(changed));
        settled(stack, ">UPDATE_COMPLETE<");
        done("Action=DeleteStack&StackName=" + stack);
        settled(stack, "DELETE_COMPLETE");
        assertThat(AccountState.of(server).toString()).isEqualTo(born);
    }
}
