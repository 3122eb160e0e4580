package io.moorage.cli;

import io.moorage.fileserver.control.Response;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code moorage fs top}: who is connected, what they hold, what is slow. */
@Command(
        name = "top",
        description = "Show who is connected, how much each client does and how long it takes.",
        mixinStandardHelpOptions = true)
final class FsTopCommand implements Callable<Integer> {
    private static final int MOST_FILES = 10_000;

    private final FileAccess files;

    @Parameters(arity = "0..1", paramLabel = "FILE_SYSTEM", description = "Only this file system's id.")
    private Optional<String> fileSystem = Optional.empty();

    @Option(
            names = {"-d", "--delay"},
            description = "Seconds that rates are measured over (default ${DEFAULT-VALUE}).")
    private double delay = 1;

    @Option(
            names = {"-n", "--count"},
            description = "How many times to look (default ${DEFAULT-VALUE}); 0 goes on until it is interrupted.")
    private int count = 1;

    @Option(
            names = {"-o", "--open-files"},
            description = "List the files that are open instead.")
    private boolean openFiles;

    FsTopCommand(FileAccess files) {
        this.files = files;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (openFiles) {
            System.out.print(TopTable.files(files.held(MOST_FILES), files.clients(), fileSystem));
            return 0;
        }
        if (!(delay >= 0.1 && delay <= 3600)) {
            throw new UserError("--delay must be 0.1 to 3600 seconds, not " + delay);
        }
        Response.Traffic before = files.traffic();
        for (int look = 0; count == 0 || look < count; look++) {
            Thread.sleep((long) (delay * 1000));
            Response.Traffic after = files.traffic();
            System.out.print((look > 0 ? "\n" : "") + new TopTable(before, after, files.clients()).text(fileSystem));
            before = after;
        }
        return 0;
    }
}
