package io.moorage.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.cli.CommitWriter;
import io.moorage.cli.SqlSession;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The instance that runs MySQL freezes and is cut off; MySQL goes on elsewhere; then the frozen one thaws with its old
 * MySQL in memory. The file server refuses its late writes, so there never are two writers; and where one was promised, it
 * refuses them when the instance has long been let in again.
 */
@ExtendWith(WithMoorage.class)
class Story3DoubleWriterTest {
    private static final Duration FREEZE_BOUND = Duration.ofSeconds(30);
    private static final Duration FAILOVER_BOUND = Duration.ofSeconds(90);

    @Test
    void aThawedInstanceCannotWrite(MoorageUnderTest moorage) throws Exception {
        moorage.ensurePlayed();
        Database database = new Database(moorage);
        moorage.awaitConnected(2);
        Database.Placed before = database.runningTask();
        String frozen = moorage.containerOf(before.instanceId());
        String address = moorage.aws("ec2", "describe-instances", "--instance-ids", before.instanceId())
                .findPath("PrivateIpAddress")
                .asText();
        promiseOneWriter(moorage);
        Cable cable = Cable.of(moorage, address);
        try (CommitWriter writer = database.writer("double-writer-")) {
            // The freezer gives up on a machine one of whose threads waits for the disk just then.
            await("every process of the instance is frozen")
                    .atMost(FREEZE_BOUND)
                    .untilAsserted(() -> moorage.docker("pause", frozen));
            cable.cut();
            try {
                await("a commit on another instance").atMost(FAILOVER_BOUND).until(() -> !writer.host()
                        .equals(address));
                Database.awaitMore(writer, 50, FAILOVER_BOUND);
            } finally {
                cable.mend();
                moorage.docker("unpause", frozen);
            }
            Database.awaitMore(writer, 100, FAILOVER_BOUND);
            moorage.awaitConnected(2);
            assertThat(database.containerIn(before.instanceId()))
                    .as("the old MySQL")
                    .isEmpty();
            assertThat(touch(moorage, before.instanceId())).contains("Read-only file system");
            assertThat(touch(moorage, database.runningTask().instanceId())).isEmpty();
            assertThat(writer.verify().holds()).isTrue();
            try (SqlSession session = new SqlSession(writer.host(), 3306, "root", "password", "moorage")) {
                assertThat(session.query("CHECK TABLE commits EXTENDED", Duration.ofSeconds(60)))
                        .isEqualTo(List.of("moorage.commits\tcheck\tstatus\tOK"));
            }
        }
        assertThat(database.runningTask().instanceId()).isNotEqualTo(before.instanceId());
    }

    /** docs/efs.md, "One writer at a time": from now on the database's machine alone, whatever else is let in again. */
    private static void promiseOneWriter(MoorageUnderTest moorage) throws Exception {
        String service =
                moorage.aws("ecs", "list-services").path("serviceArns").path(0).asText();
        moorage.aws("ecs", "tag-resource", "--resource-arn", service, "--tags", "key=moorage:single-writer,value=true");
    }

    /** What an instance's shell says to making a file beside the database's. */
    private static String touch(MoorageUnderTest moorage, String instanceId) throws Exception {
        String script =
                "mountpoint -q /mnt/efs && { touch /mnt/efs/mysql/intruder && rm /mnt/efs/mysql/intruder; } 2>&1 || true";
        return moorage.docker("exec", moorage.containerOf(instanceId), "sh", "-c", script)
                .strip();
    }
}
