package io.moorage.console.overview;

import io.moorage.console.chart.Unit;
import io.moorage.console.frame.Links;
import io.moorage.console.html.Html;
import io.moorage.console.overview.Landscape.Balancer;
import io.moorage.console.overview.Landscape.FileSystem;
import io.moorage.console.overview.Landscape.Machine;
import io.moorage.console.overview.Landscape.Subnet;
import io.moorage.console.overview.Landscape.Target;
import io.moorage.console.overview.Landscape.Zone;
import java.util.ArrayList;
import java.util.List;

/**
 * The landscape drawn: load balancers above, a column for each Availability Zone with its subnets, in them mount targets and
 * instances with their tasks, file systems below, and lines for the traffic and the mounts between them. Where something
 * goes through, the line moves and what it joins says how much.
 */
final class LandscapeMap {
    private static final int TOP = 16;
    private static final int BALANCER = 40;
    private static final int ACROSS = 44;
    private static final int ZONE_HEAD = 32;
    private static final int GAP = 8;
    private static final int MORE = 20;

    private final Landscape landscape;
    private final Traffic traffic;
    private final Wires wires = new Wires();
    private final List<Html> boxes = new ArrayList<>();
    private final int zonesTop;
    private int bottom;

    private LandscapeMap(Landscape landscape, Traffic traffic) {
        this.landscape = landscape;
        this.traffic = traffic;
        this.zonesTop = landscape.balancers().isEmpty() ? TOP : TOP + BALANCER + ACROSS;
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
                map.columns() * Column.WIDTH,
                map.bottom + TOP,
                map.boxes,
                map.wires.draw());
    }

    private int columns() {
        int zones = landscape.zones().size() + (landscape.elsewhere().isEmpty() ? 0 : 1);
        return Math.max(
                Math.max(1, zones),
                Math.max(landscape.fileSystems().size(), landscape.balancers().size()));
    }

    /** Their frames are as high as the highest, so that lines leave all of them at the same height. */
    private void zones() {
        if (landscape.zones().isEmpty() && landscape.elsewhere().isEmpty()) {
            return;
        }
        int height = ZONE_HEAD + Math.max(elsewhereHeight(), MORE);
        for (Zone each : landscape.zones()) {
            height = Math.max(height, ZONE_HEAD + height(each));
        }
        int column = 0;
        for (Zone each : landscape.zones()) {
            zone(each, Column.number(column++), height);
        }
        if (!landscape.elsewhere().isEmpty()) {
            elsewhere(Column.number(column), height);
        }
        bottom = zonesTop + height;
    }

    private SubnetBox box(Zone zone, Subnet subnet) {
        return new SubnetBox(subnet, zone.machinesOfEach(), traffic);
    }

    private int height(Zone zone) {
        int subnets = zone.drawn().stream()
                .mapToInt(each -> box(zone, each).height() + GAP)
                .sum();
        return subnets + (zone.subnets().size() > zone.drawn().size() ? MORE : 0);
    }

    private void zone(Zone zone, Column column, int height) {
        int y = zonesTop + ZONE_HEAD;
        List<Html> subnets = new ArrayList<>();
        for (Subnet each : zone.drawn()) {
            SubnetBox box = box(zone, each);
            subnets.add(box.draw(column, y, wires));
            y += box.height() + GAP;
        }
        int more = zone.subnets().size() - zone.drawn().size();
        boxes.add(Html.of(
                "<g role=\"group\" aria-label=\"Availability Zone {}\">{}{}{}</g>",
                zone.name(),
                column.frame(zone.name(), zonesTop, height),
                subnets,
                MachineBox.more(column.box(), y + 10, more)));
    }

    private List<MachineBox> elsewhere() {
        return landscape.drawnElsewhere().stream()
                .map(each -> new MachineBox(each, ""))
                .toList();
    }

    private int elsewhereHeight() {
        return elsewhere().stream().mapToInt(each -> each.height() + GAP).sum()
                + (landscape.elsewhere().size() > elsewhere().size() ? MORE : 0);
    }

    private void elsewhere(Column column, int height) {
        int y = zonesTop + ZONE_HEAD;
        List<Html> machines = new ArrayList<>();
        for (MachineBox each : elsewhere()) {
            machines.add(each.draw(column, y));
            y += each.height() + GAP;
        }
        List<Machine> all = landscape.elsewhere();
        boxes.add(Html.of(
                "<g role=\"group\" aria-label=\"Joined from elsewhere\">{}{}{}</g>",
                column.frame("Joined from elsewhere", zonesTop, height),
                machines,
                MachineBox.more(column.box(), y + 10, all.size() - machines.size())));
    }

    private void balancers() {
        int number = 0;
        for (Balancer balancer : landscape.balancers()) {
            Column column = Column.number(number);
            double requests = traffic.requests(balancer.name());
            boxes.add(MachineBox.linked(
                    Links.to("elb", balancer.name()),
                    Html.of(
                            "<rect class=\"box\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"20\"/><text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}{}</text>",
                            column.box(),
                            TOP,
                            Column.BOX_WIDTH,
                            BALANCER,
                            column.middle(),
                            TOP + 25,
                            Column.shortened(balancer.name(), requests > 0 ? 18 : 30),
                            Html.of("<tspan class=\"sub flow\"> {} requests/s</tspan>", Unit.COUNT.write(requests))
                                    .when(requests > 0))));
            for (String instance : balancer.instances()) {
                wires.traffic(column.middle(), TOP + BALANCER, zonesTop, instance, number, requests > 0);
            }
            number++;
        }
    }

    private void fileSystems() {
        int y = bottom + ACROSS;
        int number = 0;
        int highest = 0;
        for (FileSystem each : landscape.fileSystems()) {
            Column column = Column.number(number);
            String work = traffic.work(each.id());
            int height = work.isEmpty() ? 52 : 52 + MachineBox.LINE;
            boxes.add(fileSystem(each, work, column.box(), y, height));
            for (Target target : landscape.targetsOf(each)) {
                wires.mount(target, bottom, column.middle(), y, number, !work.isEmpty());
            }
            highest = Math.max(highest, height);
            number++;
        }
        bottom = landscape.fileSystems().isEmpty() ? bottom : y + highest;
    }

    private static Html fileSystem(FileSystem each, String work, int x, int y, int height) {
        return MachineBox.linked(
                Links.to("efs", each.id()),
                Html.of(
                        "<rect class=\"disk\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\"/><text x=\"{}\" y=\"{}\">{}</text><text class=\"mono\" x=\"{}\" y=\"{}\">{}</text>{}",
                        x,
                        y,
                        Column.BOX_WIDTH,
                        height,
                        x + 12,
                        y + 21,
                        Column.shortened(each.name().isEmpty() ? each.state() : each.name() + " · " + each.state(), 32),
                        x + 12,
                        y + 40,
                        each.id(),
                        MachineBox.flow(x + 12, y + 40 + MachineBox.LINE, work)));
    }
}
