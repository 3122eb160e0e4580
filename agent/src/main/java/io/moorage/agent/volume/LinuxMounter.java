package io.moorage.agent.volume;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Mounts with the system's own programs; reads /proc and /etc/fstab. */
public final class LinuxMounter implements Mounter {
    private static final Logger LOG = System.getLogger(LinuxMounter.class.getName());
    private static final Duration MOUNT_BOUND = Duration.ofSeconds(150);
    private static final Duration UNMOUNT_BOUND = Duration.ofSeconds(20);
    private static final int CONNECT_MILLIS = 1000;

    /** mount(8): mount failure. */
    private static final int MOUNT_FAILED = 32;

    /** A file server closes a fenced client's connection at once; one that keeps it this long serves it. */
    private static final int KEPT_MILLIS = 300;

    /** A name service that is out of reach takes far longer to say so. */
    private static final Duration RESOLVE_BOUND = Duration.ofSeconds(2);

    private static final Duration DIRECTORY_BOUND = Duration.ofSeconds(5);

    private final ServerAddresses addresses;
    private final NetworkDirectories directories = new NetworkDirectories(Files::createDirectories, DIRECTORY_BOUND);

    /** @param addresses a file in which the addresses of file servers outlive the agent */
    public LinuxMounter(Path addresses) {
        this.addresses = new ServerAddresses(addresses);
    }

    @Override
    public MountTable mounted() {
        return MountTable.ofMountInfo(text(Path.of("/proc/self/mountinfo")));
    }

    @Override
    public MountTable configured() {
        Path fstab = Path.of("/etc/fstab");
        return Files.exists(fstab) ? MountTable.ofFstab(text(fstab)) : new MountTable(List.of());
    }

    /** Gives this instance an address that no other machine reaches it by. */
    public void ownAddress(String address) throws IOException {
        Optional<Refusal> refusal = run(UNMOUNT_BOUND, "ip", "address", "replace", address + "/32", "dev", "lo");
        if (refusal.isPresent()) {
            throw new IOException(address + ": " + refusal.get().words());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public Optional<Refusal> mountConfigured(Path directory) {
        return run(MOUNT_BOUND, "mount", directory.toString());
    }

    @Override
    public Optional<Refusal> mount(String source, Path directory) {
        return run(MOUNT_BOUND, "mount", "-t", "nfs4", source, directory.toString());
    }

    @Override
    public Optional<Refusal> mountEfs(String source, String options, Path directory) {
        return run(MOUNT_BOUND, "mount", "-t", "efs", "-o", options, source, directory.toString());
    }

    @Override
    public void unmount(Path directory) {
        run(UNMOUNT_BOUND, "umount", directory.toString())
                .flatMap(_ -> run(UNMOUNT_BOUND, "umount", "-l", directory.toString()))
                .ifPresent(refusal -> LOG.log(Level.WARNING, "cannot unmount {0}: {1}", directory, refusal.words()));
    }

    @Override
    public Optional<String> makeDirectory(Path directory) {
        return directories.make(directory);
    }

    /** The forced unmount aborts requests first (umount2(2), MNT_FORCE); that the mount is still used does not matter. */
    @Override
    public void abortNetworkFileSystems() {
        mounted().network().stream().map(mount -> mount.directory().toString()).forEach(directory -> run(
                        UNMOUNT_BOUND, "umount", "--force", "--no-canonicalize", "--internal-only", directory)
                .ifPresent(refusal -> LOG.log(Level.DEBUG, "{0}: {1}", directory, refusal.words())));
    }

    @Override
    public void remountNetworkFileSystems() {
        MountTable wanted = configured();
        for (MountTable.Mount mount : mounted().network().reversed()) {
            run(UNMOUNT_BOUND, "umount", "-l", mount.directory().toString());
        }
        for (MountTable.Mount mount : wanted.network()) {
            // A mount that is refused now is tried again when a task needs it.
            Thread.ofPlatform().daemon().start(() -> mountConfigured(mount.directory())
                    .ifPresent(refusal -> LOG.log(Level.WARNING, "{0}: {1}", mount.directory(), refusal.words())));
        }
    }

    @Override
    public void noteAddresses() {
        mounted().network().stream()
                .map(MountTable.Mount::host)
                .filter(host -> addresses.of(host).isEmpty())
                .forEach(host -> resolve(host).ifPresent(address -> addresses.note(host, address)));
    }

    /** Names are served by the control plane's machine, so they fail with it, while the file server goes on. */
    @Override
    public boolean reachable(MountTable.Mount mount) {
        Optional<InetAddress> noted = addresses.of(mount.host());
        return noted.filter(address -> serves(address, mount.port())).isPresent()
                || resolve(mount.host())
                        .filter(address -> !noted.equals(Optional.of(address)) && serves(address, mount.port()))
                        .isPresent();
    }

    private static Optional<InetAddress> resolve(String host) {
        CompletableFuture<Optional<InetAddress>> found = new CompletableFuture<>();
        Thread.ofPlatform().name("resolve-" + host).daemon().start(() -> {
            try {
                found.complete(Optional.of(InetAddress.getByName(host)));
            } catch (UnknownHostException e) {
                found.complete(Optional.empty());
            }
        });
        return found.completeOnTimeout(Optional.empty(), RESOLVE_BOUND.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static boolean serves(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            socket.setSoTimeout(KEPT_MILLIS);
            InputStream in = socket.getInputStream();
            return in.read() >= 0;
        } catch (SocketTimeoutException e) {
            return e.getMessage() != null && e.getMessage().startsWith("Read");
        } catch (IOException e) {
            return false;
        }
    }

    /** Empty on success. */
    private static Optional<Refusal> run(Duration bound, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .start();
            // The reader ends with the program; a helper that stays behind holds no pipe of ours.
            if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return refusal(String.join(" ", command) + " did not end within " + bound.toSeconds() + " s");
            }
            int available = process.getInputStream().available();
            String words = new String(process.getInputStream().readNBytes(available), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of(new Refusal(
                            process.exitValue(), words.isEmpty() ? "status " + process.exitValue() : words));
        } catch (IOException e) {
            return refusal(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refusal("interrupted");
        }
    }

    private static Optional<Refusal> refusal(String words) {
        return Optional.of(new Refusal(MOUNT_FAILED, words));
    }
}
