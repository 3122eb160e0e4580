package io.moorage.cloudformation.types.autoscaling;

import io.moorage.awsmodels.autoscaling.AutoScalingGroup;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.Instance;
import io.moorage.awsmodels.autoscaling.LaunchTemplateSpecification;
import io.moorage.awsmodels.autoscaling.ScalingProcessQuery;
import io.moorage.awsmodels.autoscaling.TerminateInstanceInAutoScalingGroupType;
import io.moorage.awsmodels.autoscaling.UpdateAutoScalingGroupType;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.autoscaling.RollingUpdate.Group;
import io.moorage.cloudformation.types.autoscaling.RollingUpdate.Next;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Does what {@link RollingUpdate} says: the note of a step is stored before the step is done, and doing it again does no more. */
final class GroupRoll {
    private static final String IN_SERVICE = "InService";

    private final String name;
    private final Wanted before;
    private final Wanted after;
    private final Aws aws;
    private final RollingPolicy policy;

    GroupRoll(String name, Wanted before, Wanted after, Aws aws) {
        this.name = name;
        this.before = before;
        this.after = after;
        this.aws = aws;
        this.policy = RollingPolicy.of(after.policies().update().path(RollingPolicy.NAME));
    }

    Progress step() {
        Optional<Rolling> noted = after.moment().note().map(Rolling::of);
        String towards = after.properties().toString();
        Optional<Rolling> own = noted.filter(each -> each.towards().equals(towards));
        return own.isPresent() ? goOn(own.get()) : begin(noted, towards);
    }

    /** @param other of an update that this one takes back: it may have left the group larger than it was */
    private Progress begin(Optional<Rolling> other, String towards) {
        GroupChanges changes = new GroupChanges(name, before, after, aws);
        changes.apply();
        AutoScalingGroup shape = require();
        Group group = group(shape);
        if (!group.isStable()) {
            return new Progress.Waiting(group.unstable());
        }
        int min =
                changes.tells("MinSize") ? group.min() : other.map(Rolling::min).orElse(group.min());
        int desired = changes.tells("DesiredCapacity")
                ? group.desired()
                : other.map(Rolling::desired).orElse(group.desired());
        if (!policy.suspended().isEmpty()) {
            aws.call(AutoscalingOperations.SUSPEND_PROCESSES, new ScalingProcessQuery(name, policy.suspended()));
        }
        Group settled = new Group(group.desired(), min, group.max(), group.instances(), group.inService());
        RollingUpdate update = new RollingUpdate(policy, settled, after.moment().now());
        return progress(update.begin(towards, obsolete(shape), Math.clamp(desired, min, group.max())));
    }

    private Progress goOn(Rolling state) {
        AutoScalingGroup shape = require();
        if (isChanged(state, shape)) {
            return new Progress.Waiting("the group " + name + " to follow");
        }
        RollingUpdate update =
                new RollingUpdate(policy, group(shape), after.moment().now());
        Next next =
                update.next(state, after.policies().signals(), after.moment().begun());
        if (next instanceof Next.Fail) {
            resize(state.min(), state.desired());
            resume();
        }
        return progress(next);
    }

    private static Progress progress(Next next) {
        return switch (next) {
            case Next.Step step -> new Progress.Step(step.state().note(), step.told());
            case Next.Wait wait -> new Progress.Waiting(wait.what(), Optional.empty());
            case Next.Fail fail -> throw new InvalidPropertyException(fail.why());
            case Next.Done done -> Progress.DONE;
        };
    }

    private AutoScalingGroup require() {
        return Groups.find(name, aws).orElseThrow(() -> new InvalidPropertyException("The group " + name + " is gone"));
    }

    private static Group group(AutoScalingGroup shape) {
        return new Group(
                shape.desiredCapacity(),
                shape.minSize(),
                shape.maxSize(),
                shape.instances().stream().map(Instance::instanceId).toList(),
                shape.instances().stream()
                        .filter(each -> IN_SERVICE.equals(each.lifecycleState()))
                        .map(Instance::instanceId)
                        .toList());
    }

    /** Instances of another launch configuration or template; all of them when the group moved to other subnets. */
    private List<String> obsolete(AutoScalingGroup group) {
        boolean moved = !before.texts(Groups.ZONES).equals(after.texts(Groups.ZONES));
        return group.instances().stream()
                .filter(each -> moved
                        || !Objects.equals(each.launchConfigurationName(), group.launchConfigurationName())
                        || !isSame(each.launchTemplate(), group.launchTemplate()))
                .map(Instance::instanceId)
                .toList();
    }

    /** A version by name is another number now and then; what changes a template names it by number. */
    private static boolean isSame(
            @Nullable LaunchTemplateSpecification one, @Nullable LaunchTemplateSpecification group) {
        if (one == null || group == null) {
            return one == null && group == null;
        }
        boolean named = String.valueOf(group.version()).startsWith("$");
        return Objects.equals(one.launchTemplateId(), group.launchTemplateId())
                && (named || Objects.equals(one.version(), group.version()));
    }

    /** Does the step; true when there was anything left to do of it. */
    private boolean isChanged(Rolling state, AutoScalingGroup group) {
        return switch (state.kind()) {
            case GROW -> isResized(state.raised(), state.raised(), group);
            case BATCH -> isEnding(state, group);
            case PAUSE -> false;
            case RESTORE -> {
                boolean resized = isResized(state.min(), state.desired(), group);
                boolean rests = group.suspendedProcesses().stream()
                        .anyMatch(each -> policy.suspended().contains(each.processName()));
                if (rests) {
                    resume();
                }
                yield resized || rests;
            }
        };
    }

    private boolean isResized(int min, int desired, AutoScalingGroup group) {
        boolean other = group.minSize() != min || group.desiredCapacity() != desired;
        if (other) {
            resize(min, desired);
        }
        return other;
    }

    private void resize(int min, int desired) {
        aws.call(
                AutoscalingOperations.UPDATE_AUTO_SCALING_GROUP,
                UpdateAutoScalingGroupType.builder()
                        .autoScalingGroupName(name)
                        .minSize(min)
                        .desiredCapacity(desired)
                        .build());
    }

    private void resume() {
        if (!policy.suspended().isEmpty()) {
            aws.call(AutoscalingOperations.RESUME_PROCESSES, new ScalingProcessQuery(name, policy.suspended()));
        }
    }

    /** The first of a batch are replaced, and the others only end: the group had been made larger for that. */
    private boolean isEnding(Rolling state, AutoScalingGroup group) {
        boolean any = false;
        for (int i = 0; i < state.batch().size(); i++) {
            String id = state.batch().get(i);
            boolean serves = group.instances().stream()
                    .anyMatch(each -> id.equals(each.instanceId()) && IN_SERVICE.equals(each.lifecycleState()));
            if (!serves) {
                continue;
            }
            boolean smaller = i >= state.fresh();
            if (smaller && group.minSize() > state.min()) {
                aws.call(
                        AutoscalingOperations.UPDATE_AUTO_SCALING_GROUP,
                        UpdateAutoScalingGroupType.builder()
                                .autoScalingGroupName(name)
                                .minSize(state.min())
                                .build());
            }
            aws.call(
                    AutoscalingOperations.TERMINATE_INSTANCE_IN_AUTO_SCALING_GROUP,
                    new TerminateInstanceInAutoScalingGroupType(id, smaller));
            any = true;
        }
        return any;
    }
}
