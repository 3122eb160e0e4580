package io.moorage.cfnbootstrap.hup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.cfnbootstrap.api.CloudFormation;
import io.moorage.cfnbootstrap.api.StackResourceDetail;
import io.moorage.cfnbootstrap.host.Host;
import io.moorage.cfnbootstrap.host.Programs.Command;
import io.moorage.cfnbootstrap.host.Programs.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks once at everything that hooks watch and runs the actions of those whose part has changed since it was last seen. What was
 * seen is kept on disk; an action that fails is run again the next time.
 */
public final class Hooks {
    private static final JsonMapper JSON = new JsonMapper();

    private final Host host;
    private final CloudFormation cloudFormation;
    private final String stack;
    private final Map<String, String> environment;
    private final Path memory;

    /** @param environment of the actions, to which what changed is added */
    public Hooks(Host host, CloudFormation cloudFormation, String stack, Map<String, String> environment) {
        this.host = host;
        this.cloudFormation = cloudFormation;
        this.stack = stack;
        this.environment = Map.copyOf(environment);
        this.memory = host.path("/var/lib/cfn-hup/data/metadata_db.json");
    }

    /** @throws IOException when a hook's path is none, or what was seen cannot be kept */
    public void look(List<Hook> hooks) throws IOException {
        ObjectNode seen = remembered();
        Map<String, StackResourceDetail> resources = new HashMap<>();
        for (Hook hook : hooks) {
            HookPath path = HookPath.parse(hook.path());
            try {
                look(hook, path, resources, seen);
            } catch (IOException e) {
                host.log().error("Exception caught while running hook " + hook.name() + ": " + e.getMessage());
            }
        }
        remember(seen);
    }

    private void look(Hook hook, HookPath path, Map<String, StackResourceDetail> resources, ObjectNode seen)
            throws IOException {
        StackResourceDetail resource = resources.get(path.logicalId());
        if (resource == null) {
            resource = cloudFormation.describeStackResource(stack, path.logicalId());
            resources.put(path.logicalId(), resource);
        }
        if (resource.isInProgress()) {
            host.log()
                    .debug("Skipping resource " + path.logicalId() + " in " + stack + " as it is in status "
                            + resource.status());
            return;
        }
        Optional<JsonNode> now = path.in(resource);
        Optional<JsonNode> before = Optional.ofNullable(seen.get(hook.key()));
        Optional<String> why = why(hook, before, now);
        if (why.isEmpty() || run(hook, path, before, now, why.get())) {
            now.ifPresentOrElse(value -> seen.set(hook.key(), value), () -> seen.remove(hook.key()));
        }
    }

    private static Optional<String> why(Hook hook, Optional<JsonNode> before, Optional<JsonNode> now) {
        if (before.isEmpty() && now.isPresent() && hook.triggers().contains("post.add")) {
            return Optional.of("Previous state not found; action for " + hook.name() + " will be run");
        }
        if (before.isPresent() && now.isEmpty() && hook.triggers().contains("post.remove")) {
            return Optional.of("Path " + hook.path() + " was removed; action for " + hook.name() + " will be run");
        }
        if (before.isPresent() && now.isPresent() && hook.triggers().contains("post.update") && !before.equals(now)) {
            return Optional.of("Data has changed from previous state; action for " + hook.name() + " will be run");
        }
        return Optional.empty();
    }

    private boolean run(Hook hook, HookPath path, Optional<JsonNode> before, Optional<JsonNode> now, String why)
            throws IOException {
        host.log().info(why);
        host.log().info("Running action for " + hook.name());
        Map<String, String> variables = new HashMap<>(environment);
        before.ifPresent(value -> variables.put("CFN_OLD_" + path.part().variable(), text(value)));
        now.ifPresent(value -> variables.put("CFN_NEW_" + path.part().variable(), text(value)));
        List<String> line = hook.runas()
                .map(user -> List.of("su", user, "-c", hook.action()))
                .orElseGet(() -> List.of("/bin/sh", "-c", hook.action()));
        Result result = host.run(new Command(line, Optional.of(variables), Optional.empty()));
        host.log().debug("Action for " + hook.name() + " output: " + result.output());
        if (!result.ok()) {
            host.log()
                    .warn("Action for " + hook.name() + " exited with " + result.status()
                            + "; will retry on next iteration");
        }
        return result.ok();
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private ObjectNode remembered() {
        try {
            return Files.exists(memory) && JSON.readTree(Files.readString(memory)) instanceof ObjectNode seen
                    ? seen
                    : JSON.createObjectNode();
        } catch (IOException e) {
            host.log().error("Could not read what was seen before: " + e.getMessage());
            return JSON.createObjectNode();
        }
    }

    private void remember(ObjectNode seen) throws IOException {
        Files.createDirectories(memory.getParent());
        Path fresh = memory.resolveSibling("metadata_db.new");
        Files.writeString(fresh, seen.toString());
        Files.move(fresh, memory, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
