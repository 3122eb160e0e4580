package io.moorage.cfnbootstrap.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cfnbootstrap.host.Host;
import io.moorage.cfnbootstrap.host.Programs.Command;
import io.moorage.cfnbootstrap.host.Programs.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The section {@code groups}: Linux groups, with a number where one is asked for. */
record Groups(Host host) {
    /** The groups that were made. */
    List<String> apply(JsonNode section) throws BuildFailure, IOException {
        List<String> made = new ArrayList<>();
        for (var group : Values.sorted(section).entrySet()) {
            String name = group.getKey();
            String gid = group.getValue().path("gid").asText("");
            Result present = host.run("getent", "group", name);
            if (present.ok()) {
                String[] fields = present.output().strip().split(":", -1);
                if (!gid.isEmpty() && fields.length > 2 && !fields[2].equals(gid)) {
                    throw new BuildFailure(
                            "Group " + name + " exists with gid " + fields[2] + ", but gid " + gid + " was requested");
                }
                host.log().debug("Group " + name + " already exists");
                continue;
            }
            List<String> line = new ArrayList<>(List.of("groupadd", "-r"));
            if (!gid.isEmpty()) {
                line.addAll(List.of("-g", gid));
            }
            line.add(name);
            Result result = host.run(Command.of(line));
            if (!result.ok()) {
                throw new BuildFailure("Failed to create group " + name + ": "
                        + result.output().strip());
            }
            host.log().info("Created group " + name + " successfully");
            made.add(name);
        }
        return made;
    }
}
