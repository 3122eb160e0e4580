package io.moorage.store;

import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LaunchConfiguration;
import io.moorage.model.autoscaling.LifecycleHook;
import io.moorage.model.autoscaling.ScalingActivity;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.model.autoscaling.ScheduledAction;
import io.moorage.store.Table.Index;
import java.util.List;

/** What Auto Scaling keeps. */
public final class AutoScalingTables {
    public static final Table<LaunchConfiguration> LAUNCH_CONFIGURATIONS = new Table<>(
            "autoscaling_launch_configuration", LaunchConfiguration.class, LaunchConfiguration::name, List.of());

    public static final Table<AutoScalingGroup> GROUPS =
            new Table<>("autoscaling_group", AutoScalingGroup.class, AutoScalingGroup::name, List.of());

    public static final Index<GroupInstance> INSTANCES_BY_GROUP = new Index<>("group", GroupInstance::groupName);
    /** By {@code i-...}; those that EC2 has not launched yet are under the empty text. */
    public static final Index<GroupInstance> INSTANCES_BY_ID =
            new Index<>("instance", each -> each.instanceId().orElse(""));

    public static final Table<GroupInstance> INSTANCES = new Table<>(
            "autoscaling_instance",
            GroupInstance.class,
            GroupInstance::key,
            List.of(INSTANCES_BY_GROUP, INSTANCES_BY_ID));

    public static final Index<ScalingActivity> ACTIVITIES_BY_GROUP = new Index<>("group", ScalingActivity::groupName);

    /** In the order in which they began. */
    public static final Table<ScalingActivity> ACTIVITIES = new Table<>(
            "autoscaling_activity", ScalingActivity.class, ScalingActivity::key, List.of(ACTIVITIES_BY_GROUP));

    /** Counts activities. */
    public static final String ACTIVITY_SEQUENCE = "autoscaling_activity";

    public static final Index<LifecycleHook> HOOKS_BY_GROUP = new Index<>("group", LifecycleHook::groupName);
    public static final Table<LifecycleHook> HOOKS =
            new Table<>("autoscaling_hook", LifecycleHook.class, LifecycleHook::key, List.of(HOOKS_BY_GROUP));

    public static final Index<ScheduledAction> SCHEDULED_BY_GROUP = new Index<>("group", ScheduledAction::groupName);
    public static final Table<ScheduledAction> SCHEDULED_ACTIONS = new Table<>(
            "autoscaling_scheduled_action", ScheduledAction.class, ScheduledAction::key, List.of(SCHEDULED_BY_GROUP));

    public static final Index<ScalingPolicy> POLICIES_BY_GROUP = new Index<>("group", ScalingPolicy::groupName);
    public static final Table<ScalingPolicy> POLICIES =
            new Table<>("autoscaling_policy", ScalingPolicy.class, ScalingPolicy::key, List.of(POLICIES_BY_GROUP));

    private AutoScalingTables() {}
}
