package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.AttachInternetGatewayRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.InternetGateway;
import io.moorage.store.Ec2Tables;
import java.util.Optional;

/** One gateway for a VPC, one VPC for a gateway. */
public record AttachInternetGateway(Ec2 ec2) implements Action<AttachInternetGatewayRequest, Empty> {
    @Override
    public Operation<AttachInternetGatewayRequest, Empty> operation() {
        return Ec2Operations.ATTACH_INTERNET_GATEWAY;
    }

    @Override
    public Empty handle(AttachInternetGatewayRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.internetGatewayId(), "internetGatewayId");
        String vpcId = Ec2Errors.required(input.vpcId(), "vpcId");
        Ec2Errors.refuseDryRun(input.dryRun());
        return ec2.store().transact(tx -> {
            InternetGateway gateway = Resource.INTERNET_GATEWAY.require(tx, id);
            Resource.VPC.require(tx, vpcId);
            if (gateway.vpcId().isPresent()) {
                throw Ec2Errors.refused(
                        "Resource.AlreadyAssociated",
                        "resource %s is already attached to network %s",
                        id,
                        gateway.vpcId().get());
            }
            if (tx.all(Ec2Tables.INTERNET_GATEWAYS).stream()
                    .anyMatch(each -> each.vpcId().filter(vpcId::equals).isPresent())) {
                throw Ec2Errors.invalidValue("Network %s already has an internet gateway attached", vpcId);
            }
            tx.update(Ec2Tables.INTERNET_GATEWAYS, gateway.attachedTo(Optional.of(vpcId)));
            return Empty.VALUE;
        });
    }
}
