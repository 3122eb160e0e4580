package io.moorage.store;

import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.model.applicationautoscaling.TargetActivity;
import io.moorage.model.applicationautoscaling.TargetPolicy;
import io.moorage.model.applicationautoscaling.TargetSchedule;
import io.moorage.store.Table.Index;
import java.util.List;

/** What Application Auto Scaling keeps. */
public final class ApplicationAutoScalingTables {
    public static final Table<ScalableTarget> TARGETS =
            new Table<>("applicationautoscaling_target", ScalableTarget.class, ScalableTarget::key, List.of());

    public static final Index<TargetPolicy> POLICIES_BY_TARGET = new Index<>("target", TargetPolicy::targetKey);
    public static final Table<TargetPolicy> POLICIES = new Table<>(
            "applicationautoscaling_policy", TargetPolicy.class, TargetPolicy::key, List.of(POLICIES_BY_TARGET));

    public static final Index<TargetSchedule> SCHEDULES_BY_TARGET = new Index<>("target", TargetSchedule::targetKey);
    public static final Table<TargetSchedule> SCHEDULES = new Table<>(
            "applicationautoscaling_schedule", TargetSchedule.class, TargetSchedule::key, List.of(SCHEDULES_BY_TARGET));

    public static final Index<TargetActivity> ACTIVITIES_BY_TARGET = new Index<>("target", TargetActivity::targetKey);
    public static final Table<TargetActivity> ACTIVITIES = new Table<>(
            "applicationautoscaling_activity", TargetActivity.class, TargetActivity::id, List.of(ACTIVITIES_BY_TARGET));

    private ApplicationAutoScalingTables() {}
}
