package io.moorage.cfnbootstrap.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cfnbootstrap.host.Host;
import io.moorage.cfnbootstrap.host.Programs.Command;
import io.moorage.cfnbootstrap.host.Programs.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The section {@code users}: system users without a shell. One that is there gets the groups and the home that are asked for. */
record Users(Host host) {
    /** The users that were made or changed. */
    List<String> apply(JsonNode section) throws BuildFailure, IOException {
        List<String> changed = new ArrayList<>();
        for (var user : Values.sorted(section).entrySet()) {
            Result present = host.run("getent", "passwd", user.getKey());
            boolean did = present.ok()
                    ? modify(user.getKey(), user.getValue(), present.output().strip())
                    : create(user.getKey(), user.getValue());
            if (did) {
                changed.add(user.getKey());
            }
        }
        return changed;
    }

    private boolean create(String name, JsonNode wanted) throws BuildFailure, IOException {
        List<String> line = new ArrayList<>(List.of("useradd", "-M", "-r", "--shell", "/sbin/nologin"));
        option(line, "-d", wanted.path("homeDir").asText(""));
        option(line, "-u", wanted.path("uid").asText(""));
        option(line, "-G", String.join(",", Values.texts(wanted.path("groups"))));
        line.add(name);
        run(line, "Failed to add user " + name);
        host.log().info("User " + name + " added successfully");
        return true;
    }

    private boolean modify(String name, JsonNode wanted, String entry) throws BuildFailure, IOException {
        String[] fields = entry.split(":", -1);
        String uid = wanted.path("uid").asText("");
        if (!uid.isEmpty() && fields.length > 2 && !fields[2].equals(uid)) {
            throw new BuildFailure(
                    "User " + name + " exists with uid " + fields[2] + ", but uid " + uid + " was requested");
        }
        List<String> line = new ArrayList<>(List.of("usermod"));
        String home = wanted.path("homeDir").asText("");
        if (fields.length > 5 && !fields[5].equals(home)) {
            option(line, "-d", home);
        }
        Set<String> groups = new TreeSet<>(Values.texts(wanted.path("groups")));
        if (!groups.isEmpty() && !groupsOf(name).containsAll(groups)) {
            option(line, "-a", "-G");
            line.add(String.join(",", groups));
        }
        if (line.size() == 1) {
            host.log().debug("User " + name + " already exists as it is wanted");
            return false;
        }
        line.add(name);
        run(line, "Failed to modify user " + name);
        host.log().info("User " + name + " modified successfully");
        return true;
    }

    private Set<String> groupsOf(String name) throws IOException {
        return Set.of(host.run("id", "-Gn", name).output().strip().split("\\s+"));
    }

    private static void option(List<String> line, String option, String value) {
        if (!value.isEmpty()) {
            line.addAll(List.of(option, value));
        }
    }

    private void run(List<String> line, String problem) throws BuildFailure, IOException {
        Result result = host.run(Command.of(line));
        if (!result.ok()) {
            throw new BuildFailure(problem + ": " + result.output().strip());
        }
    }
}
