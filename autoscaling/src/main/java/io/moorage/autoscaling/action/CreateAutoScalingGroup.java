package io.moorage.autoscaling.action;

import io.moorage.autoscaling.decide.Causes;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.CreateAutoScalingGroupType;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.scaling.Uuids;
import io.moorage.store.AutoScalingTables;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes down a group; its instances come by themselves. */
record CreateAutoScalingGroup(AutoScaling autoScaling) implements GroupAction<CreateAutoScalingGroupType, Empty> {
    /** Auto Scaling service quotas. */
    static final int MOST_GROUPS = 500;

    @Override
    public Operation<CreateAutoScalingGroupType, Empty> operation() {
        return AutoscalingOperations.CREATE_AUTO_SCALING_GROUP;
    }

    @Override
    public String groupName(CreateAutoScalingGroupType input) {
        return input.autoScalingGroupName();
    }

    @Override
    public Map<String, List<String>> conditions(CreateAutoScalingGroupType input, RequestContext context) {
        Map<String, List<String>> conditions = new HashMap<>(GroupTags.requested(input.tags()));
        conditions.put("autoscaling:MinSize", List.of(Integer.toString(input.minSize())));
        conditions.put("autoscaling:MaxSize", List.of(Integer.toString(input.maxSize())));
        LaunchConditions.add(conditions, input.launchConfigurationName(), input.launchTemplate());
        if (!input.loadBalancerNames().isEmpty()) {
            conditions.put("autoscaling:LoadBalancerNames", input.loadBalancerNames());
        }
        if (input.vpcZoneIdentifier() != null) {
            conditions.put(
                    "autoscaling:VPCZoneIdentifiers",
                    List.of(input.vpcZoneIdentifier().split(",")));
        }
        return conditions;
    }

    @Override
    public Empty handle(CreateAutoScalingGroupType input, RequestContext context) {
        String name = input.autoScalingGroupName();
        if (name.contains(":")) {
            throw Refusal.invalid("The group's name must not contain a colon: " + name);
        }
        return autoScaling.store().transact(tx -> {
            if (tx.find(AutoScalingTables.GROUPS, name).isPresent()) {
                throw Refusal.alreadyExists("AutoScalingGroup by this name already exists - A group with the name "
                        + name + " already exists");
            }
            if (tx.all(AutoScalingTables.GROUPS).size() >= MOST_GROUPS) {
                throw Refusal.limitExceeded("There are " + MOST_GROUPS + " groups already, which is the most.");
            }
            AutoScalingGroup.Settings settings = GroupRequest.created(tx, autoScaling.config(), input);
            AutoScalingGroup group = new AutoScalingGroup(
                    name,
                    Groups.arn(autoScaling.config(), Uuids.next(autoScaling.random()), name),
                    context.now(),
                    settings,
                    settings.min(),
                    Map.of(),
                    GroupTags.read(input.tags(), name, context.calledVia().isPresent()),
                    input.loadBalancerNames().stream().distinct().toList(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false);
            tx.insert(AutoScalingTables.GROUPS, withCapacity(group, input.desiredCapacity(), context.now()));
            input.lifecycleHookSpecificationList()
                    .forEach(each -> tx.insert(AutoScalingTables.HOOKS, Hooks.read(name, each)));
            return Empty.VALUE;
        });
    }

    private static AutoScalingGroup withCapacity(AutoScalingGroup group, @Nullable Integer wanted, Instant now) {
        AutoScalingGroup.Settings settings = group.settings();
        int desired = Objects.requireNonNullElse(wanted, settings.min());
        if (desired < settings.min() || desired > settings.max()) {
            throw Refusal.invalid("Desired capacity:" + desired + " must be between the specified min size:"
                    + settings.min() + " and max size:" + settings.max());
        }
        return group.born(desired, Causes.at(now, "a user request created an AutoScalingGroup"));
    }
}
