package io.moorage.console.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A statement cut out of its policy. */
final class Excerpt {
    private Excerpt() {}

    /** From a position to behind another, lines and columns counted from one; the positions alone where the text is not known. */
    static String of(String text, JsonNode start, JsonNode end) {
        List<String> lines = text.lines().toList();
        int first = start.path("Line").asInt();
        int last = end.path("Line").asInt();
        if (first < 1 || last > lines.size() || first > last) {
            return "lines " + first + " to " + last;
        }
        StringBuilder cut = new StringBuilder();
        for (int line = first; line <= last; line++) {
            String whole = lines.get(line - 1);
            int from = line == first ? Math.clamp(start.path("Column").asInt() - 1, 0, whole.length()) : 0;
            int to = line == last ? Math.clamp(end.path("Column").asInt() - 1, from, whole.length()) : whole.length();
            cut.append(whole, from, to).append('\n');
        }
        return Iam.pretty(cut.toString());
    }
}
