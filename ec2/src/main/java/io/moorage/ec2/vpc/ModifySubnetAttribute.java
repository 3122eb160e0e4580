package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.AttributeBooleanValue;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.ModifySubnetAttributeRequest;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.Subnet;
import io.moorage.store.Ec2Tables;

/** Whether instances launched in the subnet get a public address; its other attributes are refused. */
public record ModifySubnetAttribute(Ec2 ec2) implements Action<ModifySubnetAttributeRequest, Empty> {
    @Override
    public Operation<ModifySubnetAttributeRequest, Empty> operation() {
        return Ec2Operations.MODIFY_SUBNET_ATTRIBUTE;
    }

    @Override
    public Empty handle(ModifySubnetAttributeRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.subnetId(), "subnetId");
        AttributeBooleanValue map = input.mapPublicIpOnLaunch();
        if (map == null || map.value() == null) {
            throw Ec2Errors.unsupported("An attribute of a subnet other than mapPublicIpOnLaunch");
        }
        boolean value = map.value();
        return ec2.store().transact(tx -> {
            Subnet subnet = Resource.SUBNET.require(tx, id);
            tx.update(Ec2Tables.SUBNETS, subnet.withMapPublicIpOnLaunch(value));
            return Empty.VALUE;
        });
    }
}
