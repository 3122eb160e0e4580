package io.moorage.cfnbootstrap.build;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which configs a configset stands for, in order (user guide, "AWS::CloudFormation::Init", "Configsets"). Without configsets there
 * is one, {@code default}, of the one config {@code config}.
 */
final class ConfigSets {
    private static final String SETS = "configSets";
    private static final String DEFAULT = "default";

    private final JsonNode init;

    /** @throws BuildFailure when a set that is there refers to what is not, or to itself */
    ConfigSets(JsonNode init) throws BuildFailure {
        this.init = init;
        JsonNode sets = init.path(SETS);
        if (sets.isMissingNode()) {
            return;
        }
        if (!sets.isObject()) {
            throw new BuildFailure(SETS + " should be a mapping of name to list");
        }
        for (var set : sets.properties()) {
            collapse(set.getKey(), set.getValue(), new LinkedHashSet<>(Set.of(set.getKey())), new ArrayList<>());
        }
    }

    List<Config> configs(String set) throws BuildFailure {
        JsonNode sets = init.path(SETS);
        if (sets.isMissingNode() && set.equals(DEFAULT)) {
            return List.of(new Config("config", init.path("config")));
        }
        if (!sets.has(set)) {
            throw new BuildFailure("Error: no ConfigSet named " + set + " exists");
        }
        List<Config> found = new ArrayList<>();
        collapse(set, sets.get(set), new LinkedHashSet<>(Set.of(set)), found);
        return found;
    }

    private void collapse(String set, JsonNode element, Set<String> within, List<Config> found) throws BuildFailure {
        if (element.isTextual()) {
            if (!init.has(element.textValue())) {
                throw new BuildFailure("No configuration found with name: " + element.textValue());
            }
            found.add(new Config(element.textValue(), init.get(element.textValue())));
        } else if (element.isArray()) {
            for (JsonNode each : element) {
                collapse(set, each, within, found);
            }
        } else if (element.path("ConfigSet").isTextual()) {
            refer(set, element.path("ConfigSet").textValue(), within, found);
        } else {
            throw new BuildFailure("Config definitions must be either a config name or a reference in the format"
                    + " {'ConfigSet':<config set name>}");
        }
    }

    private void refer(String set, String other, Set<String> within, List<Config> found) throws BuildFailure {
        if (!init.path(SETS).has(other)) {
            throw new BuildFailure("ConfigSet " + set + " referenced ConfigSet " + other + " but it is not defined");
        }
        if (within.contains(other)) {
            throw new BuildFailure("At least one circular dependency detected; this is not allowed. Culprits: "
                    + String.join(", ", within));
        }
        Set<String> deeper = new LinkedHashSet<>(within);
        deeper.add(other);
        collapse(other, init.path(SETS).get(other), deeper, found);
    }
}
