package io.moorage.cli;

import io.moorage.fileserver.control.ObjectListing;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code moorage fs du}: what directories count for, as EFS meters them. */
@Command(
        name = "du",
        description = "Sum up what a directory counts for by EFS's rules: 2 KiB and its space for each object.",
        mixinStandardHelpOptions = true)
final class FsDuCommand implements Callable<Integer> {
    private final FileAccess files;

    @Parameters(paramLabel = "PLACE", description = "Such as fs-01ab:/mysql.")
    private String place = "";

    @Option(names = "-s", description = "Only the sum.")
    private boolean sumOnly;

    @Option(names = "-b", description = "In bytes.")
    private boolean inBytes;

    FsDuCommand(FileAccess files) {
        this.files = files;
    }

    @Override
    public Integer call() {
        FsPath from = FsPath.parse(place);
        ObjectListing object = files.look(from);
        long sum = count(from, object, new HashSet<>());
        if (sumOnly || !object.isDirectory()) {
            print(from, sum);
        }
        return 0;
    }

    /** Prints directories below before those above, as du(1) does. */
    private long count(FsPath place, ObjectListing object, Set<Long> counted) {
        if (object.links() > 1 && !object.isDirectory() && !counted.add(object.fileId())) {
            return 0;
        }
        long sum = object.metered();
        if (object.isDirectory()) {
            for (ObjectListing entry : files.list(place)) {
                sum += count(place.child(entry.name()), entry, counted);
            }
            if (!sumOnly) {
                print(place, sum);
            }
        }
        return sum;
    }

    private void print(FsPath from, long sum) {
        System.out.println((inBytes ? Long.toString(sum) : Columns.size(sum)) + "\t" + from.path());
    }
}
