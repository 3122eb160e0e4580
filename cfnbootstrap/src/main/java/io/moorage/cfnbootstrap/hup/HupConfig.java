package io.moorage.cfnbootstrap.hup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code cfn-hup.conf} and the hooks of {@code hooks.conf} and {@code hooks.d} beside it (user guide, "cfn-hup"). */
public record HupConfig(Map<String, String> main, List<Hook> hooks) {
    private static final String COMMAND = "on.command";

    /** @throws IOException with what is wrong, in words for the user */
    public static HupConfig read(Path directory) throws IOException {
        Path file = directory.resolve("cfn-hup.conf");
        if (!Files.isRegularFile(file)) {
            throw new IOException("Could not find main configuration at " + file);
        }
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        IniFile.read(file, sections);
        Map<String, String> main = sections.getOrDefault("main", Map.of());
        if (!main.containsKey("stack")) {
            throw new IOException("[main] section must contain stack option");
        }
        return new HupConfig(Map.copyOf(main), hooks(directory));
    }

    private static List<Hook> hooks(Path directory) throws IOException {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        for (Path file : files(directory)) {
            IniFile.read(file, sections);
        }
        List<Hook> hooks = new ArrayList<>();
        for (var each : sections.entrySet()) {
            for (String key : List.of("triggers", "path", "action")) {
                if (!each.getValue().containsKey(key)) {
                    throw new IOException("No " + key + " specified for hook " + each.getKey());
                }
            }
            Hook hook = Hook.of(each.getKey(), each.getValue());
            if (hook.triggers().contains(COMMAND)) {
                throw new IOException(
                        "Hook " + hook.name() + " is triggered by " + COMMAND + ", which needs SQS; Moorage has none");
            }
            hooks.add(hook);
        }
        if (hooks.isEmpty()) {
            throw new IOException("No valid hooks found");
        }
        return List.copyOf(hooks);
    }

    private static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        Optional.of(directory.resolve("hooks.conf"))
                .filter(Files::isRegularFile)
                .ifPresent(files::add);
        Path more = directory.resolve("hooks.d");
        if (Files.isDirectory(more)) {
            try (Stream<Path> found = Files.list(more)) {
                found.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        return files;
    }
}
