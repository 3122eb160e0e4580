package io.moorage.agent.logs;

import io.moorage.agent.runtime.LogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes events of lines: one of each, or one of each first line and those that follow it. Of one thread. */
final class LogEvents {
    /** Docker's own driver ends an event there too. */
    private static final int LONGEST = 262_118;

    private final @Nullable Pattern firstLine;
    private @Nullable LogLine open;

    LogEvents(Optional<Pattern> firstLine) {
        this.firstLine = firstLine.orElse(null);
    }

    /** The events that are complete with this line. */
    List<LogLine> add(LogLine line) {
        List<LogLine> complete = new ArrayList<>();
        LogLine before = open;
        if (firstLine == null) {
            complete.add(line);
        } else if (before == null
                || firstLine.matcher(line.text()).find()
                || before.text().length() + line.text().length() > LONGEST) {
            if (before != null) {
                complete.add(before);
            }
            open = line;
        } else {
            open = new LogLine(before.time(), before.text() + "\n" + line.text());
        }
        return complete;
    }

    /** Nothing came for a while: what is open is complete. */
    Optional<LogLine> flush() {
        Optional<LogLine> complete = Optional.ofNullable(open);
        open = null;
        return complete;
    }
}
