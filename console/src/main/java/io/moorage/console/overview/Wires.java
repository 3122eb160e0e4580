package io.moorage.console.overview;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.moorage.console.html.Html;
import io.moorage.console.overview.Landscape.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lines from load balancers to instances, and from who has a file system mounted through its mount target to the file system:
 * along the gutters of the columns, in a lane for each load balancer and each file system, so that all that mount the same file
 * system in a zone share one line to its mount target. Each says in words what it joins.
 */
final class Wires {
    private static final int BEND = 5;

    /** So many file systems are told apart by their colour. */
    private static final int COLOURS = 5;

    private final Map<String, End> instances = new HashMap<>();
    private final Map<Column, Map<String, End>> targets = new HashMap<>();
    private final List<Mounter> mounters = new ArrayList<>();
    private final List<Html> still = new ArrayList<>();
    private final List<Html> flowing = new ArrayList<>();

    private record End(Column column, int x, int y, String name) {}

    private record Mounter(End end, String fileSystemId) {}

    /**
     * A file system that is drawn.
     *
     * @param lane its own, of so many
     * @param x of the middle of its upper side
     * @param bottom of the zones
     */
    record Store(String id, int lane, int lanes, int x, int y, int bottom, boolean flows) {
        int gutter(Column column) {
            return column.rightGutter(lane, lanes);
        }
    }

    /** By its place among those drawn. */
    static String colour(int fileSystem) {
        return "m" + (fileSystem % COLOURS + 1);
    }

    /** An instance is drawn with its left side here. */
    void instanceAt(String id, Column column, int y) {
        instances.put(id, new End(column, column.box(), y, id));
    }

    /** Something has a file system mounted, and its right side is here. */
    void mounterAt(String name, String fileSystemId, Column column, int x, int y) {
        mounters.add(new Mounter(new End(column, x, y, name), fileSystemId));
    }

    /** A mount target is drawn with its right side here. */
    void targetAt(Target target, Column column, int y) {
        targets.computeIfAbsent(column, ignored -> new HashMap<>())
                .put(target.fileSystemId(), new End(column, column.boxEnd(), y, target.address()));
    }

    /**
     * A load balancer that is drawn.
     *
     * @param lane its own, of so many
     * @param x of the middle of its lower side
     * @param top of the zones
     */
    record Door(String name, int lane, int lanes, int x, int y, int top, boolean flows) {
        int gutter(Column column) {
            return column.leftGutter(lane, lanes);
        }
    }

    /** To those instances that are drawn. */
    void traffic(Door from, List<String> to) {
        Map<Column, List<End>> ends = to.stream()
                .flatMap(each -> Optional.ofNullable(instances.get(each)).stream())
                .collect(groupingBy(End::column, LinkedHashMap::new, toList()));
        ends.forEach((column, all) -> {
            int gutter = from.gutter(column);
            int lowest = all.stream().mapToInt(End::y).max().orElse(0);
            for (End each : all) {
                String begin = each.y() == lowest
                        ? "M" + from.x() + " " + from.y() + curve(from.x(), from.y(), gutter, from.top()) + "V"
                                + (each.y() - BEND)
                        : "M" + gutter + " " + (each.y() - BEND);
                wire(
                        begin + "q0 " + BEND + " " + BEND + " " + BEND + "H" + each.x(),
                        "traffic",
                        from.name() + " passes on to " + each.name(),
                        from.flows());
            }
        });
    }

    /** Of the file system's mount targets, and of who has it mounted: through its mount target, where one is drawn in that zone. */
    void mounts(Store store) {
        String colour = colour(store.lane());
        targets.values().stream()
                .flatMap(each -> Optional.ofNullable(each.get(store.id())).stream())
                .forEach(target -> wire(
                        down(target, store),
                        "mount " + colour,
                        "Mount target " + target.name() + " leads to " + store.id(),
                        store.flows()));
        mounters.stream()
                .filter(each -> each.fileSystemId().equals(store.id()))
                .map(Mounter::end)
                .collect(groupingBy(End::column, LinkedHashMap::new, toList()))
                .forEach((column, all) -> mounted(
                        all,
                        Optional.ofNullable(
                                targets.getOrDefault(column, Map.of()).get(store.id())),
                        store,
                        colour));
    }

    /** In one column: who is farthest has a line all the way, whose others join it. */
    private void mounted(List<End> all, Optional<End> target, Store store, String colour) {
        int highest = all.stream().mapToInt(End::y).min().orElse(0);
        int lowest = all.stream().mapToInt(End::y).max().orElse(0);
        for (End each : all) {
            boolean below = target.isPresent() && each.y() > target.get().y();
            boolean farthest = each.y() == (below ? lowest : highest);
            wire(
                    !farthest
                            ? into(each, store.gutter(each.column()), below ? -1 : 1)
                            : target.map(to -> across(each, to, store)).orElseGet(() -> down(each, store)),
                    "mounted " + colour,
                    each.name() + " has " + store.id() + " mounted"
                            + target.map(to -> " through " + to.name()).orElse(""),
                    false);
            still.add(dot(each, colour));
        }
        target.ifPresent(to -> still.add(dot(to, colour)));
    }

    private static Html dot(End at, String colour) {
        return Html.of("<circle class=\"dot {}\" cx=\"{}\" cy=\"{}\" r=\"2.5\"/>", colour, at.x(), at.y());
    }

    /** By the gutter to the file system. */
    private static String down(End from, Store to) {
        int gutter = to.gutter(from.column());
        return into(from, gutter, 1) + "V" + to.bottom() + curve(gutter, to.bottom(), to.x(), to.y());
    }

    /** By the gutter to a mount target of the same column. */
    private static String across(End from, End to, Store store) {
        int gutter = store.gutter(from.column());
        int way = to.y() > from.y() ? 1 : -1;
        return into(from, gutter, way) + "V" + (to.y() - way * BEND) + "q0 " + way * BEND + " " + -BEND + " "
                + way * BEND + "H" + to.x();
    }

    private static String into(End from, int gutter, int way) {
        return "M" + from.x() + " " + from.y() + "H" + (gutter - BEND) + "q" + BEND + " 0 " + BEND + " " + way * BEND;
    }

    private static String curve(int fromX, int fromY, int toX, int toY) {
        int middle = (fromY + toY) / 2;
        return "C" + fromX + " " + middle + " " + toX + " " + middle + " " + toX + " " + toY;
    }

    private void wire(String path, String kind, String words, boolean flows) {
        (flows ? flowing : still)
                .add(Html.of(
                        "<path class=\"wire {}{}\" role=\"img\" aria-label=\"{}\" d=\"{}\"/>",
                        kind,
                        flows ? " flows" : "",
                        words,
                        path));
    }

    /** Where lines share a gutter, those that move are to be seen. */
    Html draw() {
        return Html.of("{}{}", still, flowing);
    }
}
