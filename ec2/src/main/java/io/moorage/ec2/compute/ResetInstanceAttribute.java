package io.moorage.ec2.compute;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.ResetInstanceAttributeRequest;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.Instance;

/** Makes the source/destination check true again, which nothing here makes false. */
public record ResetInstanceAttribute(Ec2 ec2) implements Action<ResetInstanceAttributeRequest, Empty> {
    @Override
    public Operation<ResetInstanceAttributeRequest, Empty> operation() {
        return Ec2Operations.RESET_INSTANCE_ATTRIBUTE;
    }

    @Override
    public Empty handle(ResetInstanceAttributeRequest input, RequestContext context) {
        Instance row = Resource.INSTANCE.require(ec2.view(), Ec2Errors.required(input.instanceId(), "InstanceId"));
        String attribute = Ec2Errors.required(input.attribute(), "Attribute");
        switch (attribute) {
            case "sourceDestCheck" -> {
                if (row.state().isEnding()) {
                    throw StateChanges.incorrectState(row, "modified");
                }
            }
            case "kernel", "ramdisk" -> throw Ec2Errors.unsupported("A kernel or RAM disk of one's own");
            default -> throw Ec2Errors.invalidValue("Value (%s) for parameter attribute is invalid.", attribute);
        }
        Ec2Errors.refuseDryRun(input.dryRun());
        return Empty.VALUE;
    }
}
