package io.moorage.cfnbootstrap.build;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cfnbootstrap.api.Downloads;
import io.moorage.cfnbootstrap.host.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The section {@code files}: written in the order of their names; what was there before stays beside it as {@code NAME.bak}. */
record Files(Host host, Downloads downloads) {
    private static final int TYPE = 0170000;
    private static final int LINK = 0120000;
    private static final int PERMISSIONS = 07777;

    /** The files whose content is another one now. */
    List<String> apply(JsonNode section) throws BuildFailure, IOException {
        List<String> changed = new ArrayList<>();
        for (var each : Values.sorted(section).entrySet()) {
            if (!each.getKey().startsWith("/")) {
                throw new BuildFailure("File specified with non-absolute path: " + each.getKey());
            }
            if (write(each.getKey(), each.getValue())) {
                changed.add(each.getKey());
            }
        }
        return changed;
    }

    private boolean write(String name, JsonNode wanted) throws BuildFailure, IOException {
        Path file = host.path(name);
        int mode = mode(wanted);
        if (mode >= 0 && (mode & TYPE) == LINK) {
            return link(name, file, wanted);
        }
        byte[] content = content(wanted);
        try {
            java.nio.file.Files.createDirectories(file.getParent());
        } catch (FileAlreadyExistsException e) {
            throw new BuildFailure("Parent directory " + e.getFile() + " exists and is a file", e);
        }
        boolean same = java.nio.file.Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && java.util.Arrays.equals(java.nio.file.Files.readAllBytes(file), content);
        if (!same) {
            host.log().debug("Writing content to " + name);
            keep(file);
            java.nio.file.Files.write(file, content);
        }
        if (mode >= 0) {
            java.nio.file.Files.setAttribute(file, "unix:mode", mode & PERMISSIONS);
        }
        own(file, wanted);
        return !same;
    }

    private boolean link(String name, Path file, JsonNode wanted) throws BuildFailure, IOException {
        String target = wanted.path("content").asText("");
        if (target.isEmpty()) {
            throw new BuildFailure("Symbolic link specified without a destination");
        }
        if (java.nio.file.Files.isSymbolicLink(file)
                && java.nio.file.Files.readSymbolicLink(file).toString().equals(target)) {
            host.log().info("Symbolic link " + name + " already exists");
            return false;
        }
        java.nio.file.Files.createDirectories(file.getParent());
        keep(file);
        java.nio.file.Files.createSymbolicLink(file, Path.of(target));
        return true;
    }

    private static void keep(Path file) throws IOException {
        if (java.nio.file.Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            java.nio.file.Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".bak"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Six octal digits; -1 when none are given. */
    private static int mode(JsonNode wanted) throws BuildFailure {
        String text = wanted.path("mode").asText("");
        if (text.isEmpty()) {
            return -1;
        }
        try {
            return Integer.parseInt(text, 8);
        } catch (NumberFormatException e) {
            throw new BuildFailure("mode must be an octal number, not " + text, e);
        }
    }

    private byte[] content(JsonNode wanted) throws BuildFailure {
        JsonNode content = wanted.path("content");
        if (content.isContainerNode()) {
            return bytes(content.toString());
        }
        if (!content.asText("").isEmpty()) {
            return wanted.path("encoding").asText("plain").equals("base64")
                    ? decoded(content.asText())
                    : bytes(rendered(content.asText(), wanted));
        }
        String source = wanted.path("source").asText("");
        if (source.isEmpty()) {
            if (content.isTextual()) {
                return new byte[0];
            }
            throw new BuildFailure("File specified without source or content");
        }
        try {
            byte[] fetched = downloads.get(source, wanted.path("authentication").asText(""));
            return wanted.has("context")
                    ? bytes(rendered(new String(fetched, StandardCharsets.UTF_8), wanted))
                    : fetched;
        } catch (IOException e) {
            throw new BuildFailure("Failed to retrieve " + source + ": " + e.getMessage(), e);
        }
    }

    private static String rendered(String content, JsonNode wanted) throws BuildFailure {
        return wanted.has("context") ? Mustache.render(content, wanted.get("context")) : content;
    }

    private static byte[] decoded(String content) throws BuildFailure {
        try {
            return Base64.getMimeDecoder().decode(content.strip());
        } catch (IllegalArgumentException e) {
            throw new BuildFailure("Malformed base64: " + content, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void own(Path file, JsonNode wanted) throws BuildFailure, IOException {
        UserPrincipalLookupService names = file.getFileSystem().getUserPrincipalLookupService();
        String owner = wanted.path("owner").asText("");
        String group = wanted.path("group").asText("");
        if (!owner.isEmpty()) {
            java.nio.file.Files.setOwner(file, known(owner, "user", names::lookupPrincipalByName));
        }
        if (!group.isEmpty()) {
            java.nio.file.Files.getFileAttributeView(file, PosixFileAttributeView.class)
                    .setGroup(known(group, "group", names::lookupPrincipalByGroupName));
        }
    }

    /** Finds a user or a group by its name. */
    private interface Lookup<T> {
        T find(String name) throws IOException;
    }

    private static <T> T known(String name, String kind, Lookup<T> lookup) throws BuildFailure, IOException {
        try {
            return lookup.find(name);
        } catch (UserPrincipalNotFoundException e) {
            throw new BuildFailure(name + " is not a valid " + kind + " name", e);
        }
    }
}
