package io.moorage.ec2.compute;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.StartInstancesRequest;
import io.moorage.awsmodels.ec2.StartInstancesResult;
import io.moorage.ec2.api.Ec2;
import io.moorage.model.ec2.Instance;
import java.time.Instant;

/** Starts stopped instances again, each as a new boot with the same address and disk. */
public record StartInstances(Ec2 ec2) implements Action<StartInstancesRequest, StartInstancesResult> {
    @Override
    public Operation<StartInstancesRequest, StartInstancesResult> operation() {
        return Ec2Operations.START_INSTANCES;
    }

    @Override
    public StartInstancesResult handle(StartInstancesRequest input, RequestContext context) {
        return StartInstancesResult.builder()
                .startingInstances(StateChanges.apply(
                        ec2, input.instanceIds(), input.dryRun(), (tx, each) -> start(each, context.now())))
                .build();
    }

    private static Instance start(Instance instance, Instant now) {
        return switch (instance.state()) {
            case STOPPED -> instance.startedAgain(now);
            case PENDING, RUNNING -> instance;
            case STOPPING, SHUTTING_DOWN, TERMINATED -> throw StateChanges.incorrectState(instance, "started");
        };
    }
}
