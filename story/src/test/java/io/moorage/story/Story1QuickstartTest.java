package io.moorage.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole story, twice over on one system. Checklist rows 2, 4, 5, 7, 9, 10, 13, 20, 22-25, 27, 31-38, 40-43, 45-50,
 * 52, 53, 55, 59, 61.
 */
@ExtendWith(WithMoorage.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Story1QuickstartTest {
    @Test
    @Order(1)
    void theQuickstartShowsThatNothingIsLost(MoorageUnderTest moorage) throws Exception {
        JsonNode result = moorage.quickstart();
        assertThat(result.path("rowsFound").asLong())
                .isEqualTo(result.path("acknowledgedCommits").asLong());
        assertThat(result.path("acknowledgedCommits").asLong()).isGreaterThanOrEqualTo(100);
        for (String step : new String[] {
            "killed", "noticed", "fenced", "placed", "container running", "first query answered", "first commit"
        }) {
            assertThat(result.path("timelineMillis").has(step))
                    .as("timeline has %s: %s", step, result)
                    .isTrue();
        }
    }

    /** The post's own documents, unmodified: its user data has a boothook without an interpreter line, and a bug or two. */
    @Test
    @Order(2)
    void thePostsOwnDocumentsPlayTheSameStory(MoorageUnderTest moorage, @TempDir Path scratch) throws Exception {
        Optional<PostDocuments> post = PostDocuments.find(moorage.source());
        assumeTrue(post.isPresent(), "the post is not beside this checkout (shared/seed/post.txt)");
        Path userData =
                Files.writeString(scratch.resolve("user-data"), post.get().userData());
        Path taskDefinition =
                Files.writeString(scratch.resolve("task.json"), post.get().taskDefinition());
        moorage.quickstart("--user-data", userData.toString(), "--task-definition", taskDefinition.toString());
    }
}
