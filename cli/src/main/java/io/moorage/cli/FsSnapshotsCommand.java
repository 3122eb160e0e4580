package io.moorage.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code moorage fs snapshots}: what can be restored. */
@Command(
        name = "snapshots",
        description = "List the snapshots, those of the backup policy too; or remove one.",
        mixinStandardHelpOptions = true)
final class FsSnapshotsCommand implements Callable<Integer> {
    private final Snapshots snapshots;

    @Parameters(arity = "0..1", paramLabel = "FILE_SYSTEM", description = "Only this file system's.")
    private Optional<String> fileSystem = Optional.empty();

    @Option(names = "--delete", paramLabel = "SNAPSHOT", description = "Remove this one.")
    private Optional<String> delete = Optional.empty();

    FsSnapshotsCommand(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @Override
    public Integer call() {
        if (delete.isPresent()) {
            snapshots.forget(delete.get());
        } else {
            System.out.print(Snapshots.table(snapshots.list(), fileSystem));
        }
        return 0;
    }
}
