package io.moorage.logs.action;

import io.moorage.logs.event.Window;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in a stream reading goes on, and in which direction: {@code f/TIME-SEQUENCE/s} or {@code b/TIME-SEQUENCE/s}. */
record EventToken(boolean forward, long timestamp, long sequence) {
    private static final Pattern TEXT = Pattern.compile("([fb])/([0-9]{1,19})-([0-9]{1,19})/s");

    static EventToken at(Window.Found found) {
        return new EventToken(true, found.event().timestamp(), found.event().sequence());
    }

    static EventToken read(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw Refusal.invalid("The specified nextToken is invalid.");
        }
        try {
            return new EventToken(
                    matcher.group(1).equals("f"), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
        } catch (NumberFormatException e) {
            throw Refusal.invalid("The specified nextToken is invalid.");
        }
    }

    Window.Position position(String stream) {
        return new Window.Position(timestamp, stream, sequence);
    }

    String text(boolean onward) {
        return (onward ? "f/" : "b/") + "%019d-%019d/s".formatted(timestamp, sequence);
    }
}
