package io.moorage.console.overview;

import io.moorage.console.chart.Unit;
import io.moorage.console.frame.Links;
import io.moorage.console.html.Html;
import io.moorage.console.overview.Landscape.Balancer;
import io.moorage.console.overview.Landscape.FileSystem;
import io.moorage.console.overview.Landscape.Machine;
import io.moorage.console.overview.Landscape.Running;
import io.moorage.console.overview.Landscape.Target;
import io.moorage.console.overview.Landscape.Zone;
import io.moorage.console.overview.Traffic.Measured;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The landscape drawn: load balancers above, a column for each Availability Zone with its instances and their tasks, file
 * systems below, and lines for the traffic and the mounts between them. Where something goes through, the line moves and
 * what it joins says how much.
 */
final class LandscapeMap {
    private static final int COLUMN = 300;
    private static final int GAP = 20;
    private static final int BOX = COLUMN - 2 * GAP;
    private static final int TASK = 26;
    private static final int TOP = 70;

    /** A line that tells how much goes through something. */
    private static final int LINE = 18;

    /** Of one zone, so many instances are drawn. */
    static final int MOST = 8;

    /** On one instance, so many tasks are drawn. */
    private static final int MOST_TASKS = 4;

    private final Landscape landscape;
    private final Traffic traffic;
    private final List<Html> wires = new ArrayList<>();
    private final List<Html> boxes = new ArrayList<>();
    private final Map<String, int[]> machineTops = new HashMap<>();
    private final int width;
    private final int zonesTop;
    private int bottom;

    private LandscapeMap(Landscape landscape, Traffic traffic) {
        this.landscape = landscape;
        this.traffic = traffic;
        this.width = Math.max(
                        Math.max(1, landscape.zones().size()),
                        landscape.fileSystems().size())
                * COLUMN;
        this.zonesTop = landscape.balancers().isEmpty() ? GAP : TOP + GAP;
        this.bottom = zonesTop;
    }

    static Html draw(Landscape landscape, Traffic traffic) {
        LandscapeMap map = new LandscapeMap(landscape, traffic);
        map.zones();
        map.balancers();
        map.fileSystems();
        return Html.of(
                "<div class=\"wide plain\" tabindex=\"0\" role=\"region\" aria-label=\"Map\"><svg class=\"map\" role=\"group\" aria-label=\"{}\" width=\"{}\" height=\"{}\">{}{}</svg></div>",
                landscape.said(),
                map.width,
                map.bottom + GAP,
                map.wires,
                map.boxes);
    }

    private void zones() {
        int column = 0;
        int lowest = zonesTop + 60;
        List<Html> contents = new ArrayList<>();
        for (Zone zone : landscape.zones()) {
            int y = zonesTop + 34;
            for (Machine machine : zone.machines().stream().limit(MOST).toList()) {
                contents.add(machine(machine, column * COLUMN + GAP, y));
                y += height(machine) + 12;
            }
            int more = zone.machines().size() - MOST;
            contents.add(Html.of(
                            "<text class=\"sub\" x=\"{}\" y=\"{}\">and {} more</text>",
                            column * COLUMN + GAP,
                            y + 8,
                            more)
                    .when(more > 0));
            lowest = Math.max(lowest, y + (more > 0 ? 24 : 8));
            column++;
        }
        for (int i = 0; i < landscape.zones().size(); i++) {
            boxes.add(Html.of(
                    "<rect class=\"zone\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"10\"/><text class=\"sub\" x=\"{}\" y=\"{}\">{}</text>",
                    i * COLUMN + GAP / 2,
                    zonesTop,
                    COLUMN - GAP,
                    lowest - zonesTop,
                    i * COLUMN + GAP,
                    zonesTop + 21,
                    landscape.zones().get(i).name()));
        }
        boxes.addAll(contents);
        bottom = lowest;
    }

    private int height(Machine machine) {
        int rows = Math.min(machine.tasks().size(), MOST_TASKS + 1);
        return head(machine) + rows * TASK + (rows == 0 ? 0 : 6);
    }

    /** Above its tasks. */
    private int head(Machine machine) {
        return network(machine).isEmpty() ? 34 : 34 + LINE;
    }

    private String network(Machine machine) {
        return ways(
                "in",
                traffic.of(Measured.ofInstance("NetworkIn", machine.id())),
                "out",
                traffic.of(Measured.ofInstance("NetworkOut", machine.id())));
    }

    /** Of bytes a second both ways; empty when there are none. */
    private static String ways(String one, double oneWay, String other, double otherWay) {
        return oneWay + otherWay == 0
                ? ""
                : one + " " + Unit.BYTES_PER_SECOND.write(oneWay) + " · " + other + " "
                        + Unit.BYTES_PER_SECOND.write(otherWay);
    }

    private static Html told(int x, int y, String words) {
        return Html.of("<text class=\"sub flow\" x=\"{}\" y=\"{}\">{}</text>", x, y, words)
                .when(!words.isEmpty());
    }

