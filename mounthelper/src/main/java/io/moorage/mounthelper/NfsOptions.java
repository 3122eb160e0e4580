package io.moorage.mounthelper;

import io.moorage.fuse.AttributeCachePolicy;
import io.moorage.posix.FuseCalls;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The options of nfs(5) that mean something here; those that change nothing for this client are taken silently, what it cannot
 * do is refused as mount.nfs refuses it.
 *
 * @param flags MS_ flags of mount(2)
 * @param timeout {@code timeo}: without a reply for so long, the connection is made anew
 * @param retry how long a failing mount is tried again
 * @param background {@code bg}: after the first failure, try on in the background
 * @param cache how long names and attributes are believed: {@code acregmin}, {@code acregmax}, {@code acdirmin}, {@code acdirmax},
 *     {@code actimeo}, {@code noac}
 * @param address overrides the host's address
 */
record NfsOptions(
        long flags,
        int readBytes,
        int writeBytes,
        boolean hard,
        Duration timeout,
        int retransmissions,
        Optional<Duration> retry,
        boolean background,
        int port,
        AttributeCachePolicy cache,
        Optional<String> address) {
    private static final int NFS_PORT = 2049;
    private static final int MEGABYTE = 1 << 20;
    private static final int SMALLEST_IO = 1024;
    private static final int MAX_CACHE_SECONDS = 86400;
    private static final Duration FOREGROUND_RETRY = Duration.ofMinutes(2);
    private static final Duration BACKGROUND_RETRY = Duration.ofMinutes(10_000);

    /** Taken and without effect: they tell mount(8), init or a kernel client something. */
    private static final Set<String> SILENT = Set.of(
            "defaults",
            "_netdev",
            "nofail",
            "noauto",
            "auto",
            "fg",
            "noresvport",
            "resvport",
            "intr",
            "nointr",
            "async",
            "sync",
            "dirsync",
            "suid",
            "dev",
            "exec",
            "atime",
            "relatime",
            "norelatime",
            "strictatime",
            "diratime",
            "nodiratime",
            "lazytime",
            "nolazytime",
            "ac",
            "lock",
            "nolock",
            "cto",
            "nocto",
            "sharecache",
            "nosharecache",
            "nofsc",
            "acl",
            "noacl",
            "rdirplus",
            "nordirplus",
            "nomand",
            "nouser",
            "user",
            "users",
            "owner",
            "group",
            "migration",
            "nomigration",
            "hard",
            "tcp",
            "fatal_neterrors");

    private static final Set<String> SILENT_KEYS =
            Set.of("clientaddr", "lookupcache", "comment", "local_lock", "bsize", "namlen", "context", "xprtsec");

    static NfsOptions parse(List<String> options, boolean sloppy) throws MountFailure {
        Parser parser = new Parser();
        for (String option : options) {
            if (!parser.take(option) && !sloppy) {
                throw MountFailure.failed("an incorrect mount option was specified: " + option);
            }
        }
        return parser.result();
    }

    /** How long I/O waits for a server that is away; empty: for ever. */
    Optional<Duration> giveUpAfter() {
        return hard ? Optional.empty() : Optional.of(timeout.multipliedBy(retransmissions + 1L));
    }

    /** How long a mount that fails is tried again before and after {@code bg} sent it to the background. */
    Duration retryTime() {
        return retry.orElse(background ? BACKGROUND_RETRY : FOREGROUND_RETRY);
    }

    private static final class Parser {
        private long flags;
        private int readBytes = MEGABYTE;
        private int writeBytes = MEGABYTE;
        private boolean hard = true;
        private Duration timeout = Duration.ofSeconds(60);
        private int retransmissions = 2;
        private Optional<Duration> retry = Optional.empty();
        private boolean background;
        private int port = NFS_PORT;
        private final int[] cacheSeconds = {3, 60, 30, 60};
        private Optional<String> address = Optional.empty();

        private boolean take(String option) throws MountFailure {
            int equals = option.indexOf('=');
            String key = equals < 0 ? option : option.substring(0, equals);
            if (key.startsWith("x-") || SILENT_KEYS.contains(key)) {
                return true;
            }
            return equals < 0 ? word(key) : value(key, option.substring(equals + 1));
        }

        private boolean word(String word) throws MountFailure {
            switch (word) {
                case "rw" -> flags &= ~FuseCalls.MS_RDONLY;
                case "ro" -> flags |= FuseCalls.MS_RDONLY;
                case "nosuid" -> flags |= FuseCalls.MS_NOSUID;
                case "nodev" -> flags |= FuseCalls.MS_NODEV;
                case "noexec" -> flags |= FuseCalls.MS_NOEXEC;
                case "noatime" -> flags |= FuseCalls.MS_NOATIME;
                case "soft", "softerr" -> hard = false;
                case "bg" -> background = true;
                case "noac" -> Arrays.fill(cacheSeconds, 0);
                case "udp", "rdma" -> throw unsupported();
                default -> {
                    return SILENT.contains(word);
                }
            }
            return true;
        }

        private boolean value(String key, String value) throws MountFailure {
            switch (key) {
                case "vers", "nfsvers" -> version(value);
                case "minorversion" -> minorVersion(value);
                case "rsize" -> readBytes = ioBytes(key, value);
                case "wsize" -> writeBytes = ioBytes(key, value);
                case "timeo" -> timeout = Duration.ofMillis(100L * number(key, value, 1, 6000));
                case "retrans" -> retransmissions = number(key, value, 0, 1000);
                case "retry" -> retry = Optional.of(Duration.ofMinutes(number(key, value, 0, 100_000)));
                case "port" -> {
                    int wanted = number(key, value, 0, 65535);
                    port = wanted == 0 ? NFS_PORT : wanted;
                }
                case "proto" -> {
                    if (!value.equals("tcp") && !value.equals("tcp6")) {
                        throw unsupported();
                    }
                }
                case "sec" -> {
                    if (!value.equals("sys")) {
                        throw unsupported();
                    }
                }
                case "acregmin" -> cacheSeconds[0] = number(key, value, 0, MAX_CACHE_SECONDS);
                case "acregmax" -> cacheSeconds[1] = number(key, value, 0, MAX_CACHE_SECONDS);
                case "acdirmin" -> cacheSeconds[2] = number(key, value, 0, MAX_CACHE_SECONDS);
                case "acdirmax" -> cacheSeconds[3] = number(key, value, 0, MAX_CACHE_SECONDS);
                case "actimeo" -> Arrays.fill(cacheSeconds, number(key, value, 0, MAX_CACHE_SECONDS));
                case "addr" -> address = Optional.of(value);
                default -> {
                    return false;
                }
            }
            return true;
        }

        /** NFSv4.1 is what this client speaks. */
        private static void version(String value) throws MountFailure {
            if (!value.equals("4") && !value.equals("4.1")) {
                throw otherVersion();
            }
        }

        private static void minorVersion(String value) throws MountFailure {
            if (!value.equals("1")) {
                throw otherVersion();
            }
        }

        private static MountFailure otherVersion() {
            return MountFailure.failed("Protocol not supported: this client speaks NFSv4.1 (vers=4.1)");
        }

        private static MountFailure unsupported() {
            return MountFailure.failed("Protocol not supported");
        }

        /** nfs(5): rounded down to a multiple of 1024, and within bounds. */
        private static int ioBytes(String key, String value) throws MountFailure {
            int wanted = number(key, value, 0, Integer.MAX_VALUE);
            return Math.clamp(wanted - wanted % SMALLEST_IO, SMALLEST_IO, MEGABYTE);
        }

        private static int number(String key, String value, int least, int most) throws MountFailure {
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException wrong) {
                // Refused below, like a number out of bounds.
            }
            throw MountFailure.failed("an incorrect mount option was specified: " + key + "=" + value);
        }

        private NfsOptions result() {
            return new NfsOptions(
                    flags,
                    readBytes,
                    writeBytes,
                    hard,
                    timeout,
                    retransmissions,
                    retry,
                    background,
                    port,
                    AttributeCachePolicy.ofSeconds(cacheSeconds[0], cacheSeconds[1], cacheSeconds[2], cacheSeconds[3]),
                    address);
        }
    }
}
