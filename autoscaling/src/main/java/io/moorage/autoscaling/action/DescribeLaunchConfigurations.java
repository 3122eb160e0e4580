package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.LaunchConfigurationNamesType;
import io.moorage.awsmodels.autoscaling.LaunchConfigurationsType;
import io.moorage.base.Page;
import io.moorage.model.autoscaling.LaunchConfiguration;
import io.moorage.store.AutoScalingTables;

/** Shows launch configurations. */
record DescribeLaunchConfigurations(AutoScaling autoScaling)
        implements Action<LaunchConfigurationNamesType, LaunchConfigurationsType> {
    private static final int MOST = 100;

    @Override
    public Operation<LaunchConfigurationNamesType, LaunchConfigurationsType> operation() {
        return AutoscalingOperations.DESCRIBE_LAUNCH_CONFIGURATIONS;
    }

    @Override
    public LaunchConfigurationsType handle(LaunchConfigurationNamesType input, RequestContext context) {
        Page<LaunchConfiguration> page = Pages.of(
                autoScaling.view().all(AutoScalingTables.LAUNCH_CONFIGURATIONS).stream()
                        .filter(each -> input.launchConfigurationNames().isEmpty()
                                || input.launchConfigurationNames().contains(each.name()))
                        .toList(),
                LaunchConfiguration::name,
                input.nextToken(),
                input.maxRecords(),
                MOST);
        return LaunchConfigurationsType.builder()
                .launchConfigurations(page.map(Configurations::shape).items())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
