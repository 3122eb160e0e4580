package io.moorage.crash.disk;

import io.moorage.fuse.AttributeCachePolicy;
import io.moorage.fuse.FuseMount;
import io.moorage.fuse.MountOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The disk's own process: {@code PLATTER DIRECTORY} serves the file PLATTER as DIRECTORY/disk while it is on, and does what lines
 * on standard input say, each answered by one line. It ends with its input.
 */
public final class Main {
    private final Path platter;
    private final Path directory;

    private @Nullable Power power;

    private record Power(FileChannel channel, DiskImage image, FuseMount mount) {}

    private Main(Path platter, Path directory) {
        this.platter = platter;
        this.directory = directory;
    }

    public static void main(String[] arguments) throws IOException {
        Main disk = new Main(Path.of(arguments[0]), Path.of(arguments[1]));
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            System.out.println(disk.obey(order.split(" ")));
        }
        // Whoever still uses the disk is told so by the kernel when this process is gone; nothing is waited for.
        Runtime.getRuntime().halt(0);
    }

    private String obey(String... words) throws IOException {
        switch (words[0]) {
            case "on" -> turnOn();
            case "off" -> turnOff();
            case "cut" -> {
                Random luck = words.length > 1 ? new Random(Long.parseLong(words[1])) : null;
                return "lost " + on().image.cut(luck);
            }
            case "health" -> {
                on().image.become(DiskImage.Health.valueOf(words[1]));
                return "is " + words[1];
            }
            case "syncs" -> {
                return "syncs " + on().image.syncs();
            }
            default -> {
                return "unknown order " + words[0];
            }
        }
        return "is " + words[0];
    }

    private Power on() throws IOException {
        Power now = power;
        if (now == null) {
            throw new IOException("the disk is off");
        }
        return now;
    }

    private void turnOn() throws IOException {
        FileChannel channel = FileChannel.open(platter, StandardOpenOption.READ, StandardOpenOption.WRITE);
        DiskImage image = new DiskImage(channel);
        MountOptions options = new MountOptions("moorage-crash-disk", "disk", 0, AttributeCachePolicy.NONE);
        power = new Power(channel, image, FuseMount.mount(new DiskFile(image), directory, options));
    }

    /** A disk that was not cut loses what it had in memory, too. */
    private void turnOff() throws IOException {
        Power now = on();
        power = null;
        int ignored = now.image.cut(null);
        now.image.become(DiskImage.Health.OFF);
        now.mount.close();
        now.channel.close();
    }
}
