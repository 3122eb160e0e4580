package io.moorage.base.sigv4;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What a signing key is good for.
 *
 * @param date the day in UTC, {@code yyyyMMdd}
 */
public record CredentialScope(String date, String region, String service) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final String TERMINATOR = "aws4_request";

    public static CredentialScope of(Instant time, String region, String service) {
        return new CredentialScope(DAY.format(time), region, service);
    }

    /** Parses {@code date/region/service/aws4_request}; empty when it has another form. */
    public static Optional<CredentialScope> parse(String text) {
        String[] parts = text.split("/", -1);
        boolean formed = parts.length == 4 && parts[3].equals(TERMINATOR) && parts[0].matches("[0-9]{8}");
        return formed ? Optional.of(new CredentialScope(parts[0], parts[1], parts[2])) : Optional.empty();
    }

    @Override
    public String toString() {
        return date + "/" + region + "/" + service + "/" + TERMINATOR;
    }
}
