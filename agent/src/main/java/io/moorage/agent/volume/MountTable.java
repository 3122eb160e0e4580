package io.moorage.agent.volume;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is mounted, or meant to be, where. Pure: made from the text of {@code /proc/self/mountinfo} (proc(5)) or
 * {@code /etc/fstab} (fstab(5)).
 */
public record MountTable(List<Mount> mounts) {
    private static final Set<String> NETWORK_TYPES = Set.of("nfs", "nfs4", "efs", "fuse.nfs4", "fuse.nfs");

    public MountTable {
        mounts = List.copyOf(mounts);
    }

    /**
     * @param source {@code HOST:/PATH} for a network file system, {@code ACCESS-POINT@HOST:/PATH} through an access point
     * @param port of its server; another than NFS's where a tunnel on this instance encrypts
     */
    public record Mount(Path directory, String type, String source, int port) {
        private static final int NFS_PORT = 2049;

        public Mount(Path directory, String type, String source) {
            this(directory, type, source, NFS_PORT);
        }

        static Mount with(Path directory, String type, String source, String options) {
            for (String option : options.split(",", -1)) {
                if (option.matches("port=[1-9][0-9]{0,4}")) {
                    return new Mount(directory, type, source, Integer.parseInt(option.substring("port=".length())));
                }
            }
            return new Mount(directory, type, source);
        }

        public boolean isNetwork() {
            return NETWORK_TYPES.contains(type);
        }

        /** The server's name or address. */
        public String host() {
            int colon = source.indexOf(":/");
            String host = colon < 0 ? source : source.substring(0, colon);
            return host.substring(host.indexOf('@') + 1);
        }
    }

    public static MountTable ofMountInfo(String text) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String[] halves = line.split(" - ", 2);
            String[] left = halves[0].split(" ", -1);
            if (halves.length == 2 && left.length > 4) {
                String[] right = halves[1].split(" ", -1);
                if (right.length >= 2) {
                    mounts.add(Mount.with(
                            Path.of(unescape(left[4])),
                            right[0],
                            unescape(right[1]),
                            right.length > 2 ? right[2] : ""));
                }
            }
        }
        return new MountTable(mounts);
    }

    public static MountTable ofFstab(String text) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String[] fields = line.strip().split("\\s+", -1);
            if (fields.length >= 3 && !fields[0].startsWith("#") && fields[1].startsWith("/")) {
                mounts.add(new Mount(Path.of(unescape(fields[1])), fields[2], unescape(fields[0])));
            }
        }
        return new MountTable(mounts);
    }

    /** The mount that holds {@code path}: the deepest one, and of equals the last, which covers the others. */
    public Optional<Mount> holding(Path path) {
        Mount best = null;
        for (Mount mount : mounts) {
            if (path.startsWith(mount.directory())
                    && (best == null
                            || mount.directory().getNameCount()
                                    >= best.directory().getNameCount())) {
                best = mount;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The network mounts, in the order they were made. */
    public List<Mount> network() {
        return mounts.stream().filter(Mount::isNetwork).toList();
    }

    /** The network mount that holds {@code path}, unless something local covers it. */
    public Optional<Mount> networkMountOf(Path path) {
        return holding(path.normalize()).filter(Mount::isNetwork);
    }

    /** Octal escapes of space, tab, newline and backslash. */
    private static String unescape(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\' && field.length() - i > 3) {
                String octal = field.substring(i + 1, i + 4);
                if (octal.chars().allMatch(c -> c >= '0' && c <= '7')) {
                    text.append((char) Integer.parseInt(octal, 8));
                    i += 3;
                    continue;
                }
            }
            text.append(field.charAt(i));
        }
        return text.toString();
    }
}
