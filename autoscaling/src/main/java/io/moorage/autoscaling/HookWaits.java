package io.moorage.autoscaling;

import io.moorage.model.autoscaling.GroupInstance.HookWait;
import io.moorage.model.autoscaling.LifecycleHook.Transition;
import io.moorage.scaling.Uuids;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/** The waits for a group's lifecycle hooks, as they begin. */
public final class HookWaits {
    private HookWaits() {}

    public static List<HookWait> begin(
            ReadView view, String group, Transition transition, RandomGenerator random, Instant now) {
        return view.by(AutoScalingTables.HOOKS, AutoScalingTables.HOOKS_BY_GROUP, group).stream()
                .filter(each -> each.transition() == transition)
                .map(each -> each.begin(Uuids.next(random), now))
                .toList();
    }
}
