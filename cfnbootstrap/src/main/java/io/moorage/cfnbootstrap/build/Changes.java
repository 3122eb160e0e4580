package io.moorage.cfnbootstrap.build;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the sections before have changed: a service may ask to be started anew for it. */
final class Changes {
    private static final List<String> SECTIONS = List.of("files", "sources", "groups", "users", "commands");

    private final Map<String, Set<String>> changed = new HashMap<>();
    private final Map<String, Set<String>> packages = new HashMap<>();

    void add(String section, List<String> names) {
        changed.computeIfAbsent(section, _ -> new HashSet<>()).addAll(names);
    }

    void addPackages(String manager, List<String> names) {
        packages.computeIfAbsent(manager, _ -> new HashSet<>()).addAll(names);
    }

    /** Whether something changed that the service depends on. */
    boolean concern(JsonNode service) {
        return SECTIONS.stream().anyMatch(section -> overlap(service.path(section), changed.get(section)))
                || packages.entrySet().stream()
                        .anyMatch(each -> overlap(service.path("packages").path(each.getKey()), each.getValue()));
    }

    private static boolean overlap(JsonNode wanted, @org.jspecify.annotations.Nullable Set<String> names) {
        if (names == null) {
            return false;
        }
        return Values.texts(wanted).stream().anyMatch(names::contains);
    }
}
