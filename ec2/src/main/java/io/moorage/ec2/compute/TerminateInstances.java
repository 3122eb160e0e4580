package io.moorage.ec2.compute;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.TerminateInstancesRequest;
import io.moorage.awsmodels.ec2.TerminateInstancesResult;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.StateReason;
import java.time.Instant;

/** Ends instances with their disks and addresses; repeating it changes nothing. */
public record TerminateInstances(Ec2 ec2) implements Action<TerminateInstancesRequest, TerminateInstancesResult> {
    @Override
    public Operation<TerminateInstancesRequest, TerminateInstancesResult> operation() {
        return Ec2Operations.TERMINATE_INSTANCES;
    }

    @Override
    public TerminateInstancesResult handle(TerminateInstancesRequest input, RequestContext context) {
        return TerminateInstancesResult.builder()
                .terminatingInstances(StateChanges.apply(
                        ec2, input.instanceIds(), input.dryRun(), (tx, each) -> terminate(each, context.now())))
                .build();
    }

    private static Instance terminate(Instance instance, Instant now) {
        if (instance.state().isEnding()) {
            return instance;
        }
        if (instance.launch().terminationProtected()) {
            throw Ec2Errors.refused(
                    "OperationNotPermitted",
                    "The instance '%s' may not be terminated. Modify its 'disableApiTermination' instance attribute and try "
                            + "again.",
                    instance.id());
        }
        return instance.shuttingDown(StateReason.USER_SHUTDOWN, now);
    }
}
