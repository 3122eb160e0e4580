package io.moorage.cfnbootstrap.build;

import io.moorage.cfnbootstrap.host.ChildProcesses;
import io.moorage.cfnbootstrap.host.Programs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Notes what is run; programs that change nothing outside a test's directory really run. */
public final class FakePrograms implements Programs {
    private static final Set<String> HARMLESS = Set.of("/bin/sh", "tar", "pwd", "env");

    private final ChildProcesses real = new ChildProcesses();
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Result> answers = new HashMap<>();

    /** What a line answers; success without a word where nothing is said. */
    public void answer(String line, int status, String output) {
        answers.put(line, new Result(status, output));
    }

    /** What was run, in order, one program with its arguments a line. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public Result run(Command command) throws IOException {
        String line = String.join(" ", command.line());
        lines.add(line);
        Result answer = answers.get(line);
        if (answer != null) {
            return answer;
        }
        return HARMLESS.contains(command.line().getFirst()) ? real.run(command) : new Result(0, "");
    }
}
