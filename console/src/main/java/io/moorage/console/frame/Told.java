package io.moorage.console.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the page after a click tells of it.
 *
 * @param sentence what was done
 * @param commands lines for a shell that do the same; none where nothing of AWS's API was changed
 */
public record Told(String sentence, List<String> commands) {
    /** ASCII's record separator, which nobody types. */
    private static final String BETWEEN = "\u001e";

    public Told {
        commands = List.copyOf(commands);
    }

    /** Of the calls that were made, those that changed something. */
    public static Told of(String sentence, List<CliCommand> made) {
        return new Told(
                sentence,
                made.stream()
                        .filter(each -> !each.reads())
                        .map(CliCommand::line)
                        .toList());
    }

    /** One text, as a session carries it. */
    public String text() {
        List<String> parts = new ArrayList<>();
        parts.add(sentence);
        parts.addAll(commands);
        return String.join(
                BETWEEN, parts.stream().map(each -> each.replace(BETWEEN, " ")).toList());
    }

    public static Told read(String text) {
        List<String> parts = Arrays.asList(text.split(BETWEEN, -1));
        return new Told(parts.getFirst(), parts.subList(1, parts.size()));
    }
}
