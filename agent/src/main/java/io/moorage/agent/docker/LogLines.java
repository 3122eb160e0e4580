package io.moorage.agent.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import io.moorage.agent.runtime.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;

/** Lines with times out of Docker's log stream: each frame is one line, which begins with its time. */
final class LogLines extends ResultCallback.Adapter<Frame> {
    private final Consumer<LogLine> lines;

    LogLines(Consumer<LogLine> lines) {
        this.lines = lines;
    }

    @Override
    public void onNext(Frame frame) {
        String text = new String(frame.getPayload(), StandardCharsets.UTF_8);
        int space = text.indexOf(' ');
        if (space > 0) {
            try {
                Instant time = Instant.parse(text.substring(0, space));
                lines.accept(new LogLine(time, text.substring(space + 1).replaceFirst("\\r?\\n$", "")));
            } catch (DateTimeParseException e) {
                // A line that begins with no time is none of Docker's.
            }
        }
    }
}
