package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.LaunchConfigurationNameType;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.LaunchSource;
import io.moorage.store.AutoScalingTables;
import java.util.List;

/** Deletes a launch configuration that no group uses. */
record DeleteLaunchConfiguration(AutoScaling autoScaling) implements Action<LaunchConfigurationNameType, Empty> {
    @Override
    public Operation<LaunchConfigurationNameType, Empty> operation() {
        return AutoscalingOperations.DELETE_LAUNCH_CONFIGURATION;
    }

    @Override
    public List<String> resources(LaunchConfigurationNameType input, RequestContext context) {
        return List.of(Configurations.arn(autoScaling, input.launchConfigurationName()));
    }

    @Override
    public Empty handle(LaunchConfigurationNameType input, RequestContext context) {
        String name = input.launchConfigurationName();
        return autoScaling.store().transact(tx -> {
            if (tx.find(AutoScalingTables.LAUNCH_CONFIGURATIONS, name).isEmpty()) {
                throw Refusal.invalid(
                        "Launch configuration name not found - Launch configuration " + name + " not found");
            }
            var source = new LaunchSource.Configuration(name);
            for (AutoScalingGroup group : tx.all(AutoScalingTables.GROUPS)) {
                if (group.settings().launch().equals(source)) {
                    throw Refusal.inUse("Cannot delete launch configuration " + name
                            + " because it is attached to AutoScalingGroup " + group.name());
                }
            }
            tx.delete(AutoScalingTables.LAUNCH_CONFIGURATIONS, name);
            return Empty.VALUE;
        });
    }
}
