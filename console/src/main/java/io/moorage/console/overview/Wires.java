package io.moorage.console.overview;

import io.moorage.console.html.Html;
import io.moorage.console.overview.Landscape.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines from load balancers to instances and from mount targets to file systems: down the gutters of the columns, and into
 * what they lead to from its side.
 */
final class Wires {
    private final Map<String, End> instances = new HashMap<>();
    private final Map<Target, End> targets = new HashMap<>();
    private final List<Html> still = new ArrayList<>();
    private final List<Html> flowing = new ArrayList<>();

    private record End(Column column, int x, int y) {}

    /** An instance is drawn with its left side here. */
    void instanceAt(String id, Column column, int y) {
        instances.put(id, new End(column, column.box(), y));
    }

    /** A mount target is drawn with its right side here. */
    void targetAt(Target target, Column column, int y) {
        targets.put(target, new End(column, column.box() + Column.BOX_WIDTH, y));
    }

    /** @param top of the zones */
    void traffic(int fromX, int fromY, int top, String instanceId, int lane, boolean flows) {
        End to = instances.get(instanceId);
        if (to != null) {
            int gutter = to.column().leftGutter(lane);
            wire(
                    "M" + fromX + " " + fromY + curve(fromX, fromY, gutter, top) + "V" + to.y() + "H" + to.x(),
                    "traffic",
                    flows);
        }
    }

    /** @param bottom of the zones */
    void mount(Target target, int bottom, int toX, int toY, int lane, boolean flows) {
        End from = targets.get(target);
        if (from != null) {
            int gutter = from.column().rightGutter(lane);
            wire(
                    "M" + from.x() + " " + from.y() + "H" + gutter + "V" + bottom + curve(gutter, bottom, toX, toY),
                    "mount",
                    flows);
        }
    }

    private static String curve(int fromX, int fromY, int toX, int toY) {
        int middle = (fromY + toY) / 2;
        return "C" + fromX + " " + middle + " " + toX + " " + middle + " " + toX + " " + toY;
    }

    private void wire(String path, String kind, boolean flows) {
        (flows ? flowing : still)
                .add(Html.of("<path class=\"wire {}{}\" d=\"{}\"/>", kind, flows ? " flows" : "", path));
    }

    /** Where lines share a gutter, those that move are to be seen. */
    Html draw() {
        return Html.of("{}{}", still, flowing);
    }
}
