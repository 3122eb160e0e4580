package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.DescribeLifecycleConfigurationRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.LifecycleConfigurationDescription;
import io.moorage.store.Store;
import java.util.List;

/** Shows the lifecycle configuration. */
final class DescribeLifecycleConfiguration
        implements Action<DescribeLifecycleConfigurationRequest, LifecycleConfigurationDescription> {
    private final Store store;

    DescribeLifecycleConfiguration(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DescribeLifecycleConfigurationRequest, LifecycleConfigurationDescription> operation() {
        return EfsOperations.DESCRIBE_LIFECYCLE_CONFIGURATION;
    }

    @Override
    public List<String> resources(DescribeLifecycleConfigurationRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.fileSystemId()));
    }

    @Override
    public LifecycleConfigurationDescription handle(
            DescribeLifecycleConfigurationRequest input, RequestContext context) {

        return LifecyclePolicies.describe(Lookup.fileSystem(context, store.view(), input.fileSystemId()));
    }
}
