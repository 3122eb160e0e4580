package io.moorage.console.ecs;

import io.moorage.console.html.Html;
import java.util.ArrayList;
import java.util.List;

/** Two texts line by line: what only the first has, what only the second has, and what both have. */
final class Difference {
    private Difference() {}

    static Html render(String before, String after) {
        List<Html> lines = new ArrayList<>();
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int[][] common = common(old, now);
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                lines.add(Html.of("<span>  {}</span>\n", old.get(i)));
                i++;
                j++;
            } else if (j < now.size() && (i == old.size() || common[i][j + 1] >= common[i + 1][j])) {
                lines.add(Html.of("<ins>+ {}</ins>\n", now.get(j++)));
            } else {
                lines.add(Html.of("<del>- {}</del>\n", old.get(i++)));
            }
        }
        return before.equals(after)
                ? Html.of("<p class=\"hint\">They are the same.</p>")
                : Html.of("<pre class=\"diff\" tabindex=\"0\">{}</pre>", lines);
    }

    /** The length of the longest common subsequence from each pair of lines on. */
    private static int[][] common(List<String> old, List<String> now) {
        int[][] length = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                length[i][j] = old.get(i).equals(now.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        return length;
    }
}
