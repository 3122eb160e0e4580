package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DeleteInternetGatewayRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.store.Ec2Tables;

/** Refused while the gateway is attached. */
public record DeleteInternetGateway(Ec2 ec2) implements Action<DeleteInternetGatewayRequest, Empty> {
    @Override
    public Operation<DeleteInternetGatewayRequest, Empty> operation() {
        return Ec2Operations.DELETE_INTERNET_GATEWAY;
    }

    @Override
    public Empty handle(DeleteInternetGatewayRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.internetGatewayId(), "internetGatewayId");
        Ec2Errors.refuseDryRun(input.dryRun());
        return ec2.store().transact(tx -> {
            if (Resource.INTERNET_GATEWAY.require(tx, id).vpcId().isPresent()) {
                throw Ec2Errors.dependencyViolation("internetGateway", id);
            }
            tx.delete(Ec2Tables.INTERNET_GATEWAYS, id);
            return Empty.VALUE;
        });
    }
}
