package io.moorage.console.overview;

import io.moorage.console.html.Html;
import io.moorage.console.overview.Landscape.Machine;
import io.moorage.console.overview.Landscape.Running;
import java.util.ArrayList;
import java.util.List;

/** A machine drawn, with its tasks in it. */
record MachineBox(Machine machine, String network) {
    private static final int TASK = 26;

    /** A line that tells how much goes through something. */
    static final int LINE = 18;

    /** On one instance, so many tasks are drawn. */
    private static final int MOST_TASKS = 4;

    int height() {
        int rows = Math.min(machine.tasks().size(), MOST_TASKS + 1);
        return head() + rows * TASK + (rows == 0 ? 0 : 6);
    }

    /** Above its tasks. */
    private int head() {
        return network.isEmpty() ? 34 : 34 + LINE;
    }

    Html draw(Column column, int y) {
        int x = column.box();
        String state = machine.tasks().isEmpty() && machine.count() > 0
                ? Landscape.counted(machine.count(), "task")
                : machine.state();
        Html box = Html.of(
                "<rect class=\"box\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\"/><text class=\"mono\" x=\"{}\" y=\"{}\">{}</text><text class=\"sub\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>{}{}",
                x,
                y,
                Column.BOX_WIDTH,
                height(),
                x + 12,
                y + 21,
                Column.shortened(machine.id(), 22),
                x + Column.BOX_WIDTH - 12,
                y + 21,
                state,
                flow(x + 12, y + 21 + LINE, network),
                tasks(x + 8, y + head()));
        return linked(machine.href(), box);
    }

    private List<Html> tasks(int x, int top) {
        List<Html> drawn = new ArrayList<>();
        int y = top;
        for (Running task : machine.tasks().stream().limit(MOST_TASKS).toList()) {
            drawn.add(Html.of(
                    "<rect class=\"task {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"20\" rx=\"4\"/><text x=\"{}\" y=\"{}\">{}</text><text class=\"sub\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
                    task.status().equals("RUNNING") ? "" : "busy",
                    x,
                    y,
                    Column.BOX_WIDTH - 16,
                    x + 8,
                    y + 14,
                    Column.shortened(task.definition(), 18),
                    x + Column.BOX_WIDTH - 24,
                    y + 14,
                    task.status()));
            y += TASK;
        }
        drawn.add(more(x + 8, y + 14, machine.tasks().size() - MOST_TASKS));
        return drawn;
    }

    static Html more(int x, int y, int number) {
        return Html.of("<text class=\"sub\" x=\"{}\" y=\"{}\">and {} more</text>", x, y, number)
                .when(number > 0);
    }

    static Html flow(int x, int y, String words) {
        return Html.of("<text class=\"sub flow\" x=\"{}\" y=\"{}\">{}</text>", x, y, words)
                .when(!words.isEmpty());
    }

    static Html linked(String href, Html box) {
        return href.isEmpty() ? box : Html.of("<a href=\"{}\">{}</a>", href, box);
    }
}
