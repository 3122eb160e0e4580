package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every action of every service asks the authorizer: its name, the ARNs and the condition keys, and what it needs
 * besides, compared with {@code permissions.txt}, which was compared with the Service Authorization Reference. The requests
 * have every member set, and name nothing that is there.
 */
final class PermissionTableTest {
    private static final String TABLE = "permissions.txt";

    @Test
    void everyActionAsksForWhatTheTableSays(@TempDir Path home) throws Exception {
        List<String> lines = new ArrayList<>();
        try (SimulatedServer server = new SimulatedServer(home)) {
            server.actions().forEach(action -> lines.addAll(lines(action)));
        }
        lines.sort(String::compareTo);
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", TABLE), lines);
        assertThat(lines).as("what is asked is in target/" + TABLE).containsExactlyElementsOf(table());
    }

    private static List<String> table() throws Exception {
        try (InputStream in = Objects.requireNonNull(PermissionTableTest.class.getResourceAsStream(TABLE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static <I> List<String> lines(Action<I, ?> action) {
        String name = action.operation().iamAction();
        if (!action.needsPermission()) {
            return List.of(name + " | for every caller");
        }
        I input = new SampleInput(name).of(action.operation().input());
        List<String> lines = new ArrayList<>();
        for (Permission permission : action.permissions(input, context())) {
            String asked = permission.action().equals(name) ? name : name + " + " + permission.action();
            lines.add(asked + " | " + String.join(" ", permission.resources()) + keys(permission.conditions()));
        }
        return lines;
    }

    private static String keys(Map<String, List<String>> conditions) {
        return conditions.isEmpty() ? "" : " | " + String.join(" ", new TreeSet<>(conditions.keySet()));
    }

    private static RequestContext context() {
        return new RequestContext(
                Principal.root(SimulatedServer.ACCOUNT),
                SimulatedServer.ACCOUNT,
                "us-east-1",
                "r-1",
                "10.0.0.1",
                true,
                Instant.EPOCH);
    }
}
