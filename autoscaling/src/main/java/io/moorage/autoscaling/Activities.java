package io.moorage.autoscaling;

import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.ScalingActivity;
import io.moorage.model.autoscaling.ScalingActivity.Status;
import io.moorage.scaling.Uuids;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Writes what groups do. */
public final class Activities {
    private static final String KEY = "%019d";

    private Activities() {}

    /**
     * What begins.
     *
     * @param progress percent
     */
    public record Beginning(String description, String cause, Status status, int progress) {}

    public static ScalingActivity begin(
            Transaction tx,
            AutoScalingGroup group,
            Beginning beginning,
            String zone,
            Optional<String> subnetId,
            Instant now,
            RandomGenerator random) {
        var activity = new ScalingActivity(
                KEY.formatted(tx.next(AutoScalingTables.ACTIVITY_SEQUENCE)),
                Uuids.next(random),
                group.name(),
                group.arn(),
                beginning.description(),
                beginning.cause(),
                now,
                Optional.empty(),
                beginning.status(),
                Optional.empty(),
                beginning.progress(),
                zone,
                subnetId);
        tx.insert(AutoScalingTables.ACTIVITIES, activity);
        return activity;
    }

    /** Changes the activity of a member, if one is under way. */
    public static void change(Transaction tx, GroupInstance member, UnaryOperator<ScalingActivity> change) {
        member.activity()
                .flatMap(key -> tx.find(AutoScalingTables.ACTIVITIES, key))
                .filter(each -> each.ended().isEmpty())
                .ifPresent(each -> tx.update(AutoScalingTables.ACTIVITIES, change.apply(each)));
    }
}
