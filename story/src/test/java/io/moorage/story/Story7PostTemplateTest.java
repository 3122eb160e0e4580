package io.moorage.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moorage.cli.CommitWriter;
import io.moorage.cli.SqlSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The post's own template, unmodified: it deploys on the instances' own signals, its database survives its machine behind one name,
 * and deleted it leaves nothing. Checklist rows 14-18, 20-23, 26-29, 42, 56, 59-62.
 */
@ExtendWith(WithMoorage.class)
class Story7PostTemplateTest {
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(90);
    private static final Duration REPLACE_BOUND = Duration.ofMinutes(2);

    @Test
    void theTemplateDeploysFailsOverAndLeavesNothing(MoorageUnderTest moorage, @TempDir Path scratch) throws Exception {
        Optional<PostDocuments> post = PostDocuments.find(moorage.source());
        assumeTrue(post.isPresent(), "the post is not beside this checkout (shared/seed/amazon-efs-ecs.json)");
        PostStack stack = PostStack.on(moorage, scratch);

        long begun = System.nanoTime();
        stack.create(post.get().template(), 2);
        stack.awaitStatus("CREATE_COMPLETE");
        stack.assertSaidWhatItDid();
        PostStack.say("create-stack to CREATE_COMPLETE", begun);
        String address = moorage.moorage(Duration.ofSeconds(30), "resolve", stack.balancerName())
                .strip();
        makeTable(address);
        PostStack.say("create-stack to a query through the load balancer", begun);

        Database database = new Database(moorage, stack.cluster(), stack.resource("service"));
        Database.Placed before = database.runningTask();
        try (CommitWriter writer = new CommitWriter(() -> List.of(address), "password", "post-" + System.nanoTime())) {
            writer.start();
            Database.awaitMore(writer, 50, ANSWER_BOUND);
            CommitWriter.Outage outage = writer.markOutage();
            long killed = System.nanoTime();
            moorage.docker("kill", "-s", "KILL", moorage.containerOf(before.instanceId()));
            await("a commit through the same name")
                    .atMost(ANSWER_BOUND)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> outage.firstCommitMillis() > 0);
            PostStack.say("power cut to the first commit through the same name", killed);
            await("two registered instances again")
                    .atMost(REPLACE_BOUND)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> stack.connected() >= 2);
            PostStack.say("power cut to two registered instances", killed);
            Database.awaitMore(writer, 50, ANSWER_BOUND);
            assertThat(writer.verify().holds())
                    .as("every acknowledged commit, once")
                    .isTrue();
        }
        assertThat(database.runningTask().instanceId()).isNotEqualTo(before.instanceId());

        long deleting = System.nanoTime();
        moorage.deleteStack(PostStack.NAME);
        PostStack.say("delete-stack to gone", deleting);
        stack.assertNothingIsLeft();
    }

    private static void makeTable(String address) {
        await("MySQL to answer at " + address)
                .atMost(ANSWER_BOUND)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(SqlSession.Broken.class)
                .until(() -> {
                    try (SqlSession session = new SqlSession(address, 3306, "root", "password", "")) {
                        session.query(
                                "CREATE DATABASE moorage; CREATE TABLE moorage.commits"
                                        + " (run VARCHAR(40) NOT NULL, n BIGINT NOT NULL, KEY (run, n))",
                                Duration.ofSeconds(10));
                        return true;
                    }
                });
    }
}
