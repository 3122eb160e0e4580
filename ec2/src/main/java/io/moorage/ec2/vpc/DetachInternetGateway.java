package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DetachInternetGatewayRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.InternetGateway;
import io.moorage.store.Ec2Tables;
import java.util.Optional;

/** Refused while instances of the VPC have public addresses. */
public record DetachInternetGateway(Ec2 ec2) implements Action<DetachInternetGatewayRequest, Empty> {
    @Override
    public Operation<DetachInternetGatewayRequest, Empty> operation() {
        return Ec2Operations.DETACH_INTERNET_GATEWAY;
    }

    @Override
    public Empty handle(DetachInternetGatewayRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.internetGatewayId(), "internetGatewayId");
        String vpcId = Ec2Errors.required(input.vpcId(), "vpcId");
        Ec2Errors.refuseDryRun(input.dryRun());
        return ec2.store().transact(tx -> {
            InternetGateway gateway = Resource.INTERNET_GATEWAY.require(tx, id);
            Resource.VPC.require(tx, vpcId);
            if (gateway.vpcId().filter(vpcId::equals).isEmpty()) {
                throw Ec2Errors.refused("Gateway.NotAttached", "resource %s is not attached to network %s", id, vpcId);
            }
            if (tx.by(Ec2Tables.INTERFACES, Ec2Tables.INTERFACES_BY_VPC, vpcId).stream()
                    .anyMatch(each -> each.publicAddress().isPresent())) {
                throw Ec2Errors.refused(
                        "DependencyViolation",
                        "Network %s has some mapped public address(es). Please unmap those public address(es) before "
                                + "detaching the gateway.",
                        vpcId);
            }
            tx.update(Ec2Tables.INTERNET_GATEWAYS, gateway.attachedTo(Optional.empty()));
            return Empty.VALUE;
        });
    }
}
