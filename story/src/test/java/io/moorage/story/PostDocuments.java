package io.moorage.story;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The user data and the task definition of the blog post that Moorage is modelled on, cut out of it byte for byte; its template. */
final class PostDocuments {
    private static final String BOUNDARY_END = "--===============BOUNDARY==--";

    private final String post;
    private final Path template;

    private PostDocuments(String post, Path template) {
        this.post = post;
        this.template = template;
    }

    /** Empty where the post is not beside the checkout. */
    static Optional<PostDocuments> find(Path source) throws IOException {
        for (Path directory = source; directory != null; directory = directory.getParent()) {
            Path file = directory.resolve("shared/seed/post.txt");
            if (Files.exists(file)) {
                return Optional.of(new PostDocuments(
                        Files.readString(file, StandardCharsets.UTF_8), file.resolveSibling("amazon-efs-ecs.json")));
            }
        }
        return Optional.empty();
    }

    Path template() {
        return template;
    }

    String userData() {
        int start = post.indexOf("Content-Type: multipart/mixed");
        int end = post.indexOf(BOUNDARY_END, start) + BOUNDARY_END.length();
        return post.substring(start, end) + "\n";
    }

    String taskDefinition() {
        int start = post.indexOf("{\n  \"family\": \"MySQL\"");
        int end = post.indexOf("\n}\n", start) + 3;
        return post.substring(start, end);
    }
}
