package io.moorage.fileserver;

import io.moorage.filestore.CopiedTree;
import io.moorage.filestore.DirectoryFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A file system that follows another. A round makes the stage like the source at one moment, says in a record that all of it is
 * there, and only then changes the destination: so a round that has begun to do so can be brought to its end without the
 * source, and the destination shows one moment when replication ends.
 */
final class Replica {
    private static final CopiedTree NOTHING = new CopiedTree(Instant.EPOCH, 0, 0, 0, 0);

    private final DirectoryFileSystem destination;
    private final Path stage;

    Replica(DirectoryFileSystem destination, Path stage) {
        this.destination = destination;
        this.stage = stage;
    }

    CopiedTree round(DirectoryFileSystem source, BooleanSupplier goesOn) throws IOException, InterruptedException {
        CopiedTree ignored = end(goesOn);
        Files.createDirectories(stage);
        CopiedTree copied = source.copyTo(stage, Optional.empty(), goesOn);
        CopyRecord.write(stage, copied);
        return end(goesOn);
    }

    /** Brings a round to its end that has all of the source; tells what it shows, if there was one. */
    CopiedTree end(BooleanSupplier goesOn) throws IOException, InterruptedException {
        Optional<CopiedTree> complete = CopyRecord.read(stage);
        if (complete.isPresent()) {
            destination.follow(stage, goesOn);
            CopyRecord.remove(stage);
        }
        return complete.orElse(NOTHING);
    }
}
