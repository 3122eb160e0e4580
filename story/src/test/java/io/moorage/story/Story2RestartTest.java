package io.moorage.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.cli.CommitWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Either server process dies by SIGKILL while MySQL writes: I/O waits and goes on, nothing is started twice. */
@ExtendWith(WithMoorage.class)
class Story2RestartTest {
    private static final Duration RECOVERY_BOUND = Duration.ofSeconds(90);

    @Test
    void theControlPlaneDiesAndItsTasksAreAdopted(MoorageUnderTest moorage) throws Exception {
        moorage.ensurePlayed();
        Database database = new Database(moorage);
        Database.Placed before = database.runningTask();
        String container = database.containerIn(before.instanceId());
        try (CommitWriter writer = database.writer("server-restart-")) {
            ProcessHandle server = moorage.process("server");
            assertThat(server.destroyForcibly()).isTrue();
            server.onExit().join();
            Database.awaitMore(writer, 50, RECOVERY_BOUND);
            moorage.moorage(Duration.ofMinutes(2), "up");
            Database.awaitMore(writer, 50, RECOVERY_BOUND);
            assertThat(writer.verify().holds()).isTrue();
        }
        assertThat(database.runningTask()).isEqualTo(before);
        assertThat(database.containerIn(before.instanceId())).isEqualTo(container);
    }

    @Test
    void theFileServerDiesAndInputOutputWaitsForItsSuccessor(MoorageUnderTest moorage) throws Exception {
        moorage.ensurePlayed();
        // Whoever hears neither server stops what holds shared directories.
        moorage.awaitConnected(2);
        Database database = new Database(moorage);
        Database.Placed before = database.runningTask();
        String container = database.containerIn(before.instanceId());
        try (CommitWriter writer = database.writer("file-server-")) {
            ProcessHandle fileServer = moorage.process("fileserver");
            assertThat(fileServer.destroyForcibly()).isTrue();
            fileServer.onExit().join();
            Database.awaitMore(writer, 50, RECOVERY_BOUND);
            assertThat(moorage.process("fileserver").pid()).isNotEqualTo(fileServer.pid());
            assertThat(writer.verify().holds()).isTrue();
        }
        assertThat(database.containerIn(before.instanceId())).isEqualTo(container);
    }
}
