package io.moorage.cfnbootstrap;

import io.moorage.base.sigv4.SigningCredentials;
import io.moorage.cfnbootstrap.Options.Given;
import io.moorage.cfnbootstrap.Options.Option;
import io.moorage.cfnbootstrap.hup.Hooks;
import io.moorage.cfnbootstrap.hup.HupConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code cfn-hup}: runs hooks when the stack has changed (user guide, "cfn-hup"). One pass: the script that starts it repeats it
 * after each interval, so that no process waits in memory.
 */
record CfnHup(Machine machine, Map<String, String> environment) implements Script {
    private static final String DEFAULT_DIRECTORY = "/etc/cfn";
    private static final List<String> TRUE = List.of("true", "yes", "on", "1");

    @Override
    public Options options() {
        return new Options(
                "cfn-hup",
                "cfn-hup [options]",
                List.of(
                        new Option(
                                "c",
                                "config",
                                "CONFIG_PATH",
                                "The configuration directory (default: " + DEFAULT_DIRECTORY + ")"),
                        new Option("", "no-daemon", "", "Do not daemonize"),
                        new Option("v", "verbose", "", "Enables verbose logging")));
    }

    @Override
    public int run(Given given) {
        String name = given.get("config", DEFAULT_DIRECTORY);
        Path directory = machine.root().resolve(name.replaceFirst("^/+", ""));
        Session session = Session.of(machine, "cfn-hup.log", given.has("verbose"), given);
        HupConfig config;
        try {
            if (!Files.isDirectory(directory)) {
                throw new IOException("Could not find configuration at " + name);
            }
            config = HupConfig.read(directory);
        } catch (IOException e) {
            return fail(session, "Error: " + e.getMessage());
        }
        boolean verbose = given.has("verbose") || TRUE.contains(config.main().getOrDefault("verbose", ""));
        return look(Session.of(machine, "cfn-hup.log", verbose, given), config);
    }

    private int look(Session session, HupConfig config) {
        Map<String, String> main = config.main();
        try {
            Hooks hooks = new Hooks(
                    session.host(),
                    session.cloudFormation(
                            main.getOrDefault("region", Session.DEFAULT_REGION),
                            Optional.ofNullable(main.get("url")),
                            keys(session, main)),
                    main.getOrDefault("stack", ""),
                    environment);
            hooks.look(config.hooks());
            return 0;
        } catch (IOException e) {
            return fail(session, "Error: " + e.getMessage());
        }
    }

    private static Optional<SigningCredentials> keys(Session session, Map<String, String> main) throws IOException {
        if (main.containsKey("role")) {
            return Optional.of(session.keysOf(main.getOrDefault("role", "")));
        }
        return main.containsKey("credential-file")
                ? Optional.of(session.keysIn(main.getOrDefault("credential-file", "")))
                : Optional.empty();
    }

    private int fail(Session session, String words) {
        session.log().error(words);
        machine.err().println(words);
        return 1;
    }
}