    private Html machine(Machine machine, int x, int y) {
        machineTops.put(machine.id(), new int[] {x + BOX / 2, y});
        List<Html> tasks = new ArrayList<>();
        int at = y + head(machine);
        for (Running task : machine.tasks().stream().limit(MOST_TASKS).toList()) {
            tasks.add(Html.of(
                    "<rect class=\"task {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"20\" rx=\"4\"/><text x=\"{}\" y=\"{}\">{}</text><text class=\"sub\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
                    task.status().equals("RUNNING") ? "" : "busy",
                    x + 10,
                    at,
                    BOX - 20,
                    x + 18,
                    at + 14,
                    shortened(task.definition(), 20),
                    x + BOX - 18,
                    at + 14,
                    task.status()));
            at += TASK;
        }
        if (machine.tasks().size() > MOST_TASKS) {
            tasks.add(Html.of(
                    "<text class=\"sub\" x=\"{}\" y=\"{}\">and {} more</text>",
                    x + 18,
                    at + 14,
                    machine.tasks().size() - MOST_TASKS));
        }
        String state = machine.tasks().isEmpty() && machine.count() > 0 ? machine.count() + " tasks" : machine.state();
        Html box = Html.of(
                "<rect class=\"box\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\"/><text class=\"mono\" x=\"{}\" y=\"{}\">{}</text><text class=\"sub\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>{}{}",
                x,
                y,
                BOX,
                height(machine),
                x + 12,
                y + 21,
                machine.id(),
                x + BOX - 12,
                y + 21,
                state,
                told(x + 12, y + 21 + LINE, network(machine)),
                tasks);
        return linked(machine.href(), box);
    }

    private static Html linked(String href, Html box) {
        return href.isEmpty() ? box : Html.of("<a href=\"{}\">{}</a>", href, box);
    }

    private void balancers() {
        int x = GAP;
        for (Balancer balancer : landscape.balancers()) {
            double requests = traffic.of(Measured.ofBalancer("RequestCount", balancer.name()));
            boxes.add(Html.of(
                    "<rect class=\"box\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"40\" rx=\"20\"/><text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}{}</text>",
                    x,
                    GAP,
                    BOX,
                    x + BOX / 2,
                    GAP + 25,
                    shortened(balancer.name(), requests > 0 ? 18 : 30),
                    Html.of("<tspan class=\"sub flow\"> {} requests/s</tspan>", Unit.COUNT.write(requests))
                            .when(requests > 0)));
            for (String instance : balancer.instances()) {
                int[] to = machineTops.get(instance);
                if (to != null) {
                    wire(x + BOX / 2, GAP + 40, to[0], to[1], requests > 0);
                }
            }
            x += COLUMN;
        }
    }

    private void fileSystems() {
        int y = bottom + 60;
        int x = GAP;
        int highest = 0;
        for (FileSystem each : landscape.fileSystems()) {
            String work = work(each);
            int height = work.isEmpty() ? 52 : 52 + LINE;
            boxes.add(linked(
                    Links.to("efs", each.id()),
                    Html.of(
                            "<rect class=\"disk\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\"/><text x=\"{}\" y=\"{}\">{}</text><text class=\"mono\" x=\"{}\" y=\"{}\">{}</text>{}",
                            x,
                            y,
                            BOX,
                            height,
                            x + 12,
                            y + 21,
                            shortened(each.name().isEmpty() ? each.state() : each.name() + " · " + each.state(), 34),
                            x + 12,
                            y + 40,
                            each.id(),
                            told(x + 12, y + 40 + LINE, work))));
            for (Target target : landscape.targets()) {
                if (target.fileSystemId().equals(each.id())) {
                    target(target, x + BOX / 2, y, !work.isEmpty());
                }
            }
            highest = Math.max(highest, height);
            x += COLUMN;
        }
        bottom = landscape.fileSystems().isEmpty() ? bottom : y + highest;
    }

    private String work(FileSystem fileSystem) {
        return ways(
                "reads",
                traffic.of(Measured.ofFileSystem("DataReadIOBytes", fileSystem.id())),
                "writes",
                traffic.of(Measured.ofFileSystem("DataWriteIOBytes", fileSystem.id())));
    }

    private void target(Target target, int x, int y, boolean flows) {
        for (int i = 0; i < landscape.zones().size(); i++) {
            if (landscape.zones().get(i).name().equals(target.zone())) {
                int from = i * COLUMN + COLUMN / 2;
                wire(from, y - 60, x, y, flows);
                boxes.add(Html.of(
                        "<text class=\"sub\" x=\"{}\" y=\"{}\">{}</text>", from + 10, y - 44, target.address()));
            }
        }
    }

    private void wire(int fromX, int fromY, int toX, int toY, boolean flows) {
        int middle = (fromY + toY) / 2;
        wires.add(Html.of(
                "<path class=\"wire{}\" d=\"M{} {}C{} {} {} {} {} {}\"/>",
                flows ? " flows" : "",
                fromX,
                fromY,
                fromX,
                middle,
                toX,
                middle,
                toX,
                toY));
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
