package io.moorage.cfnbootstrap.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A log file in the form of AWS's helper scripts: {@code 2026-01-31 12:00:00,123 [INFO] words}. What cannot be written to the
 * file is told to {@code otherwise}.
 */
public final class Log {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int BANNER = 60;

    private final Path file;
    private final boolean verbose;
    private final String writer;
    private final InstantSource clock;
    private final Consumer<String> otherwise;

    /** @param verbose whether details are written too */
    public Log(Path file, boolean verbose, InstantSource clock, Consumer<String> otherwise) {
        this(file, verbose, "", clock, otherwise);
    }

    private Log(Path file, boolean verbose, String writer, InstantSource clock, Consumer<String> otherwise) {
        this.file = file;
        this.verbose = verbose;
        this.writer = writer;
        this.clock = clock;
        this.otherwise = otherwise;
    }

    /** A log beside this one in which every line names the process, as those of programs that were run do. */
    public Log ofCommands(String name, long process) {
        return new Log(file.resolveSibling(name), true, "P" + process + " ", clock, otherwise);
    }

    public void debug(String words) {
        if (verbose) {
            write("DEBUG", words);
        }
    }

    public void info(String words) {
        write("INFO", words);
    }

    public void warn(String words) {
        write("WARNING", words);
    }

    public void error(String words) {
        write("ERROR", words);
    }

    /** Words in the middle of a line of dashes. */
    public void banner(String words) {
        info(centred(words));
    }

    static String centred(String words) {
        int left = (BANNER - words.length()) / 2;
        return "-".repeat(left) + words + "-".repeat(BANNER - words.length() - left);
    }

    private void write(String level, String words) {
        String head = TIME.format(clock.instant()) + " " + writer + "[" + level + "] ";
        String lines = words.lines().map(line -> head + line + "\n").collect(Collectors.joining());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    lines.isEmpty() ? head + "\n" : lines,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            otherwise.accept(lines.strip());
        }
    }
}
