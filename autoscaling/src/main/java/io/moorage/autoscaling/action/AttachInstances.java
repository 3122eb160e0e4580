package io.moorage.autoscaling.action;

import io.moorage.autoscaling.Activities;
import io.moorage.autoscaling.decide.Causes;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AttachInstancesQuery;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LaunchedFrom;
import io.moorage.model.autoscaling.ScalingActivity;
import io.moorage.scaling.Uuids;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Puts running instances into a group, which then wants as many more. */
record AttachInstances(AutoScaling autoScaling) implements GroupAction<AttachInstancesQuery, Empty> {
    private static final int BEGUN = 30;

    @Override
    public Operation<AttachInstancesQuery, Empty> operation() {
        return AutoscalingOperations.ATTACH_INSTANCES;
    }

    @Override
    public String groupName(AttachInstancesQuery input) {
        return input.autoScalingGroupName();
    }

    @Override
    public Empty handle(AttachInstancesQuery input, RequestContext context) {
        return autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            if (input.instanceIds().isEmpty()) {
                throw Refusal.invalid("At least one instance ID is required.");
            }
            List<io.moorage.model.ec2.Instance> coming = new LinkedHashSet<>(input.instanceIds())
                    .stream().map(each -> running(tx, group, each)).toList();
            String capacity = Capacities.increment(tx, group, coming.size(), "attach");
            coming.forEach(each -> attach(tx, group, each, capacity, context.now()));
            return Empty.VALUE;
        });
    }

    private static io.moorage.model.ec2.Instance running(ReadView view, AutoScalingGroup group, String id) {
        io.moorage.model.ec2.Instance instance = view.find(Ec2Tables.INSTANCES, id)
                .orElseThrow(() -> Refusal.invalid("Invalid Instance ID: " + id + ". The instance does not exist."));
        if (instance.state() != io.moorage.model.ec2.InstanceState.RUNNING) {
            throw Refusal.invalid(
                    "Instance " + id + " is not in correct state. Instance(s) must be in 'running' state.");
        }
        Optional<GroupInstance> member = Groups.member(view, id);
        if (member.isPresent()) {
            throw Refusal.invalid("Instance " + id + " is already part of AutoScalingGroup:"
                    + member.get().groupName());
        }
        if (!group.settings().zones().contains(instance.launch().availabilityZone())) {
            throw Refusal.invalid("Instance " + id + " is in availability zone "
                    + instance.launch().availabilityZone() + ", which is not one of the group's: "
                    + String.join(", ", group.settings().zones()));
        }
        return instance;
    }

    private void attach(
            Transaction tx,
            AutoScalingGroup group,
            io.moorage.model.ec2.Instance instance,
            String capacity,
            Instant now) {
        String zone = instance.launch().availabilityZone();
        Optional<String> subnet = Optional.of(instance.launch().subnetId());
        ScalingActivity activity = Activities.begin(
                tx,
                group,
                new Activities.Beginning(
                        "Attaching an existing EC2 instance: " + instance.id(),
                        Causes.at(now, "an instance was attached in response to user request" + capacity + "."),
                        ScalingActivity.Status.PRE_IN_SERVICE,
                        BEGUN),
                zone,
                subnet,
                now,
                autoScaling.random());
        tx.insert(
                AutoScalingTables.INSTANCES,
                new GroupInstance(
                        Uuids.next(autoScaling.random()),
                        group.name(),
                        Optional.of(instance.id()),
                        io.moorage.model.autoscaling.LifecycleState.PENDING,
                        zone,
                        subnet,
                        new LaunchedFrom(
                                group.settings().launch(), instance.launch().instanceType(), instance.launched()),
                        true,
                        group.settings().protectsNewInstances(),
                        false,
                        Optional.of(activity.key()),
                        now,
                        List.of()));
    }
}
