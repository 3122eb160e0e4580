package io.moorage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code moorage fs restore}: a snapshot's files, in a new directory of a file system as AWS Backup puts them. */
@Command(
        name = "restore",
        description = "Put a snapshot into a new directory, aws-backup-restore_TIME, of a file system.",
        mixinStandardHelpOptions = true)
final class FsRestoreCommand implements Callable<Integer> {
    private static final int LOOKS = 300;

    private final Snapshots snapshots;
    private final ServerPages pages;
    private final AwsCli aws;

    @Parameters(paramLabel = "SNAPSHOT", description = "Its id, as moorage fs snapshots lists it.")
    private String snapshot = "";

    @Option(
            names = "--to",
            paramLabel = "FILE_SYSTEM",
            description = "Another file system than the one it was made of.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--new", paramLabel = "NAME", description = "A new file system with this name.")
    private Optional<String> fresh = Optional.empty();

    FsRestoreCommand(Snapshots snapshots, ServerPages pages, AwsCli aws) {
        this.snapshots = snapshots;
        this.pages = pages;
        this.aws = aws;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (to.isPresent() && fresh.isPresent()) {
            throw new UserError("--to and --new exclude each other");
        }
        String source = source();
        String target = fresh.isPresent() ? make(fresh.get()) : to.orElse(source);
        JsonNode job = snapshots.restore(snapshot, target);
        System.out.println(target + ":/" + job.path("directory").asText());
        return 0;
    }

    /** The file system that the snapshot was made of. */
    private String source() {
        List<String> known = new ArrayList<>();
        for (JsonNode row : snapshots.list()) {
            if (row.path("snapshot").asText().equals(snapshot)) {
                return row.path("fileSystemId").asText();
            }
            known.add(row.path("snapshot").asText());
        }
        throw new UserError("there is no snapshot \"" + snapshot + "\"; there "
                + (known.isEmpty() ? "is none at all" : "are " + String.join(", ", known)));
    }

    private String make(String name) throws InterruptedException {
        String id = aws.call(
                        "efs",
                        "create-file-system",
                        "--creation-token",
                        UUID.randomUUID().toString(),
                        "--tags",
                        "Key=Name,Value=" + name)
                .path("FileSystemId")
                .asText();
        for (int i = 0; i < LOOKS; i++) {
            for (JsonNode row : pages.get("fs/usage")) {
                if (row.path("fileSystemId").asText().equals(id)
                        && row.path("state").asText().equals("available")) {
                    return id;
                }
            }
            Thread.sleep(100);
        }
        throw new UserError("the new file system " + id + " did not become available within 30 s");
    }
}
