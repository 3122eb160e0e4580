package io.moorage.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a server is told at start.
 *
 * @param home where everything is kept; empty with {@code simulate}: nothing is
 * @param name prefix of all that is made on the machine
 * @param bind address of the API; one that is not loopback is served besides it, and only issued keys are accepted there
 * @param docker address of the Docker engine; empty with {@code simulate}
 * @param database JDBC URL; empty: SQLite in {@code home}
 * @param simulate simulated instances and agents, no Docker and no root
 * @param cleanUp remove what an earlier server left on the machine, and end
 */
public record ServerConfig(
        Path home,
        String name,
        String bind,
        int port,
        String accountId,
        String region,
        String docker,
        String database,
        boolean simulate,
        boolean cleanUp) {

    static final String USAGE = """
            Usage: moorage server [options]
              --home DIR         where everything is kept (default /var/lib/moorage; with --simulate a directory
                                 that goes when the server ends)
              --name NAME        prefix of containers, namespaces and tables (default moorage)
              --bind ADDRESS     address of the API (default 127.0.0.1); another is served besides 127.0.0.1, 0.0.0.0 is
                                 every address of this machine
              --port PORT        port of the API (default 4566); DNS for this host is at the one after it
              --account-id N     twelve digits (default 123456789012)
              --region REGION    (default us-east-1)
              --docker URL       Docker engine (default unix:///var/run/docker.sock)
              --database URL     JDBC URL of PostgreSQL (default: SQLite in the home)
              --simulate         simulated instances and agents; no Docker, no root, nothing kept
              --clean-up         remove what an earlier server left on this machine, and end
            """;

    /** The command line was wrong; the message says how. */
    public static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        Invalid(String message) {
            super(message);
        }
    }

    public static ServerConfig parse(List<String> arguments) throws Invalid {
        Options options = new Options(arguments);
        String accountId = options.value("--account-id", "123456789012");
        if (!accountId.matches("[0-9]{12}")) {
            throw new Invalid("--account-id must be twelve digits, not \"" + accountId + "\"");
        }
        String region = options.value("--region", "us-east-1");
        if (!region.matches("[a-z]{2}(-[a-z]+)+-[0-9]")) {
            throw new Invalid("--region must look like us-east-1, not \"" + region + "\"");
        }
        String name = options.value("--name", "moorage");
        if (!name.matches("[a-z][a-z0-9]{0,15}")) {
            throw new Invalid("--name must be 1 to 16 lower-case letters and digits, not \"" + name + "\"");
        }
        boolean simulate = options.flag("--simulate");
        ServerConfig config = new ServerConfig(
                Path.of(options.value("--home", simulate ? "" : "/var/lib/moorage")),
                name,
                options.value("--bind", "127.0.0.1"),
                port(options.value("--port", "4566")),
                accountId,
                region,
                options.value("--docker", "unix:///var/run/docker.sock"),
                options.value("--database", ""),
                simulate,
                options.flag("--clean-up"));
        options.refuseOthers();
        return config;
    }

    private static int port(String text) throws Invalid {
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below in the user's words
        }
        throw new Invalid(String.format(Locale.ROOT, "--port must be 1 to 65535, not \"%s\"", text));
    }

    public boolean loopbackOnly() {
        return bind.equals("127.0.0.1") || bind.equals("localhost") || bind.equals("::1");
    }

    ServerConfig at(Path newHome) {
        return new ServerConfig(newHome, name, bind, port, accountId, region, docker, database, simulate, cleanUp);
    }

    public Path run() {
        return home.resolve("run");
    }

    public Path log() {
        return home.resolve("log");
    }

    /** S3's, a directory for each. */
    public Path buckets() {
        return home.resolve("s3");
    }

    /** What instances share read-only. */
    public Path runtime() {
        return home.resolve("runtime");
    }

    public String jdbcUrl() {
        return database.isEmpty() ? "jdbc:sqlite:" + home.resolve("state.db") : database;
    }
}
