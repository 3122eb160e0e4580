package io.moorage.server;

import io.moorage.awsapi.http.HttpAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What instances share, for a machine outside EC2 to take along: packed while it is sent. */
record RuntimeArchive(Path runtime) {
    Optional<HttpAnswer> answer() {
        return Files.isDirectory(runtime.resolve("jre"))
                ? Optional.of(HttpAnswer.streamed("application/gzip", this::pack))
                : Optional.empty();
    }

    private void pack(OutputStream out) throws IOException {
        Process tar = new ProcessBuilder("tar", "-C", runtime.toString(), "-cz", ".")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream packed = tar.getInputStream()) {
            packed.transferTo(out);
        } finally {
            tar.destroy();
        }
    }
}
