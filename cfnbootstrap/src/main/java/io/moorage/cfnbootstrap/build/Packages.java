package io.moorage.cfnbootstrap.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cfnbootstrap.host.Host;
import io.moorage.cfnbootstrap.host.Programs.Command;
import io.moorage.cfnbootstrap.host.Programs.Result;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The section {@code packages}: rpm before apt before yum, then the rest by name. What is installed already is left alone. */
record Packages(Host host) {
    private static final List<String> FIRST = List.of("rpm", "apt", "yum");

    void apply(JsonNode section, Changes changes) throws BuildFailure, IOException {
        Map<String, JsonNode> managers = Values.sorted(section);
        for (String manager : FIRST) {
            if (managers.containsKey(manager)) {
                changes.addPackages(manager, install(manager, Values.sorted(managers.get(manager))));
            }
        }
        for (var each : managers.entrySet()) {
            if (!FIRST.contains(each.getKey())) {
                changes.addPackages(each.getKey(), install(each.getKey(), Values.sorted(each.getValue())));
            }
        }
    }

    private List<String> install(String manager, Map<String, JsonNode> packages) throws BuildFailure, IOException {
        return switch (manager) {
            case "yum" -> yum(packages);
            case "apt" -> apt(packages);
            case "rpm" -> rpm(packages);
            case "python" -> python(packages);
            case "rubygems" -> gems(packages);
            default -> {
                host.log().warn("Unsupported package manager: " + manager);
                yield List.of();
            }
        };
    }

    private List<String> yum(Map<String, JsonNode> packages) throws BuildFailure, IOException {
        List<String> names = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        for (var each : packages.entrySet()) {
            List<String> versions = Values.texts(each.getValue());
            String spec = versions.isEmpty() ? each.getKey() : each.getKey() + "-" + versions.getLast();
            if (host.run("yum", "-C", "-y", "list", "installed", spec).ok()) {
                host.log().debug(spec + " will not be installed as it is already present");
            } else {
                names.add(each.getKey());
                wanted.add(spec);
            }
        }
        if (wanted.isEmpty()) {
            host.log().debug("All yum packages were already installed");
            return List.of();
        }
        List<String> line = new ArrayList<>(List.of("yum", "-y", "install"));
        line.addAll(wanted);
        run("yum install " + String.join(" ", wanted), line, "Could not successfully install/update yum packages");
        host.log().info("Yum installed " + names);
        return names;
    }

    private List<String> apt(Map<String, JsonNode> packages) throws BuildFailure, IOException {
        List<String> names = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        for (var each : packages.entrySet()) {
            List<String> versions = Values.texts(each.getValue());
            boolean present = versions.isEmpty()
                    && host.run("dpkg-query", "-s", each.getKey()).ok();
            if (!present) {
                names.add(each.getKey());
                wanted.add(versions.isEmpty() ? each.getKey() : each.getKey() + "=" + versions.getLast());
            }
        }
        if (wanted.isEmpty()) {
            host.log().debug("All APT packages were already installed");
            return List.of();
        }
        run("apt-get update", List.of("apt-get", "-q", "-y", "update"), "Could not update apt cache");
        List<String> line = new ArrayList<>(List.of("apt-get", "-q", "-y", "install"));
        line.addAll(wanted);
        run("apt-get install " + String.join(" ", wanted), line, "Could not successfully install APT packages");
        host.log().info("APT installed " + names);
        return names;
    }

    /** A package is a location to install from. */
    private List<String> rpm(Map<String, JsonNode> packages) throws BuildFailure, IOException {
        List<String> line = new ArrayList<>(List.of("rpm", "-U", "--quiet", "--nosignature", "--replacepkgs"));
        int options = line.size();
        packages.values().forEach(locations -> line.addAll(Values.texts(locations)));
        if (line.size() == options) {
            host.log().info("All RPMs were already installed");
            return List.of();
        }
        run("rpm install", line, "Could not successfully install rpm packages");
        return List.copyOf(packages.keySet());
    }

    private List<String> python(Map<String, JsonNode> packages) throws BuildFailure, IOException {
        List<String> specs = new ArrayList<>();
        packages.forEach((name, value) -> {
            List<String> versions = Values.texts(value);
            if (versions.isEmpty()) {
                specs.add(name);
            }
            versions.forEach(each -> specs.add(each.matches("(?i)https?://.*") ? each : name + "==" + each));
        });
        if (specs.isEmpty()) {
            return List.of();
        }
        List<String> line = new ArrayList<>(List.of("easy_install"));
        line.addAll(specs);
        run("easy_install " + String.join(" ", specs), line, "Could not successfully install python packages");
        host.log().info("easy_install installed " + specs);
        return List.copyOf(packages.keySet());
    }

    private List<String> gems(Map<String, JsonNode> packages) throws BuildFailure, IOException {
        List<String> installed = new ArrayList<>();
        for (var each : packages.entrySet()) {
            List<String> versions = Values.texts(each.getValue());
            for (String version : versions.isEmpty() ? List.of("") : versions) {
                if (gem(each.getKey(), version)) {
                    installed.add(each.getKey());
                }
            }
        }
        return installed;
    }

    private boolean gem(String name, String version) throws BuildFailure, IOException {
        List<String> query = new ArrayList<>(List.of("gem", "list", "-i", "^" + name + "$"));
        List<String> line = new ArrayList<>(List.of("gem", "install", "--no-document", name));
        if (!version.isEmpty()) {
            query.addAll(List.of("-v", version));
            line.addAll(List.of("-v", version));
        }
        if (host.run(Command.of(query)).ok()) {
            host.log().info(name + "-" + version + " is already installed, skipping.");
            return false;
        }
        run("gem install " + name, line, "Failed to install gem: " + name + "-" + version);
        host.log().info("Gem installed: " + name + "-" + version);
        return true;
    }

    private void run(String name, List<String> line, String problem) throws BuildFailure, IOException {
        Result result = host.runLogged(name, Command.of(line));
        if (!result.ok()) {
            host.log().error(line.getFirst() + " failed. Output: " + result.output());
            throw new BuildFailure(problem);
        }
    }
}
