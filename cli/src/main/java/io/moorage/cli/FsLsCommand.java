package io.moorage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.fileserver.control.ObjectListing;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code moorage fs ls}: the file systems, or what is in a directory of one. */
@Command(
        name = "ls",
        description = "List the file systems, or a directory of one: moorage fs ls fs-0123456789abcdef0:/mysql",
        mixinStandardHelpOptions = true)
final class FsLsCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final ServerPages pages;
    private final FileAccess files;

    @Parameters(arity = "0..1", paramLabel = "PLACE", description = "A file system with a path, such as fs-01ab:/data.")
    private Optional<String> place = Optional.empty();

    @Option(names = "-l", description = "One line each, with mode, owner, size and time.")
    private boolean details;

    FsLsCommand(ServerPages pages, FileAccess files) {
        this.pages = pages;
        this.files = files;
    }

    @Override
    public Integer call() {
        System.out.print(
                place.map(FsPath::parse).map(this::contents).orElseGet(() -> fileSystems(pages.get("fs/usage"))));
        return 0;
    }

    static String fileSystems(JsonNode usage) {
        Columns columns = new Columns("FILE SYSTEM", "NAME", "STATE", "SIZE");
        boolean any = false;
        for (JsonNode row : usage) {
            if (!row.path("state").asText().equals("deleted")) {
                long bytes = row.path("standardBytes").asLong()
                        + row.path("iaBytes").asLong()
                        + row.path("archiveBytes").asLong();
                columns.row(
                        row.path("fileSystemId").asText(),
                        row.path("name").asText("-"),
                        row.path("state").asText(),
                        Columns.size(bytes));
                any = true;
            }
        }
        return any
                ? columns.text()
                : "There is no file system yet; make one with: moorage aws efs create-file-system\n";
    }

    private String contents(FsPath from) {
        ObjectListing object = files.look(from);
        List<ObjectListing> entries = object.isDirectory() ? files.list(from) : List.of(object);
        if (!details) {
            StringBuilder names = new StringBuilder();
            entries.forEach(entry -> names.append(entry.name())
                    .append(entry.isDirectory() ? "/" : "")
                    .append('\n'));
            return names.toString();
        }
        Columns columns = new Columns("MODE", "LINKS", "UID", "GID", "SIZE", "MODIFIED", "NAME");
        for (ObjectListing entry : entries) {
            columns.row(
                    entry.type() + permissions(entry.mode()),
                    Integer.toString(entry.links()),
                    Integer.toUnsignedString(entry.uid()),
                    Integer.toUnsignedString(entry.gid()),
                    Long.toString(entry.size()),
                    TIME.format(entry.modified().atZone(ZoneId.systemDefault())),
                    entry.name() + (entry.target().isEmpty() ? "" : " -> " + entry.target()));
        }
        return columns.text();
    }

    /** As ls(1) writes them. */
    static String permissions(int mode) {
        StringBuilder text = new StringBuilder();
        for (int shift = 6; shift >= 0; shift -= 3) {
            int bits = mode >> shift;
            text.append((bits & 4) != 0 ? 'r' : '-').append((bits & 2) != 0 ? 'w' : '-');
            boolean special = (mode & (01000 << (shift / 3))) != 0;
            char marked = shift == 0 ? 't' : 's';
            boolean executes = (bits & 1) != 0;
            text.append(special ? (executes ? marked : Character.toUpperCase(marked)) : executes ? 'x' : '-');
        }
        return text.toString();
    }
}
