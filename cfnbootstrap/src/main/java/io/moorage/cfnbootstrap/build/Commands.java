package io.moorage.cfnbootstrap.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cfnbootstrap.host.Host;
import io.moorage.cfnbootstrap.host.Programs.Command;
import io.moorage.cfnbootstrap.host.Programs.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The section {@code commands}: in the order of their names, each after its test. */
record Commands(Host host) {
    /** The commands that were run. */
    List<String> apply(JsonNode section) throws BuildFailure, IOException {
        List<String> run = new ArrayList<>();
        for (var each : Values.sorted(section).entrySet()) {
            if (apply(each.getKey(), each.getValue())) {
                run.add(each.getKey());
            }
        }
        return run;
    }

    private boolean apply(String name, JsonNode wanted) throws BuildFailure, IOException {
        host.log().debug("Running command " + name);
        JsonNode command = wanted.path("command");
        if (!command.isTextual() && !command.isArray()) {
            throw new BuildFailure(name + " does not specify the 'command' attribute, which is required");
        }
        JsonNode test = wanted.path("test");
        if (!test.isMissingNode()) {
            Result result = host.run(command(test, wanted));
            host.log().debug("Test command output: " + result.output());
            if (!result.ok()) {
                host.log().info("Test failed with code " + result.status());
                return false;
            }
            host.log().debug("Test for command " + name + " passed");
        }
        Result result = host.runLogged("Command " + name, command(command, wanted));
        host.log().debug("Command " + name + " output: " + result.output());
        if (result.ok()) {
            host.log().info("Command " + name + " succeeded");
            return true;
        }
        host.log().error("Command " + name + " (" + words(command) + ") failed");
        if (!Values.flag(wanted.path("ignoreErrors"))) {
            throw new BuildFailure("Command " + name + " failed");
        }
        host.log().info("ignoreErrors set to true, continuing build");
        return true;
    }

    private static String words(JsonNode command) {
        return command.isTextual() ? command.textValue() : String.join(" ", Values.texts(command));
    }

    /** An environment that is given is all there is: it "overwrites, rather than appends, the existing environment". */
    private Command command(JsonNode line, JsonNode wanted) {
        Optional<Map<String, String>> environment = Optional.empty();
        if (wanted.path("env").isObject()) {
            Map<String, String> given = new HashMap<>();
            wanted.path("env")
                    .properties()
                    .forEach(each -> given.put(each.getKey(), each.getValue().asText()));
            environment = Optional.of(given);
        }
        Optional<String> directory = Optional.of(wanted.path("cwd").asText(""))
                .filter(given -> !given.isEmpty())
                .map(given ->
                        host.path(given.replaceFirst("^~(?=/|$)", "/root")).toString());
        return new Command(
                line.isTextual() ? List.of("/bin/sh", "-c", line.textValue()) : Values.texts(line),
                environment,
                directory);
    }
}
