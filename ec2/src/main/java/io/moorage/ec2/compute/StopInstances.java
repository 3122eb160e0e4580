package io.moorage.ec2.compute;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.StopInstancesRequest;
import io.moorage.awsmodels.ec2.StopInstancesResult;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.StateReason;
import java.time.Instant;

/** Shuts instances down; their disks and addresses stay. */
public record StopInstances(Ec2 ec2) implements Action<StopInstancesRequest, StopInstancesResult> {
    @Override
    public Operation<StopInstancesRequest, StopInstancesResult> operation() {
        return Ec2Operations.STOP_INSTANCES;
    }

    @Override
    public StopInstancesResult handle(StopInstancesRequest input, RequestContext context) {
        if (Boolean.TRUE.equals(input.hibernate())) {
            throw Ec2Errors.unsupported("Hibernation");
        }
        return StopInstancesResult.builder()
                .stoppingInstances(StateChanges.apply(
                        ec2, input.instanceIds(), input.dryRun(), (tx, each) -> stop(each, context.now())))
                .build();
    }

    private static Instance stop(Instance instance, Instant now) {
        return switch (instance.state()) {
            case PENDING, RUNNING -> {
                if (instance.launch().stopProtected()) {
                    throw Ec2Errors.refused(
                            "OperationNotPermitted",
                            "The instance '%s' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.",
                            instance.id());
                }
                yield instance.stopping(StateReason.USER_SHUTDOWN, now);
            }
            case STOPPING, STOPPED -> instance;
            case SHUTTING_DOWN, TERMINATED -> throw StateChanges.incorrectState(instance, "stopped");
        };
    }
}
