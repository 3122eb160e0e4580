package io.moorage.ec2.compute;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.RebootInstancesRequest;
import io.moorage.ec2.api.Ec2;

/** Asks running instances to boot anew; they stay running in the eyes of EC2. */
public record RebootInstances(Ec2 ec2) implements Action<RebootInstancesRequest, Empty> {
    @Override
    public Operation<RebootInstancesRequest, Empty> operation() {
        return Ec2Operations.REBOOT_INSTANCES;
    }

    @Override
    public Empty handle(RebootInstancesRequest input, RequestContext context) {
        StateChanges.apply(ec2, input.instanceIds(), input.dryRun(), (tx, each) -> switch (each.state()) {
            case RUNNING -> each.rebootRequested();
            case PENDING -> each;
            case STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED -> throw StateChanges.incorrectState(each, "rebooted");
        });
        return Empty.VALUE;
    }
}
