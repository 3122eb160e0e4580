package io.moorage.fuse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How far the kernel reads ahead of who reads a file in its order. It never takes more than 128 KiB from INIT's answer, an eighth
 * of what one request carries, so the mount's entry in /sys/class/bdi is set once that is done.
 */
final class ReadAhead {
    private static final System.Logger LOG = System.getLogger(ReadAhead.class.getName());
    private static final int KIBIBYTES = 2048;
    private static final int DEVICE = 2;
    private static final int MOUNT_POINT = 4;

    private final Path mountInfo;
    private final Path devices;
    private final Path target;

    ReadAhead(Path mountInfo, Path devices, Path target) {
        this.mountInfo = mountInfo;
        this.devices = devices;
        this.target = target;
    }

    /** Best effort: where /sys is read-only, reading stays slower. */
    void widen() {
        try {
            Optional<String> device = device(Files.readAllLines(mountInfo, StandardCharsets.UTF_8), target);
            if (device.isPresent()) {
                Path setting = devices.resolve(device.get()).resolve("read_ahead_kb");
                Files.writeString(setting, Integer.toString(KIBIBYTES));
            }
        } catch (IOException refused) {
            LOG.log(System.Logger.Level.DEBUG, "the kernel's read-ahead stays as it is", refused);
        }
    }

    /** The number of the topmost mount at a directory (proc(5), /proc/pid/mountinfo), which writes a blank as \\040. */
    static Optional<String> device(List<String> lines, Path target) {
        String written = target.toString().replace("\\", "\\134").replace(" ", "\\040");
        return lines.stream()
                .map(line -> line.split(" "))
                .filter(fields -> fields.length > MOUNT_POINT && fields[MOUNT_POINT].equals(written))
                .map(fields -> fields[DEVICE])
                .reduce((lower, upper) -> upper);
    }
}
