package io.moorage.agent.docker;

import io.moorage.agent.runtime.RuntimeFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes an image of a tar with Docker's own client: the library's upload of one ends too early for the engine. */
final class ImageImport {
    private static final String FAILURE = "CannotCreateContainerError";

    static void run(URI host, String image, InputStream tar) throws RuntimeFailure {
        ProcessBuilder builder = new ProcessBuilder(List.of("docker", "import", "-", image)).redirectErrorStream(true);
        builder.environment().put("DOCKER_HOST", host.toString());
        try {
            Process process = builder.start();
            try (OutputStream out = process.getOutputStream()) {
                tar.transferTo(out);
            }
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new RuntimeFailure(FAILURE, "image " + image + ": " + words);
            }
        } catch (IOException e) {
            throw new RuntimeFailure(FAILURE, "image " + image + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeFailure(FAILURE, "interrupted");
        }
    }

    private ImageImport() {}
}
