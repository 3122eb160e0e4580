package io.moorage.ec2.key;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DeleteKeyPairRequest;
import io.moorage.awsmodels.ec2.DeleteKeyPairResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.KeyPair;
import io.moorage.store.Ec2Tables;
import java.util.Optional;

/** Succeeds also when there is no such pair, as EC2 does. */
public record DeleteKeyPair(Ec2 ec2) implements Action<DeleteKeyPairRequest, DeleteKeyPairResult> {
    @Override
    public Operation<DeleteKeyPairRequest, DeleteKeyPairResult> operation() {
        return Ec2Operations.DELETE_KEY_PAIR;
    }

    @Override
    public DeleteKeyPairResult handle(DeleteKeyPairRequest input, RequestContext context) {
        if (input.keyName() == null && input.keyPairId() == null) {
            throw Ec2Errors.missing("KeyName or KeyPairId");
        }
        Ec2Errors.refuseDryRun(input.dryRun());
        return ec2.store().transact(tx -> {
            Optional<KeyPair> found = input.keyName() != null
                    ? tx.find(Ec2Tables.KEY_PAIRS, input.keyName())
                    : Resource.KEY_PAIR.find(tx, String.valueOf(input.keyPairId()));
            found.ifPresent(each -> tx.delete(Ec2Tables.KEY_PAIRS, each.name()));
            return DeleteKeyPairResult.builder()
                    .returnValue(true)
                    .keyPairId(found.map(KeyPair::id).orElse(null))
                    .build();
        });
    }
}
