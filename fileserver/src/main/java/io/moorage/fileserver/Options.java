package io.moorage.fileserver;

import io.moorage.nfsserver.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command line. */
sealed interface Options {
    Duration DEFAULT_LEASE = Duration.ofSeconds(30);

    String USAGE = """
        usage: fileserver --listen ADDRESS --dir DIR [--port PORT] [--state DIR] [--lease SECONDS] [--dialect efs|rfc]
                 serves one directory as "/" to any NFS client (port 2049 by default)
               fileserver --control SOCKET --state DIR [--lease SECONDS] [--dialect efs|rfc]
                 serves what it is told to over a Unix socket
               --dialect rfc offers what EFS refuses: share deny modes and devices
               both: [--certificate PEM --key PEM] also serve TLS, on the same port
                     [--identities SOCKET] ask there who holds an access key\
        """;

    /** Where clients that may reclaim after a restart are remembered, and the exports and fences last told. */
    Path state();

    Duration lease();

    Dialect dialect();

    Security security();

    record Standalone(
            String address, int port, Path directory, Path state, Duration lease, Dialect dialect, Security security)
            implements Options {}

    record Controlled(Path socket, Path state, Duration lease, Dialect dialect, Security security) implements Options {}

    /** Where a certificate and its key are. */
    record PemPair(Path certificate, Path key) {}

    /**
     * For clients that want more than plain NFS.
     *
     * @param identities the control plane's socket for questions about access keys
     */
    record Security(Optional<PemPair> certificate, Optional<Path> identities) {
        static final Security NONE = new Security(Optional.empty(), Optional.empty());
    }

    /** @throws IllegalArgumentException with a sentence for the user */
    static Options parse(String... arguments) {
        Map<String, String> given = pairs(arguments);
        Duration lease = given.containsKey("--lease")
                ? Duration.ofSeconds(number("--lease", given.get("--lease"), 1, 3600))
                : DEFAULT_LEASE;
        Dialect dialect = dialect(given.getOrDefault("--dialect", "efs"));
        if (given.containsKey("--control")) {
            return new Controlled(
                    Path.of(required(given, "--control")),
                    Path.of(required(given, "--state")),
                    lease,
                    dialect,
                    security(given));
        }
        Path directory = Path.of(required(given, "--dir")).toAbsolutePath().normalize();
        String port = given.getOrDefault("--port", "2049");
        String state = given.getOrDefault(
                "--state", "/var/lib/moorage/standalone/" + Integer.toHexString(directory.hashCode()));
        return new Standalone(
                required(given, "--listen"),
                number("--port", port, 0, 65535),
                directory,
                Path.of(state),
                lease,
                dialect,
                security(given));
    }

    private static Dialect dialect(String text) {
        return switch (text) {
            case "efs" -> Dialect.EFS;
            case "rfc" -> Dialect.RFC;
            default -> throw new IllegalArgumentException("--dialect is efs or rfc, not " + text);
        };
    }

    private static Security security(Map<String, String> given) {
        Optional<PemPair> certificate = given.containsKey("--certificate") || given.containsKey("--key")
                ? Optional.of(new PemPair(Path.of(required(given, "--certificate")), Path.of(required(given, "--key"))))
                : Optional.empty();
        return new Security(
                certificate, Optional.ofNullable(given.get("--identities")).map(Path::of));
    }

    private static Map<String, String> pairs(String... arguments) {
        Set<String> known = Set.of(
                "--listen",
                "--port",
                "--dir",
                "--state",
                "--control",
                "--lease",
                "--dialect",
                "--certificate",
                "--key",
                "--identities");
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!known.contains(arguments[i])) {
                throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        return given;
    }

    private static String required(Map<String, String> given, String option) {
        @Nullable String value = given.get(option);
        if (value == null) {
            throw new IllegalArgumentException(option + " is missing");
        }
        return value;
    }

    private static int number(String option, @Nullable String text, int least, int most) {
        try {
            int value = Integer.parseInt(String.valueOf(text));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notNumber) {
            // told below
        }
        throw new IllegalArgumentException("%s is a number from %d to %d, not %s".formatted(option, least, most, text));
    }
}
