package io.moorage.cfnbootstrap.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cfnbootstrap.api.Downloads;
import io.moorage.cfnbootstrap.host.Host;
import io.moorage.cfnbootstrap.host.Programs.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The section {@code sources}: archives (tar, also compressed, and zip) unpacked into directories. */
record Sources(Host host, Downloads downloads) {
    /** The directories that were unpacked into. */
    List<String> apply(JsonNode section) throws BuildFailure, IOException {
        List<String> changed = new ArrayList<>();
        for (var each : Values.sorted(section).entrySet()) {
            String archive = each.getValue().asText();
            Path fetched = Files.createTempFile("cfn", ".archive");
            try {
                fetch(archive, fetched);
                host.log().debug("Expanding " + archive + " into " + each.getKey());
                unpack(fetched, archive, host.path(each.getKey()));
            } finally {
                Files.deleteIfExists(fetched);
            }
            changed.add(each.getKey());
        }
        return changed;
    }

    private void fetch(String archive, Path to) throws BuildFailure, IOException {
        if (archive.matches("(?i)https?://.*")) {
            try {
                Files.write(to, downloads.get(archive));
            } catch (IOException e) {
                throw new BuildFailure("Failed to retrieve " + archive + ": " + e.getMessage(), e);
            }
            return;
        }
        Path local = host.path(archive.replaceFirst("^file://", ""));
        if (!Files.isRegularFile(local)) {
            throw new BuildFailure(archive + " does not exist");
        }
        Files.copy(local, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private void unpack(Path file, String archive, Path directory) throws BuildFailure, IOException {
        Files.createDirectories(directory);
        if (isZip(file)) {
            unzip(file, directory);
            return;
        }
        Result listing = host.run("tar", "-tf", file.toString());
        if (!listing.ok()) {
            throw new BuildFailure("Unsupported source file (not zip or tarball): " + archive);
        }
        for (String member : listing.output().lines().toList()) {
            requireWithin(directory, member);
        }
        Result result = host.run("tar", "-xf", file.toString(), "-C", directory.toString());
        if (!result.ok()) {
            throw new BuildFailure(
                    "Could not unpack " + archive + ": " + result.output().strip());
        }
        if (archive.matches("(?i)https?://github\\.com/.*?/(zipball|tarball)/.*")) {
            liftOnlyDirectory(directory, listing.output());
        }
    }

    /** What the archive of a whole repository wraps everything in. */
    private static void liftOnlyDirectory(Path directory, String listing) throws IOException {
        List<String> tops =
                listing.lines().map(line -> line.split("/", 2)[0]).distinct().toList();
        Path top = directory.resolve(tops.getFirst());
        if (tops.size() != 1 || !Files.isDirectory(top)) {
            return;
        }
        try (Stream<Path> members = Files.list(top)) {
            for (Path each : members.toList()) {
                Files.move(each, directory.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.delete(top);
    }

    private static boolean isZip(Path file) throws IOException {
        try (ZipFile _ = new ZipFile(file.toFile())) {
            return true;
        } catch (ZipException e) {
            return false;
        }
    }

    private static void unzip(Path file, Path directory) throws BuildFailure, IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                Path target = requireWithin(directory, entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (InputStream content = zip.getInputStream(entry)) {
                        Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }

    private static Path requireWithin(Path directory, String member) throws BuildFailure {
        Path target = directory.resolve(member).normalize();
        if (!target.startsWith(directory.normalize())) {
            throw new BuildFailure(member + " is not a sub-path of " + directory);
        }
        return target;
    }
}
