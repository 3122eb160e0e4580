package io.moorage.awsmodels.generator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the package of one service; touches only files whose content changed, so that nothing is recompiled in vain. */
final class PackageWriter {
    private final C2jModel model;
    private final Path directory;
    private final Map<String, String> files = new LinkedHashMap<>();

    PackageWriter(C2jModel model, Path root) {
        this.model = model;
        this.directory = root.resolve("io/moorage/awsmodels").resolve(model.service());
    }

    void write() throws IOException {
        Types types = new Types(model);
        RecordSource records = new RecordSource(model, types);
        add("package-info", packageInfo());
        for (String name : model.reachable()) {
            JsonNode shape = model.shape(name);
            if (shape.path("type").asText().equals("structure")) {
                add(Names.type(name), records.source(name));
            } else if (shape.has("enum")) {
                add(Names.type(name), EnumSource.source(model, name));
            }
        }
        OperationsSource operations = new OperationsSource(model);
        add(operations.typeName(), operations.source());
        flush();
    }

    private void add(String typeName, String source) {
        if (files.put(typeName + ".java", source) != null) {
            throw new IllegalArgumentException(model.service() + ": two shapes are named " + typeName);
        }
    }

    private String packageInfo() {
        return """
                /** %s: generated from its C2J model. */
                @NullMarked
                package io.moorage.awsmodels.%s;

                import org.jspecify.annotations.NullMarked;
                """.formatted(model.metadata().path("serviceFullName").asText(), model.service());
    }

    private void flush() throws IOException {
        Files.createDirectories(directory);
        List<Path> present;
        try (Stream<Path> entries = Files.list(directory)) {
            present = entries.toList();
        }
        for (Path old : present) {
            if (!files.containsKey(old.getFileName().toString())) {
                Files.delete(old);
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
                Files.writeString(path, file.getValue());
            }
        }
    }
}
