package io.moorage.mounthelper;

import io.moorage.posix.FuseCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** This process's mounts (proc(5), /proc/pid/mountinfo). */
final class MountTable {
    private static final String TYPE = "fuse.nfs4";
    private static final int MAX_DEAD = 16;

    private final Path mountInfo;
    private final FuseCalls calls;

    MountTable(Path mountInfo, FuseCalls calls) {
        this.mountInfo = mountInfo;
        this.calls = calls;
    }

    /** @param source what is mounted */
    record Mount(Path target, String type, String source) {}

    /** The topmost mount at a directory. */
    Optional<Mount> at(Path target) throws IOException {
        return parse(Files.readAllLines(mountInfo, StandardCharsets.UTF_8)).stream()
                .filter(mount -> mount.target().equals(target))
                .reduce((lower, upper) -> upper);
    }

    boolean isLive(Path target, String source) throws IOException {
        return at(target)
                .filter(mount -> mount.type().equals(TYPE) && mount.source().equals(source))
                .isPresent();
    }

    /** Takes away mounts of ours at a directory whose process died. */
    void removeDead(Path target) throws IOException {
        for (int i = 0; i < MAX_DEAD && at(target).filter(this::isDead).isPresent(); i++) {
            calls.unmount(target.toString(), FuseCalls.MNT_DETACH);
        }
    }

    private boolean isDead(Mount mount) {
        if (!mount.type().equals(TYPE)) {
            return false;
        }
        try {
            BasicFileAttributes ignored = Files.readAttributes(mount.target(), BasicFileAttributes.class);
            return false;
        } catch (FileSystemException failed) {
            String reason = String.valueOf(failed.getReason());
            return reason.contains("not connected") || reason.contains("connection abort");
        } catch (IOException other) {
            return false;
        }
    }

    static List<Mount> parse(List<String> lines) {
        return lines.stream()
                .map(line -> line.split(" "))
                .filter(fields -> fields.length >= 10)
                .map(fields -> {
                    int separator = List.of(fields).indexOf("-");
                    return new Mount(
                            Path.of(unescape(fields[4])), fields[separator + 1], unescape(fields[separator + 2]));
                })
                .toList();
    }

    /** Blank, tab, newline and backslash stand as three octal digits. */
    private static String unescape(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
