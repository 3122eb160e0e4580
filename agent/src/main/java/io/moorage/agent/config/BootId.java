package io.moorage.agent.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Names the present boot of the instance: the kernel's boot and the start of process 1, for an instance that is a
 * container shares the kernel's with its host.
 */
public final class BootId {
    private static final int START_TIME_FIELD = 19;

    private BootId() {}

    public static String read(Path proc) {
        try {
            String kernel =
                    Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip();
            String stat = Files.readString(proc.resolve("1/stat"));
            // proc(5): the command in parentheses may hold blanks, so fields are counted after its end
            String[] afterCommand = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return kernel + "-" + afterCommand[START_TIME_FIELD];
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell this boot from another", e);
        }
    }
}
