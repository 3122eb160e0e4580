package io.moorage.mounthelper;

import io.moorage.fuse.FuseMount;
import io.moorage.fuse.MountOptions;
import io.moorage.nfsclient.NfsClientConfig;
import io.moorage.nfsclient.NfsFileSystem;
import io.moorage.nfsclient.TransportSecurity;
import io.moorage.posix.FuseCalls;
import io.moorage.posix.PipeEnd;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mounts as mount(8) asks and serves until the mount is gone. The script that starts it waits for the {@link Verdict} on standard
 * output and returns; this process stays.
 */
public final class Main {
    private static final Duration LONGEST_STALL = Duration.ofSeconds(20);

    /** Debian's sysvinit kills every process before it unmounts network file systems, save those named here. */
    private static final Path SPARED_AT_SHUTDOWN = Path.of("/run/sendsigs.omit.d");

    private static final Path MOUNT_INFO = Path.of("/proc/self/mountinfo");
    private static final Path CLIENT_NAMES = Path.of("/run/moorage-mount");

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        Verdict verdict = new Verdict("mount.nfs4", System.out, () -> PipeEnd.isRead(PipeEnd.STANDARD_OUTPUT));
        try {
            MountCommand command = MountCommand.parse(arguments);
            verdict = verdict.named(command.name());
            mount(command, verdict);
            return 0;
        } catch (MountFailure failure) {
            verdict.say(failure.status(), String.valueOf(failure.getMessage()));
            return failure.status();
        } catch (IOException failure) {
            verdict.say(MountFailure.FAILED, String.valueOf(failure.getMessage()));
            return MountFailure.FAILED;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return MountFailure.FAILED;
        }
    }

    private static void mount(MountCommand command, Verdict verdict)
            throws MountFailure, IOException, InterruptedException {
        EfsMount efs = command.efs() ? EfsMount.of(command, InstantSource.system()) : null;
        NfsOptions options = NfsOptions.parse(efs == null ? command.options() : efs.nfsOptions(), command.sloppy());
        ServerPath server = efs == null ? ServerPath.parse(command.spec()) : efs.server();
        String source = efs == null ? server.toString() : efs.source();
        MountTable table = new MountTable(MOUNT_INFO, new FuseCalls());
        table.removeDead(command.target());
        if (!Files.isDirectory(command.target())) {
            throw MountFailure.failed("mount point " + command.target() + " does not exist");
        }
        Path target = command.target().toRealPath();
        table.removeDead(target);
        if (table.isLive(target, source)) {
            throw MountFailure.failed(target + " is busy or already mounted");
        }
        // A name may come to mean another address while this waits for a server.
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        Connecting connecting = new Connecting(server, verdict);
        InetSocketAddress address = connecting.resolve(options);
        try (ClientName name = ClientName.take(CLIENT_NAMES, clientName(address, target));
                NfsFileSystem fileSystem =
                        connect(connecting, config(address, server, name, options, efs), options, verdict)) {
            if (command.fake()) {
                verdict.say(0, "");
                return;
            }
            serve(fileSystem, target, source, options, table, verdict);
        }
    }

    private static NfsFileSystem connect(
            Connecting connecting, NfsClientConfig config, NfsOptions options, Verdict verdict) throws MountFailure {
        if (options.background()) {
            try {
                return connecting.connect(config);
            } catch (IOException unreachable) {
                verdict.say(0, "backgrounding: " + unreachable.getMessage());
            }
        }
        return connecting.connectWithin(config, options.retryTime());
    }

    private static void serve(
            NfsFileSystem fileSystem, Path target, String source, NfsOptions options, MountTable table, Verdict verdict)
            throws IOException, MountFailure, InterruptedException {
        MountOptions mountOptions = new MountOptions(source, "nfs4", options.flags(), options.cache());
        verdict.requireAwaited();
        try (FuseMount mount = FuseMount.mount(fileSystem, target, mountOptions)) {
            if (!table.isLive(target, source)) {
                throw MountFailure.failed("the mount did not appear at " + target);
            }
            Path spared = spareAtShutdown();
            Thread ending = new Thread(() -> end(mount, fileSystem), "unmount");
            Runtime.getRuntime().addShutdownHook(ending);
            try {
                if (!verdict.say(0, "")) {
                    throw MountFailure.failed("mount was interrupted");
                }
                mount.awaitEnd();
            } finally {
                Files.deleteIfExists(spared);
            }
        }
    }

    /** A polite signal ends the mount and the session; after the last unmount there is nothing left to end. */
    private static void end(FuseMount mount, NfsFileSystem fileSystem) {
        try {
            mount.close();
            fileSystem.close();
        } catch (IOException gone) {
            System.getLogger(Main.class.getName()).log(System.Logger.Level.DEBUG, "already unmounted", gone);
        }
    }

    private static Path spareAtShutdown() throws IOException {
        Path file = SPARED_AT_SHUTDOWN.resolve(
                "moorage-mount-" + ProcessHandle.current().pid());
        if (Files.isDirectory(SPARED_AT_SHUTDOWN)) {
            Files.writeString(file, ProcessHandle.current().pid() + "\n");
        }
        return file;
    }

    /**
     * A mount of EFS: where from, and how its connections are made secure.
     *
     * @param source as the mount table shows it; names the access point, without which the path says little
     */
    private record EfsMount(
            ServerPath server, String source, List<String> nfsOptions, Optional<TransportSecurity> security) {
        static EfsMount of(MountCommand command, InstantSource clock) throws MountFailure, IOException {
            EfsOptions options = EfsOptions.parse(command.options());
            InstanceMetadata metadata = InstanceMetadata.standard(System.getenv());
            EfsTarget target = EfsTarget.of(EfsName.parse(command.spec()), options, metadata);
            if (!options.tls()) {
                return new EfsMount(target.server(), target.server().toString(), options.rest(), Optional.empty());
            }
            Optional<EfsCredentials> credentials = options.iam()
                    ? Optional.of(new EfsCredentials(
                            options, System.getenv(), Path.of(System.getProperty("user.home")), metadata))
                    : Optional.empty();
            if (credentials.isPresent()) {
                // Without any, waiting for the server would only hide it.
                credentials.get().get();
            }
            return new EfsMount(
                    target.server(),
                    options.accessPoint().map(id -> id + "@").orElse("") + target.server(),
                    options.rest(),
                    Optional.of(EfsSecurity.of(target, options, credentials, hostName(), clock)));
        }
    }

    private static String hostName() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/hostname")).trim();
    }

    private static NfsClientConfig config(
            InetSocketAddress address, ServerPath server, ClientName name, NfsOptions options, @Nullable EfsMount efs) {
        Duration stalled = options.timeout().compareTo(LONGEST_STALL) < 0 ? options.timeout() : LONGEST_STALL;
        Instant now = Instant.now();
        return new NfsClientConfig(
                address,
                server.path(),
                name.toString(),
                now.getEpochSecond() * 1_000_000_000L + now.getNano(),
                options.readBytes(),
                options.writeBytes(),
                options.giveUpAfter(),
                stalled,
                efs == null ? Optional.empty() : efs.security());
    }

    /**
     * The same for every mount of one directory by one machine, so that a new process's locks replace those of one that
     * died; another for any other machine.
     */
    private static String clientName(InetSocketAddress server, Path target) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            // Sends nothing: asks the routing table for this machine's address towards the server.
            socket.connect(server);
            return "Moorage " + hostName() + " " + socket.getLocalAddress().getHostAddress() + " " + target;
        }
    }
}
