package io.moorage.crash.disk;

import io.moorage.crash.Commands;
import io.moorage.crash.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real journalling file system on a disk that loses what was not synced when its power is cut. Root's; it takes a loop device
 * and two mounts below its own directory, and {@link #close} gives all of it back, whatever state they are in.
 */
public final class PowerCutDisk implements AutoCloseable {
    private static final int ATTEMPTS = 10;

    /** For who took the device to open it, or for a new one to get its name below /dev. */
    private static final String PAUSE_SECONDS = "0.2";

    private final Shell shell;
    private final Path platter;
    private final Path fuse;
    private final Path mountPoint;
    private final String mountOptions;
    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;
    private final Survivor survivor;

    private String loop = "none";

    private PowerCutDisk(Shell shell, Path directory, String mountOptions) throws IOException {
        this.shell = shell;
        this.platter = directory.resolve("platter");
        this.fuse = Files.createDirectories(directory.resolve("fuse"));
        this.mountPoint = Files.createDirectories(directory.resolve("mounted"));
        this.mountOptions = mountOptions;
        List<String> command = new ArrayList<>(shell.inside());
        command.addAll(Commands.java("io.moorage.crash.disk.Main", platter.toString(), fuse.toString()));
        this.process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("disk.log").toFile()))
                .start();
        this.survivor = Survivor.start(shell.inside());
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Makes the file system in a new disk and mounts it.
     *
     * @param directory exists and is empty
     * @param mkfs as {@code mkfs.ext4 -q}, without the device
     * @param mountOptions of mount(8), such as {@code errors=remount-ro}
     */
    public static PowerCutDisk make(Shell shell, Path directory, long bytes, List<String> mkfs, String mountOptions)
            throws IOException {
        Files.createDirectories(directory);
        PowerCutDisk disk = new PowerCutDisk(shell, directory, mountOptions);
        try (RandomAccessFile image = new RandomAccessFile(disk.platter.toFile(), "rw")) {
            image.setLength(bytes);
            List<String> command = new ArrayList<>(mkfs);
            command.add(disk.platter.toString());
            shell.run(command.toArray(String[]::new));
            disk.powerOn();
            return disk;
        } catch (IOException failed) {
            disk.close();
            throw failed;
        }
    }

    /** Why no such disk can be had here, or null. */
    public static @Nullable String missing() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return "only root may mount";
        }
        for (String needed : List.of("/dev/fuse", "/dev/loop-control")) {
            if (!Files.exists(Path.of(needed))) {
                return "there is no " + needed;
            }
        }
        return null;
    }

    /** The root of the file system, for the shell's programs. */
    public Path root() {
        return mountPoint;
    }

    /** The block device's name below /dev. */
    public String device() {
        return Path.of(loop).getFileName().toString();
    }

    /** The disk has power and its file system is mounted, which replays the journal. */
    public void powerOn() throws IOException {
        expect(ask("on"), "is on");
        survivor.watch(shell.seen(fuse));
        mount();
    }

    /** The disk, for a program that checks its file system while that is not mounted. */
    public Path image() {
        return fuse.resolve(DiskFile.NAME);
    }

    /**
     * From this moment on nothing reaches the platter any more, and nobody gets an answer before {@link #tellOfCut}: what waits for
     * one can be killed in the middle of it.
     *
     * @param luck null: every unsynced write is lost; else a seed that decides for each of them
     * @return how many unsynced writes were lost
     */
    public int cut(@Nullable Long luck) throws IOException {
        String answer = ask(luck == null ? "cut" : "cut " + luck);
        expect(answer, "lost ");
        return Integer.parseInt(answer.substring("lost ".length()));
    }

    /** Everybody who waits for the disk, or asks it later, gets an error. */
    public void tellOfCut() throws IOException {
        become(DiskImage.Health.OFF);
    }

    public void become(DiskImage.Health health) throws IOException {
        expect(ask("health " + health), "is ");
    }

    /** How often the disk was told to sync. */
    public long syncs() throws IOException {
        return Long.parseLong(ask("syncs").substring("syncs ".length()));
    }

    /** Takes the file system away as an administrator does; nobody may use it. */
    public void unmount() throws IOException {
        shell.run("umount", mountPoint.toString());
    }

    /** After {@link #unmount}. */
    public void mount() throws IOException {
        loop = attach();
        try {
            shell.run("mount", "-o", mountOptions, loop, mountPoint.toString());
        } finally {
            // In use, it is given back when it is used no more, whatever becomes of this program.
            shell.run("losetup", "--detach", loop);
        }
    }

    /** Somebody else may take the device that was found free, and a device that is made for this has no name at first. */
    private String attach() throws IOException {
        for (int left = ATTEMPTS; ; left--) {
            try {
                return shell.run("losetup", "--find", "--show", image().toString());
            } catch (IOException taken) {
                if (left == 0) {
                    throw taken;
                }
                shell.run("sleep", PAUSE_SECONDS);
            }
        }
    }

    /** Takes the mounts of a disk whose power was cut away. Whoever used it must be dead. */
    public void powerOff() throws IOException {
        shell.run("umount", "-l", mountPoint.toString());
        expect(ask("off"), "is off");
        survivor.forget();
    }

    /** What becomes of the disk when this process dies in the middle of anything. */
    void abandon() throws IOException {
        survivor.abort();
    }

    private String ask(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        return Commands.line(answers);
    }

    private static void expect(String answer, String prefix) throws IOException {
        if (!answer.startsWith(prefix)) {
            throw new IOException("the disk answered " + answer);
        }
    }

    /** Whatever state it is in: what is not there need not be taken away. */
    @Override
    public void close() throws IOException {
        Commands.kill(process.toHandle());
        attempt(() -> shell.run("umount", "-l", mountPoint.toString()));
        attempt(() -> shell.run("umount", "-l", fuse.toString()));
        survivor.close();
    }

    private interface Attempt {
        void make() throws IOException;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.make();
        } catch (IOException notThere) {
            System.getLogger(PowerCutDisk.class.getName())
                    .log(System.Logger.Level.DEBUG, "taking a disk away: {0}", notThere.getMessage());
        }
    }
}
