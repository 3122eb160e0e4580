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
        return head() + rows * TASK + (rows == 0 ? 0 : 4);
    }

    /** Above its tasks. */
    private int head() {
        return network.isEmpty() ? 34 : 34 + LINE;
    }

    private List<Running> drawnTasks() {
        return machine.tasks().stream().limit(MOST_TASKS).toList();
    }

    Html draw(Column column, int y, Wires wires) {
        int x = column.box();
        String state = machine.tasks().isEmpty() && machine.count() > 0
                ? Landscape.counted(machine.count(), "task")
                : machine.state();
        Html box = Html.of(
                "<rect class=\"box\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\"/><text class=\"mono\" x=\"{}\" y=\"{}\">{}</text><text class=\"sub\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>{}{}",
                x,
                y,
                column.boxWidth(),
                height(),
                x + 12,
                y + 21,
                column.shortened(machine.id(), 84),
                column.boxEnd() - 12,
                y + 21,
                state,
                flow(x + 12, y + 20 + LINE, network),
                tasks(column, y + head(), wires));
        mounts(column, y + 17, wires);
        return linked(machine.href(), box);
    }

    /** What no task that is drawn has mounted for itself. */
    private void mounts(Column column, int y, Wires wires) {
        for (String each : machine.mounted()) {
            if (drawnTasks().stream().noneMatch(task -> task.volumes().contains(each))) {
                wires.mounterAt(machine.id(), each, column, column.boxEnd(), y);
            }
        }
    }

    private List<Html> tasks(Column column, int top, Wires wires) {
        List<Html> drawn = new ArrayList<>();
        int x = column.box() + 8;
        int right = column.boxEnd() - 8;
        int y = top;
        for (Running task : drawnTasks()) {
            drawn.add(Html.of(
                    "<rect class=\"task {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"20\" rx=\"4\"/><text x=\"{}\" y=\"{}\">{}</text><text class=\"sub\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
                    task.status().equals("RUNNING") ? "" : "busy",
                    x,
                    y,
                    right - x,
                    x + 8,
                    y + 14,
                    column.shortened(task.definition(), 120),
                    right - 8,
                    y + 14,
                    task.status()));
            for (String each : task.volumes()) {
                wires.mounterAt(task.definition() + " on " + machine.id(), each, column, right, y + 10);
            }
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
