package io.moorage.console.overview;

import io.moorage.console.chart.Unit;
import io.moorage.console.frame.Links;
import io.moorage.console.html.Html;
import io.moorage.console.overview.Landscape.Balancer;
import io.moorage.console.overview.Landscape.FileSystem;
import io.moorage.console.overview.Landscape.Machine;
import io.moorage.console.overview.Landscape.Subnet;
import io.moorage.console.overview.Landscape.Zone;
import java.util.ArrayList;
import java.util.List;

/**
 * The landscape drawn: load balancers above, a column for each Availability Zone with its subnets, in them instances with their
 * tasks and mount targets, file systems below, and lines for the traffic and the mounts between them. Where something
 * goes through, the line moves and what it joins says how much.
 */
final class LandscapeMap {
    private static final int TOP = 8;
    private static final int BALANCER = 40;
    private static final int ACROSS = 48;
    private static final int ZONE_HEAD = 34;
    private static final int STORE = 52;

    /** Two columns are as wide as a page has room for. */
    private static final int WIDE = 380;

    private static final int NARROW = 300;
    private static final int GAP = 8;
    private static final int MORE = 20;

    private final Landscape landscape;
    private final Traffic traffic;
    private final Wires wires = new Wires();
    private final List<Html> boxes = new ArrayList<>();
    private final List<String> stores;
    private final int columnWidth;
    private final int width;
    private final int zonesTop;
    private int bottom;

    private LandscapeMap(Landscape landscape, Traffic traffic) {
        this.landscape = landscape;
        this.traffic = traffic;
        this.stores = landscape.fileSystems().stream().map(FileSystem::id).toList();
        this.columnWidth = columns() > 2 ? NARROW : WIDE;
        this.width = columns() * columnWidth;
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
                map.width,
                map.bottom + TOP,
                map.boxes,
                map.wires.draw());
    }

    private int places() {
        return landscape.zones().size() + (landscape.elsewhere().isEmpty() ? 0 : 1);
    }

    private int columns() {
        return Math.max(
                Math.max(1, places()),
                Math.max(landscape.fileSystems().size(), landscape.balancers().size()));
    }

    /** What stands beside one another is spread over the whole width. */
    private Column column(int number, int count) {
        return new Column(width * (2 * number + 1) / (2 * count) - columnWidth / 2, columnWidth);
    }

    private String colour(String fileSystemId) {
        return Wires.colour(Math.max(0, stores.indexOf(fileSystemId)));
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
            zone(each, column(column++, places()), height);
        }
        if (!landscape.elsewhere().isEmpty()) {
            elsewhere(column(column, places()), height);
        }
        bottom = zonesTop + height;
    }

    private SubnetBox box(Zone zone, Subnet subnet) {
        return new SubnetBox(subnet, zone.machinesOfEach(), traffic, this::colour);
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
            machines.add(each.draw(column, y, wires));
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
        int count = landscape.balancers().size();
        for (Balancer balancer : landscape.balancers()) {
            Column column = column(number, count);
            double requests = traffic.requests(balancer.name());
            boxes.add(balancer(balancer, column, requests));
            wires.traffic(
                    new Wires.Door(
                            balancer.name(), number, count, column.middle(), TOP + BALANCER, zonesTop, requests > 0),
                    balancer.instances());
            number++;
        }
    }

    private static Html balancer(Balancer balancer, Column column, double requests) {
        return MachineBox.linked(
                Links.to("elb", balancer.name()),
                Html.of(
                        "<rect class=\"box\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"20\"/><text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}{}</text>",
                        column.box(),
                        TOP,
                        column.boxWidth(),
                        BALANCER,
                        column.middle(),
                        TOP + 24,
                        column.shortened(balancer.name(), requests > 0 ? 120 : 20),
                        Html.of("<tspan class=\"sub flow\" dx=\"4\"> {} requests/s</tspan>", Unit.COUNT.write(requests))
                                .when(requests > 0)));
    }

    private void fileSystems() {
        int y = bottom + ACROSS;
        int number = 0;
        int highest = 0;
        int count = landscape.fileSystems().size();
        for (FileSystem each : landscape.fileSystems()) {
            Column column = column(number, count);
            String work = traffic.work(each.id());
            int height = work.isEmpty() ? STORE : STORE + MachineBox.LINE;
            boxes.add(fileSystem(each, work, column, y, height));
            wires.mounts(new Wires.Store(each.id(), number, count, column.middle(), y, bottom, !work.isEmpty()));
            highest = Math.max(highest, height);
            number++;
        }
        bottom = landscape.fileSystems().isEmpty() ? bottom : y + highest;
    }

    private Html fileSystem(FileSystem each, String work, Column column, int y, int height) {
        int x = column.box() + 12;
        int right = column.boxEnd() - 12;
        return MachineBox.linked(
                Links.to("efs", each.id()),
                Html.of(
                        "<rect class=\"disk {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\"/><text x=\"{}\" y=\"{}\">{}</text><text class=\"sub\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text><text class=\"mono\" x=\"{}\" y=\"{}\">{}</text>{}{}",
                        colour(each.id()),
                        column.box(),
                        y,
                        column.boxWidth(),
                        height,
                        x,
                        y + 21,
                        column.shortened(each.name().isEmpty() ? "File system" : each.name(), 90),
                        right,
                        y + 21,
                        each.state(),
                        x,
                        y + 40,
                        each.id(),
                        Html.of(
                                        "<text class=\"sub\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
                                        right,
                                        y + 40,
                                        Landscape.counted(each.clients(), "client"))
                                .when(each.clients() > 0),
                        MachineBox.flow(x, y + 39 + MachineBox.LINE, work)));
    }
}
