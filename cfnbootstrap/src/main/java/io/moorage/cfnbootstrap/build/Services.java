package io.moorage.cfnbootstrap.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cfnbootstrap.host.Host;
import io.moorage.cfnbootstrap.host.Programs.Command;
import io.moorage.cfnbootstrap.host.Programs.Result;
import java.io.IOException;
import java.util.List;

/**
 * The section {@code services}: whether they start with the machine, whether they run now, and that they are started anew when
 * something they depend on was changed by the same run.
 */
record Services(Host host) {
    void apply(JsonNode section, Changes changes) throws BuildFailure, IOException {
        for (var manager : section.properties()) {
            switch (manager.getKey()) {
                case "sysvinit", "systemd" -> {
                    for (var service : manager.getValue().properties()) {
                        apply(manager.getKey(), service.getKey(), service.getValue(), changes);
                    }
                }
                default -> host.log().warn("Unsupported service manager: " + manager.getKey());
            }
        }
    }

    private void apply(String manager, String service, JsonNode wanted, Changes changes)
            throws BuildFailure, IOException {
        if (wanted.has("enabled")) {
            enable(manager, service, Values.flag(wanted.get("enabled")));
        }
        if (changes.concern(wanted)) {
            host.log().debug("Restarting " + service + " due to change detected in dependency");
            control(manager, service, "restart", "Restarted");
        } else if (wanted.has("ensureRunning")) {
            boolean shall = Values.flag(wanted.get("ensureRunning"));
            boolean runs = run(line(manager, service, "status")).ok();
            if (shall && !runs) {
                control(manager, service, "start", "Started");
            } else if (!shall && runs) {
                control(manager, service, "stop", "Stopped");
            } else {
                host.log().debug("No need to modify running state of service " + service);
            }
        }
    }

    private void enable(String manager, String service, boolean on) throws BuildFailure, IOException {
        List<String> line = manager.equals("systemd")
                ? List.of("systemctl", on ? "enable" : "disable", service)
                : List.of("chkconfig", service, on ? "on" : "off");
        Result result = run(line);
        if (!result.ok()) {
            host.log()
                    .error(line.getFirst() + " failed with error " + result.status() + ". Output: " + result.output());
            throw new BuildFailure("Could not " + (on ? "enable" : "disable") + " service " + service);
        }
        host.log().info((on ? "enabled" : "disabled") + " service " + service);
    }

    private void control(String manager, String service, String verb, String done) throws BuildFailure, IOException {
        Result result = run(line(manager, service, verb));
        if (!result.ok()) {
            host.log().error("Could not " + verb + " service " + service + "; return code was " + result.status());
            host.log().debug("Service output: " + result.output());
            throw new BuildFailure("Could not " + verb + " " + service);
        }
        host.log().info(done + " " + service + " successfully");
    }

    private static List<String> line(String manager, String service, String verb) {
        return manager.equals("systemd") ? List.of("systemctl", verb, service) : List.of("service", service, verb);
    }

    private Result run(List<String> line) throws IOException {
        return host.run(Command.of(line));
    }
}
