package io.moorage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code moorage fs snapshot}: a file system as it is now, kept. */
@Command(
        name = "snapshot",
        description = "Keep a file system as it is at this moment, while its clients go on.",
        mixinStandardHelpOptions = true)
final class FsSnapshotCommand implements Callable<Integer> {
    private final Snapshots snapshots;

    @Parameters(paramLabel = "FILE_SYSTEM", description = "Its id.")
    private String fileSystem = "";

    FsSnapshotCommand(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public Integer call() throws InterruptedException {
        JsonNode made = snapshots.make(fileSystem);
        System.out.println(made.path("snapshot").asText());
        return 0;
    }
}
