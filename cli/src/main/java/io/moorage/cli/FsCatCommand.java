package io.moorage.cli;

import io.moorage.fileserver.control.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code moorage fs cat}: files' bytes, as they are. */
@Command(name = "cat", description = "Print files of a file system.", mixinStandardHelpOptions = true)
final class FsCatCommand implements Callable<Integer> {
    private final FileAccess files;

    @Parameters(arity = "1..*", paramLabel = "PLACE", description = "Such as fs-01ab:/etc/my.cnf.")
    private List<String> places = new ArrayList<>();

    FsCatCommand(FileAccess files) {
        this.files = files;
    }

    @Override
    public Integer call() {
        for (String place : places) {
            FsPath file = FsPath.parse(place);
            long offset = 0;
            Response.Data part;
            do {
                part = files.read(file, offset);
                System.out.write(part.bytes(), 0, part.bytes().length);
                offset += part.bytes().length;
            } while (!part.end() && part.bytes().length > 0);
            System.out.flush();
        }
        return 0;
    }
}
