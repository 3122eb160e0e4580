package io.moorage.fileserver;

import io.moorage.controlwire.ControlCodec;
import io.moorage.filestore.CopiedTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** What is known of a copy, in a file beside it. A copy is finished when both are there; the record is written first. */
final class CopyRecord {
    private CopyRecord() {}

    private static Path file(Path copy) {
        return copy.resolveSibling(copy.getFileName() + ".json");
    }

    /** Empty of a copy that is not finished. */
    static Optional<CopiedTree> read(Path copy) throws IOException {
        if (!Files.isDirectory(copy) || !Files.exists(file(copy))) {
            return Optional.empty();
        }
        return Optional.of(new ControlCodec().parse(Files.readString(file(copy)), CopiedTree.class));
    }

    /** The copy is finished no more, durably. */
    static void remove(Path copy) throws IOException {
        if (Files.deleteIfExists(file(copy))) {
            CopyJobs.sync(file(copy).toAbsolutePath().getParent());
        }
    }

    /** Returns when it is on stable storage. */
    static void write(Path copy, CopiedTree tree) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file(copy),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(new ControlCodec().line(tree));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        CopyJobs.sync(copy.toAbsolutePath().getParent());
    }
}
