package io.moorage.ec2.imds;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A place in the metadata tree: a directory with names in it, or a text. */
sealed interface Metadata {
    /** Made when it is asked for; empty is answered as not found. */
    record Text(Supplier<Optional<byte[]>> content) implements Metadata {}

    /** Lists itself as its names in their order, a line each, those of directories with a slash at the end. */
    final class Directory implements Metadata {
        private final Map<String, Metadata> entries = new HashMap<>();
        private final Map<String, String> shown = new TreeMap<>();

        Directory text(String name, String value) {
            return put(name, new Text(() -> Optional.of(value.getBytes(StandardCharsets.UTF_8))));
        }

        Directory text(String name, Optional<String> value) {
            value.ifPresent(present -> text(name, present));
            return this;
        }

        Directory lines(String name, List<String> values) {
            return values.isEmpty() ? this : text(name, String.join("\n", values));
        }

        Directory made(String name, Supplier<Optional<byte[]>> content) {
            return put(name, new Text(content));
        }

        Directory directory(String name, Directory directory) {
            return put(name, directory);
        }

        /** Reached as {@code name} and listed as {@code text}, as public keys are. */
        Directory directoryShownAs(String name, String text, Directory directory) {
            entries.put(name, directory);
            shown.put(name, text);
            return this;
        }

        String listing() {
            return String.join("\n", new ArrayList<>(shown.values()));
        }

        Optional<Metadata> find(String name) {
            return Optional.ofNullable(entries.get(name));
        }

        private Directory put(String name, Metadata entry) {
            entries.put(name, entry);
            shown.put(name, entry instanceof Directory ? name + "/" : name);
            return this;
        }
    }

    /** What stands at {@code path}, whose segments are separated by slashes; empty when nothing does. */
    static Optional<byte[]> at(Directory root, String path) {
        Metadata place = root;
        for (String name : path.split("/", -1)) {
            if (name.isEmpty()) {
                continue;
            }
            if (!(place instanceof Directory directory)) {
                return Optional.empty();
            }
            Optional<Metadata> next = directory.find(name);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            place = next.get();
        }
        return switch (place) {
            case Directory directory -> Optional.of(directory.listing().getBytes(StandardCharsets.UTF_8));
            case Text text -> text.content().get();
        };
    }
}
