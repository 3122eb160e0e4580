package io.moorage.store;

import io.moorage.model.cloudformation.ChangeSet;
import io.moorage.model.cloudformation.ResourceDrift;
import io.moorage.model.cloudformation.Signal;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackEvent;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.store.Table.Index;
import java.util.List;

/** What CloudFormation keeps. Stacks that were deleted stay, as AWS shows them for ninety days. */
public final class CloudFormationTables {
    public static final Index<Stack> STACKS_BY_NAME = new Index<>("name", Stack::name);
    /** {@code true} for the stacks that something is done with. */
    public static final Index<Stack> STACKS_BY_ACTIVITY =
            new Index<>("activity", stack -> Boolean.toString(stack.status().inProgress()));

    public static final Table<Stack> STACKS =
            new Table<>("cfn_stack", Stack.class, Stack::id, List.of(STACKS_BY_NAME, STACKS_BY_ACTIVITY));

    public static final Index<StackResource> RESOURCES_BY_STACK = new Index<>("stack", StackResource::stackId);
    public static final Index<StackResource> RESOURCES_BY_PHYSICAL_ID =
            new Index<>("physical_id", resource -> resource.physicalId().orElse(""));
    public static final Table<StackResource> RESOURCES = new Table<>(
            "cfn_stack_resource",
            StackResource.class,
            StackResource::key,
            List.of(RESOURCES_BY_STACK, RESOURCES_BY_PHYSICAL_ID));

    public static final Index<StackEvent> EVENTS_BY_STACK = new Index<>("stack", StackEvent::stackId);
    public static final Table<StackEvent> EVENTS =
            new Table<>("cfn_stack_event", StackEvent.class, StackEvent::key, List.of(EVENTS_BY_STACK));

    public static final Index<Signal> SIGNALS_BY_STACK = new Index<>("stack", Signal::stackId);
    public static final Table<Signal> SIGNALS =
            new Table<>("cfn_signal", Signal.class, Signal::key, List.of(SIGNALS_BY_STACK));

    public static final Index<ChangeSet> CHANGE_SETS_BY_STACK = new Index<>("stack", ChangeSet::stackId);
    public static final Table<ChangeSet> CHANGE_SETS =
            new Table<>("cfn_change_set", ChangeSet.class, ChangeSet::id, List.of(CHANGE_SETS_BY_STACK));

    public static final Index<ResourceDrift> DRIFTS_BY_STACK = new Index<>("stack", ResourceDrift::stackId);
    public static final Table<ResourceDrift> DRIFTS =
            new Table<>("cfn_resource_drift", ResourceDrift.class, ResourceDrift::key, List.of(DRIFTS_BY_STACK));

    /** The numbers of events. */
    public static final String EVENT_SEQUENCE = "cfn_event";

    private CloudFormationTables() {}
}
