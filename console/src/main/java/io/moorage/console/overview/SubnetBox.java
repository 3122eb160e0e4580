package io.moorage.console.overview;

import io.moorage.console.frame.Links;
import io.moorage.console.html.Html;
import io.moorage.console.overview.Landscape.Subnet;
import io.moorage.console.overview.Landscape.Target;
import io.moorage.console.overview.Landscape.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A subnet drawn: its addresses and its VPC, instances, and below them mount targets, since lines from those to these go down.
 *
 * @param most so many instances are drawn
 * @param traffic what goes through them
 * @param colours of file systems
 */
record SubnetBox(Subnet subnet, int most, Traffic traffic, UnaryOperator<String> colours) {
    private static final int HEAD = 46;
    private static final int TARGET = 30;
    private static final int GAP = 8;
    private static final int MORE = 20;

    /** Of one subnet, so many mount targets are drawn. */
    private static final int MOST_TARGETS = 6;

    private List<MachineBox> machines() {
        return subnet.machines().stream()
                .limit(most)
                .map(each -> new MachineBox(each, traffic.network(each.id())))
                .toList();
    }

    private List<Target> targets() {
        return subnet.targets().stream().limit(MOST_TARGETS).toList();
    }

    int height() {
        return HEAD
                + targets().size() * TARGET
                + (subnet.targets().size() > MOST_TARGETS ? MORE : 0)
                + machines().stream().mapToInt(each -> each.height() + GAP).sum()
                + (subnet.machines().size() > most ? MORE : 0);
    }

    Html draw(Column column, int top, Wires wires) {
        List<Html> things = new ArrayList<>();
        int y = top + HEAD;
        for (MachineBox each : machines()) {
            wires.instanceAt(each.machine().id(), column, y + 17);
            things.add(each.draw(column, y, wires));
            y += each.height() + GAP;
        }
        int more = subnet.machines().size() - most;
        things.add(MachineBox.more(column.box() + 4, y + 10, more));
        y += more > 0 ? MORE : 0;
        for (Target each : targets()) {
            wires.targetAt(each, column, y + 11);
            things.add(target(each, column, y));
            y += TARGET;
        }
        things.add(MachineBox.more(column.box() + 4, y + 10, subnet.targets().size() - MOST_TARGETS));
        return Html.of(
                "<g role=\"group\" aria-label=\"{}\"><rect class=\"subnet\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\"/>{}{}</g>",
                said(),
                column.subnet(),
                top,
                column.subnetWidth(),
                height(),
                head(column, top),
                things);
    }

    private Html head(Column column, int top) {
        int left = column.box() + 4;
        int right = column.boxEnd() - 4;
        Html words = Html.of(
                "<rect class=\"touch\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"40\"/><text class=\"{}\" x=\"{}\" y=\"{}\">{}</text><text class=\"sub\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text><text class=\"sub\" x=\"{}\" y=\"{}\">{}</text>",
                left,
                top + 2,
                right - left,
                subnet.name().isEmpty() ? "mono small" : "",
                left,
                top + 18,
                called(column),
                right,
                top + 18,
                subnet.cidr(),
                left,
                top + 35,
                column.shortenedSmall(said(subnet.vpc()), 8));
        String vpc = subnet.vpc().id();
        return MachineBox.linked(vpc.isEmpty() ? "" : Links.to("ec2", "vpcs", vpc), words);
    }

    /** By its name, or by its id in small letters; its addresses have room beside it. */
    private Html called(Column column) {
        int addresses = 12 + (int) (subnet.cidr().length() * Column.SMALL_LETTER);
        return subnet.name().isEmpty()
                ? column.shortenedSmall(subnet.id(), addresses)
                : column.shortened(subnet.name(), addresses);
    }

    private static String said(Vpc vpc) {
        String name = vpc.name().isEmpty() ? vpc.id() : vpc.name();
        return vpc.cidr().isEmpty() ? name : name + " · " + vpc.cidr();
    }

    private Html target(Target target, Column column, int y) {
        return Html.of(
                "<rect class=\"disk {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"22\" rx=\"4\"/><text x=\"{}\" y=\"{}\">mount target</text><text class=\"sub\" x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>",
                colours.apply(target.fileSystemId()),
                column.box(),
                y,
                column.boxWidth(),
                column.box() + 12,
                y + 15,
                column.boxEnd() - 12,
                y + 15,
                target.address());
    }

    /** In words, for who does not see it. */
    private String said() {
        return "Subnet " + (subnet.name().isEmpty() ? subnet.id() : subnet.name() + ", " + subnet.id()) + ": "
                + Landscape.counted(subnet.machines().size(), "instance") + ", "
                + Landscape.counted(subnet.targets().size(), "mount target");
    }
}
