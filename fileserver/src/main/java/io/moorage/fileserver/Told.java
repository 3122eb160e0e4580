package io.moorage.fileserver;

import io.moorage.fileserver.control.Export;
import io.moorage.fileserver.control.FenceOrder;
import io.moorage.fileserver.control.FileSystemTerms;
import io.moorage.fileserver.control.GuardOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that a file server was told: what to serve, on which terms, who is shut out, who alone may write where. Immutable. */
record Told(List<Export> exports, List<FileSystemTerms> terms, Fences fences, Guards guards) {
    static final Told NOTHING = new Told(List.of(), List.of(), Fences.NONE, Guards.NONE);

    Told {
        exports = List.copyOf(exports);
        terms = List.copyOf(terms);
    }

    /** @throws IllegalArgumentException when one mount target is declared twice, or one file system in two directories */
    Told declaring(List<Export> declared, List<FileSystemTerms> onTerms) {
        requireConsistent(declared, onTerms);
        return new Told(declared, onTerms, fences, guards);
    }

    Told with(FenceOrder order) {
        return new Told(exports, terms, fences.with(order), guards);
    }

    Told with(GuardOrder order) {
        return new Told(exports, terms, fences, guards.with(order));
    }

    /** By file system, in the order in which they were declared. */
    Map<String, List<Export>> exportsByFileSystem() {
        Map<String, List<Export>> wanted = new LinkedHashMap<>();
        exports.forEach(export -> wanted.computeIfAbsent(export.fileSystemId(), id -> new ArrayList<>())
                .add(export));
        return wanted;
    }

    /** Where each file system is that is to be open, with exports or without. */
    Map<String, String> directories() {
        Map<String, String> directories = new LinkedHashMap<>();
        exports.forEach(export -> directories.put(export.fileSystemId(), export.directory()));
        terms.forEach(settings -> directories.put(settings.fileSystemId(), settings.directory()));
        return directories;
    }

    /** Null: nothing was said of it, and it is open to everyone. */
    @Nullable
    FileSystemTerms termsOf(String fileSystemId) {
        return terms.stream()
                .filter(each -> each.fileSystemId().equals(fileSystemId))
                .findFirst()
                .orElse(null);
    }

    boolean isReadOnly(String fileSystemId) {
        FileSystemTerms settings = termsOf(fileSystemId);
        return settings != null && settings.readOnly();
    }

    /** The addresses that a file system's mount targets refuse. */
    Set<String> shutOut(String fileSystemId) {
        Set<String> addresses = new HashSet<>();
        for (Export export : exports) {
            if (export.fileSystemId().equals(fileSystemId)) {
                addresses.addAll(fences.shutOut(export.netns()));
            }
        }
        return addresses;
    }

    private static void requireConsistent(List<Export> exports, List<FileSystemTerms> fileSystems) {
        Set<String> ids = new HashSet<>();
        Map<String, String> directories = new HashMap<>();
        for (FileSystemTerms settings : fileSystems) {
            requireFileName(settings.fileSystemId());
            directories.put(settings.fileSystemId(), settings.directory());
        }
        for (Export export : exports) {
            if (!ids.add(export.mountTargetId())) {
                throw new IllegalArgumentException("declared twice: " + export.mountTargetId());
            }
            @Nullable String other = directories.putIfAbsent(export.fileSystemId(), export.directory());
            if (other != null && !other.equals(export.directory())) {
                throw new IllegalArgumentException(
                        "%s is in %s and in %s".formatted(export.fileSystemId(), other, export.directory()));
            }
            requireFileName(export.fileSystemId());
        }
    }

    /** The id names a directory of the state. */
    private static void requireFileName(String id) {
        if (!id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
            throw new IllegalArgumentException("no file system id: " + id);
        }
    }
}
