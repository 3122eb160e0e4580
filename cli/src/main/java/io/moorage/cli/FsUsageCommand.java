package io.moorage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.base.StoragePrices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code moorage fs usage}: what is stored, since when, and what EFS would bill for it. */
@Command(
        name = "usage",
        description = "Show what each file system stores, since when, and an estimate of what EFS would bill for it.",
        footer = {
            "",
            "The estimate is for storage alone, at the list prices of us-east-1 unless MOORAGE_HOME/prices.properties",
            "says others, in dollars per GB-month: standard, infrequentAccess, archive, oneZone, oneZoneInfrequentAccess."
        },
        mixinStandardHelpOptions = true)
final class FsUsageCommand implements Callable<Integer> {
    private final MoorageHome home;
    private final ServerPages pages;

    @Parameters(arity = "0..1", paramLabel = "FILE_SYSTEM", description = "Only this file system: its id or its name.")
    private Optional<String> fileSystem = Optional.empty();

    @Option(names = "--prices", paramLabel = "FILE", description = "Prices to estimate by.")
    private Optional<Path> prices = Optional.empty();

    FsUsageCommand(MoorageHome home, ServerPages pages) {
        this.home = home;
        this.pages = pages;
    }

    @Override
    public Integer call() throws IOException {
        StoragePrices list;
        try {
            list = StoragePrices.read(prices.orElse(home.directory().resolve("prices.properties")));
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
        System.out.print(table(pages.get("fs/usage"), list, fileSystem));
        System.out.println("\nEstimates of storage alone, in dollars, by " + home.region() + "'s months so far.");
        return 0;
    }

    /** A line per file system and month, the newest month last. */
    static String table(JsonNode usage, StoragePrices prices, Optional<String> only) {
        Columns columns = new Columns(
                "FILE SYSTEM", "NAME", "STANDARD", "IA", "ARCHIVE", "SINCE", "MONTH", "GB-MONTHS", "ESTIMATE");
        boolean found = false;
        for (JsonNode row : usage) {
            String id = row.path("fileSystemId").asText();
            String name = row.path("name").asText("-");
            if (only.isPresent() && !only.get().equals(id) && !only.get().equals(name)) {
                continue;
            }
            found = true;
            String standard = Columns.size(row.path("standardBytes").asLong());
            String ia = Columns.size(row.path("iaBytes").asLong());
            String archive = Columns.size(row.path("archiveBytes").asLong());
            String since = row.path("since").asText("not measured yet");
            if (row.path("months").isEmpty()) {
                columns.row(id, name, standard, ia, archive, since);
            }
            for (JsonNode month : row.path("months")) {
                double inStandard = month.path("standardGbMonths").asDouble();
                double inIa = month.path("iaGbMonths").asDouble();
                double inArchive = month.path("archiveGbMonths").asDouble();
                double cost = prices.of(row.path("oneZone").asBoolean(), inStandard, inIa, inArchive);
                columns.row(
                        id,
                        row.path("state").asText().equals("deleted") ? "(deleted)" : name,
                        standard,
                        ia,
                        archive,
                        since,
                        month.path("month").asText(),
                        String.format(Locale.ROOT, "%.6f", inStandard + inIa + inArchive),
                        String.format(Locale.ROOT, "$%.4f", cost));
            }
        }
        if (!found && only.isPresent()) {
            throw new UserError("there is no file system \"" + only.get() + "\"; list them with: moorage fs usage");
        }
        return found
                ? columns.text()
                : "There is no file system yet; make one with: moorage aws efs create-file-system\n";
    }
}
