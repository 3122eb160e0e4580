package io.moorage.crash.judge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What may become of one object. Guarded by its {@link Expectation}. */
public final class Item {
    private static final long UNKNOWN = -1;

    /** What it is. */
    public enum Kind {
        FILE,
        DIRECTORY,
        SYMLINK
    }

    private final Kind kind;
    private final String target;
    private final Content content = new Content();
    private final Set<Integer> modes = new TreeSet<>();
    private int mode;

    /** Seconds that the client set last, {@link #UNKNOWN} since something else changed it; any of these may be found. */
    private final Set<Long> times = new TreeSet<>(Set.of(UNKNOWN));

    private Item(Kind kind, String target, int mode) {
        this.kind = kind;
        this.target = target;
        this.mode = mode;
        modes.add(mode);
    }

    public static Item file(int mode) {
        return new Item(Kind.FILE, "", mode);
    }

    public static Item directory(int mode) {
        return new Item(Kind.DIRECTORY, "", mode);
    }

    public static Item symlink(String target) {
        return new Item(Kind.SYMLINK, target, 0);
    }

    public Kind kind() {
        return kind;
    }

    /** In blocks. */
    public int size() {
        return content.size();
    }

    /** False while writes wait for their commit. */
    public boolean isCommitted() {
        return content.isCommitted();
    }

    Content content() {
        return content;
    }

    void beginMode(int wanted) {
        mode = wanted;
        modes.add(wanted);
    }

    void modeSet() {
        modes.clear();
        modes.add(mode);
    }

    void beginTime(long seconds) {
        times.add(seconds);
    }

    void timeSet(long seconds) {
        times.clear();
        times.add(seconds);
    }

    void timeUnknown() {
        times.add(UNKNOWN);
    }

    /** What is wrong with the object at a path, or null. */
    @Nullable
    String fault(Path found) throws IOException {
        Kind is = Files.isSymbolicLink(found) ? Kind.SYMLINK : Files.isDirectory(found) ? Kind.DIRECTORY : Kind.FILE;
        if (is != kind) {
            return "is a %s, not a %s".formatted(is, kind);
        }
        if (kind == Kind.SYMLINK) {
            String points = Files.readSymbolicLink(found).toString();
            return points.equals(target) ? null : "points to %s, not to %s".formatted(points, target);
        }
        int permissions = (int) Files.getAttribute(found, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
        if (!modes.contains(permissions)) {
            return "has mode %o, not one of %s".formatted(permissions, modes);
        }
        FileTime modified = Files.getLastModifiedTime(found, LinkOption.NOFOLLOW_LINKS);
        if (!times.contains(UNKNOWN) && !times.contains(modified.to(TimeUnit.SECONDS))) {
            return "was modified %s, not %s seconds after the epoch".formatted(modified, times);
        }
        return kind == Kind.FILE ? content.fault(Files.readAllBytes(found)) : null;
    }
}
