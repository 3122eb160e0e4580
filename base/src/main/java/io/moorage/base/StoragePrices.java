package io.moorage.base;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * What EFS asks for a GB-month (2^30 bytes for a month) of storage, in US dollars: the list prices of us-east-1 in 2025,
 * which a file may replace. Only storage is here: requests, throughput, backups and tax are not.
 *
 * @param standard Regional, Standard class ({@code standard})
 * @param ia Regional, Infrequent Access class ({@code infrequentAccess})
 * @param archive Regional, Archive class ({@code archive}), which One Zone does not have
 * @param oneZone One Zone, Standard class ({@code oneZone})
 * @param oneZoneIa One Zone, Infrequent Access class ({@code oneZoneInfrequentAccess})
 */
public record StoragePrices(double standard, double ia, double archive, double oneZone, double oneZoneIa) {
    public static final StoragePrices US_EAST_1 = new StoragePrices(0.30, 0.016, 0.008, 0.16, 0.0133);

    private static final Set<String> NAMES =
            Set.of("standard", "infrequentAccess", "archive", "oneZone", "oneZoneInfrequentAccess");

    /**
     * The default with what the file says: lines such as {@code standard=0.30}. A file that is not there says nothing.
     *
     * @throws IllegalArgumentException with a sentence that says what to change in the file
     */
    public static StoragePrices read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return US_EAST_1;
        }
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        }
        Map<String, Double> given = new HashMap<>();
        for (String name : lines.stringPropertyNames()) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        file + " has a price \"" + name + "\"; there are " + String.join(", ", sorted()));
            }
            given.put(name, number(file, name, lines.getProperty(name)));
        }
        return new StoragePrices(
                given.getOrDefault("standard", US_EAST_1.standard),
                given.getOrDefault("infrequentAccess", US_EAST_1.ia),
                given.getOrDefault("archive", US_EAST_1.archive),
                given.getOrDefault("oneZone", US_EAST_1.oneZone),
                given.getOrDefault("oneZoneInfrequentAccess", US_EAST_1.oneZoneIa));
    }

    private static Iterable<String> sorted() {
        return NAMES.stream().sorted().toList();
    }

    private static double number(Path file, String name, String text) {
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && value < 1e6) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                file + ": " + name + " must be a price in dollars such as 0.30, not \"" + text + "\"");
    }

    /** What these GB-months cost. */
    public double of(boolean inOneZone, double standardGbMonths, double iaGbMonths, double archiveGbMonths) {
        return inOneZone
                ? oneZone * standardGbMonths + oneZoneIa * iaGbMonths
                : standard * standardGbMonths + ia * iaGbMonths + archive * archiveGbMonths;
    }
}
