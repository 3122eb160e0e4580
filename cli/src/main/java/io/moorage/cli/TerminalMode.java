package io.moorage.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** This process' terminal while it is another one's: every key goes there, none is meant for this process. */
final class TerminalMode implements AutoCloseable {
    private static final File TERMINAL = new File("/dev/tty");

    private final Optional<String> before;
    private final Thread atExit = new Thread(this::restore);

    private TerminalMode(Optional<String> before) {
        this.before = before;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static TerminalMode unchanged() {
        return new TerminalMode(Optional.empty());
    }

    /** @throws UserError when there is no terminal */
    static TerminalMode raw() {
        String before = stty("-g").orElseThrow(() -> new UserError("-t needs a terminal, and there is none here"));
        stty("raw", "-echo");
        return new TerminalMode(Optional.of(before));
    }

    /** A terminal is asked for. */
    boolean isTerminal() {
        return before.isPresent();
    }

    /** Rows and columns. */
    record Size(int rows, int columns) {
        static final Size UNKNOWN = new Size(0, 0);
    }

    Size size() {
        String[] words =
                before.isEmpty() ? new String[0] : stty("size").orElse("").split(" ", 2);
        try {
            return words.length == 2 ? new Size(Integer.parseInt(words[0]), Integer.parseInt(words[1])) : Size.UNKNOWN;
        } catch (NumberFormatException e) {
            return Size.UNKNOWN;
        }
    }

    private void restore() {
        before.ifPresent(TerminalMode::stty);
    }

    private static Optional<String> stty(String... arguments) {
        List<String> command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(TERMINAL)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Optional.of(words) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The process ends, and the hook restores once more, which does no harm.
        }
    }
}
