package io.moorage.cfnbootstrap.host;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs other programs to their end. */
public interface Programs {
    /** @throws IOException when it cannot be started */
    Result run(Command command) throws IOException;

    /**
     * @param line the program and its arguments
     * @param environment all of it; empty for this process's own
     * @param directory where it runs; empty for this process's own
     */
    record Command(List<String> line, Optional<Map<String, String>> environment, Optional<String> directory) {
        public Command {
            line = List.copyOf(line);
        }

        public static Command of(String... line) {
            return new Command(List.of(line), Optional.empty(), Optional.empty());
        }

        public static Command of(List<String> line) {
            return new Command(line, Optional.empty(), Optional.empty());
        }
    }

    /** @param output standard output and standard error as they came */
    record Result(int status, String output) {
        public boolean ok() {
            return status == 0;
        }
    }
}
