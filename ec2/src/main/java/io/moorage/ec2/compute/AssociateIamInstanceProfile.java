package io.moorage.ec2.compute;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.AssociateIamInstanceProfileRequest;
import io.moorage.awsmodels.ec2.AssociateIamInstanceProfileResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.IamInstanceProfile;
import io.moorage.awsmodels.ec2.IamInstanceProfileAssociation;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.Instance;
import io.moorage.store.Ec2Tables;
import java.time.Instant;

/** Gives an instance that has no profile one. */
public record AssociateIamInstanceProfile(Ec2 ec2)
        implements Action<AssociateIamInstanceProfileRequest, AssociateIamInstanceProfileResult> {
    @Override
    public Operation<AssociateIamInstanceProfileRequest, AssociateIamInstanceProfileResult> operation() {
        return Ec2Operations.ASSOCIATE_IAM_INSTANCE_PROFILE;
    }

    @Override
    public AssociateIamInstanceProfileResult handle(AssociateIamInstanceProfileRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.instanceId(), "InstanceId");
        Instance changed = ec2.store().transact(tx -> {
            Instance row = Resource.INSTANCE.require(tx, id);
            if (row.launch().instanceProfileArn().isPresent()) {
                throw Ec2Errors.refused("IncorrectState", "There is an existing association for instance %s", id);
            }
            if (row.state().isEnding()) {
                throw StateChanges.incorrectState(row, "associated");
            }
            String arn = LaunchRequest.profile(tx, input.iamInstanceProfile())
                    .orElseThrow(() -> Ec2Errors.missing("IamInstanceProfile"));
            Instance after = row.withLaunch(row.launch().withInstanceProfile(arn));
            tx.update(Ec2Tables.INSTANCES, after);
            return after;
        });
        return AssociateIamInstanceProfileResult.builder()
                .iamInstanceProfileAssociation(shape(changed, "associating", context.now()))
                .build();
    }

    static IamInstanceProfileAssociation shape(Instance row, String state, Instant when) {
        return IamInstanceProfileAssociation.builder()
                .associationId(associationId(row))
                .instanceId(row.id())
                .iamInstanceProfile(IamInstanceProfile.builder()
                        .arn(row.launch().instanceProfileArn().orElseThrow())
                        .build())
                .state(state)
                .timestamp(when)
                .build();
    }

    static String associationId(Instance row) {
        return "iip-assoc-" + row.id().substring(2);
    }
}
