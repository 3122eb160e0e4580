package io.moorage.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts other programs from a process of its own. This one must not, while it has files of a dead server's mount open: a new
 * process closes what it was born with, and waits for that server. Safe for many threads.
 *
 * <p>What is mounted from here is mounted in a namespace of its own: any other that is made meanwhile, a container's for one, would
 * get a copy of the mount and keep its disk from being taken away.
 */
public final class Shell implements AutoCloseable {
    private static final String SAID = "said ";
    private static final String ENDED = "ended ";
    private static final String SECONDS = "300";

    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;

    public Shell() throws IOException {
        // Bash tells of its own accord which of its children was killed: nobody asks.
        process = new ProcessBuilder("unshare", "--mount", "--propagation", "slave", "bash")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        orders = process.outputWriter();
        answers = process.inputReader();
        // Nothing that was started here outlives this program, however it ends.
        orders.write("trap 'kill -9 $(jobs -p) 2>/dev/null' EXIT\n");
        orders.flush();
    }

    /**
     * Runs a program to its end, which comes within five minutes, since then it is killed.
     *
     * @return what it said
     * @throws IOException with what it said, when it failed
     */
    public synchronized String run(String... command) throws IOException {
        String line = quoted(List.of(command));
        // A program that said nothing at the end of its last line must not hide the answer.
        orders.write("timeout -k 1 %s %s </dev/null 2>&1 | sed 's/^/%s/'; echo %s${PIPESTATUS[0]}\n"
                .formatted(SECONDS, line, SAID, ENDED));
        orders.flush();
        List<String> said = new ArrayList<>();
        while (true) {
            String answer = Commands.line(answers);
            if (answer.startsWith(SAID)) {
                said.add(answer.substring(SAID.length()));
            } else if (answer.equals(ENDED + "0")) {
                return String.join("\n", said);
            } else {
                throw new IOException("%s: %s: %s".formatted(line, answer, said));
            }
        }
    }

    /** Starts a program that stays. */
    public synchronized ProcessHandle start(List<String> command, Path log) throws IOException {
        orders.write("%s </dev/null >>%s 2>&1 & echo $!\n".formatted(quoted(command), quoted(List.of(log.toString()))));
        orders.flush();
        String pid = Commands.line(answers);
        return ProcessHandle.of(Long.parseLong(pid))
                .orElseThrow(() -> new IOException("process " + pid + " ended at once: see " + log));
    }

    /** The start of a command that is run where this shell's programs are. */
    public List<String> inside() {
        return List.of("nsenter", "--target", Long.toString(process.pid()), "--mount");
    }

    /** Where this process finds what the shell's programs find at an absolute path. */
    public Path seen(Path path) {
        return Path.of("/proc", Long.toString(process.pid()), "root")
                .resolve(Path.of("/").relativize(path.toAbsolutePath()));
    }

    private static String quoted(List<String> words) {
        return String.join(
                " ",
                words.stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .toList());
    }

    @Override
    public void close() throws IOException {
        Commands.kill(process.toHandle());
    }
}
