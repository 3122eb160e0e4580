package io.moorage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Backups as the server tells of them. */
final class Snapshots {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final ServerPages pages;

    Snapshots(ServerPages pages) {
        this.pages = pages;
    }

    /** Returns when the copy is complete; how long that takes is up to what is in it. */
    JsonNode make(String fileSystemId) throws InterruptedException {
        String id = pages.post("fs/snapshot?fileSystem=" + fileSystemId)
                .path("snapshot")
                .asText();
        return await("fs/snapshots", "snapshot", id, "the snapshot " + id);
    }

    /** Returns when the directory is there. */
    JsonNode restore(String snapshot, String fileSystemId) throws InterruptedException {
        String directory = pages.post("fs/restore?snapshot=" + snapshot + "&fileSystem=" + fileSystemId)
                .path("directory")
                .asText();
        return await("fs/restores", "directory", directory, "restoring " + snapshot);
    }

    void forget(String snapshot) {
        pages.post("fs/forget?snapshot=" + snapshot);
    }

    JsonNode list() {
        return pages.get("fs/snapshots");
    }

    private JsonNode await(String page, String key, String value, String what) throws InterruptedException {
        while (true) {
            JsonNode row = find(pages.get(page), key, value)
                    .orElseThrow(() -> new UserError(what + " was given up: somebody removed it meanwhile"));
            switch (row.path("status").asText()) {
                case "COMPLETED" -> {
                    return row;
                }
                case "FAILED" ->
                    throw new UserError(what + " failed: " + row.path("message").asText("for an unknown reason"));
                default -> Thread.sleep(LOOK);
            }
        }
    }

    private static Optional<JsonNode> find(JsonNode rows, String key, String value) {
        for (JsonNode row : rows) {
            if (row.path(key).asText().equals(value)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** The newest last. */
    static String table(JsonNode snapshots, Optional<String> onlyFileSystem) {
        Columns columns = new Columns("SNAPSHOT", "FILE SYSTEM", "SHOWS", "SIZE", "MADE BY", "STATUS");
        boolean any = false;
        List<JsonNode> rows = new ArrayList<>();
        snapshots.forEach(rows::add);
        rows.sort(
                (a, b) -> a.path("created").asText().compareTo(b.path("created").asText()));
        for (JsonNode row : rows) {
            String fileSystem = row.path("fileSystemId").asText();
            if (onlyFileSystem.isEmpty() || onlyFileSystem.get().equals(fileSystem)) {
                any = true;
                columns.row(
                        row.path("snapshot").asText(),
                        fileSystem,
                        row.path("moment").asText("-"),
                        Columns.size(row.path("bytes").asLong()),
                        row.path("automatic").asBoolean() ? "backup policy" : "request",
                        row.path("status").asText()
                                + (row.has("message")
                                        ? ": " + row.path("message").asText()
                                        : ""));
            }
        }
        return any ? columns.text() : "There is no snapshot; make one with: moorage fs snapshot FILE_SYSTEM\n";
    }
}
